"""Graph facts as features."""

import polars as pl
import pytest
from pydantic import ValidationError

from openslate.graph.item_facts import KIND, VALUE, item_facts
from openslate.graph.snapshot import Snapshot
from openslate.graph.vocabulary import Columns
from openslate.recommend.models.graph_features import GraphFeatures, no_features, read_features
from openslate.recommend.models.settings import FeatureSettings


def facts_of(features: GraphFeatures, item: int) -> set[tuple[str, str]]:
    return {features.names[feature] for feature in features.of(item)}


def test_an_item_has_the_facts_it_shares_with_another(features: GraphFeatures):
    assert facts_of(features, 0) == {
        ("directors", "Terry Gilliam"),
        ("genres", "Sci-Fi"),
        ("decade", "1980"),
    }


def test_shared_facts_come_rarest_first(features: GraphFeatures):
    assert features.shared(0, 5) == (("directors", "Terry Gilliam"), ("genres", "Sci-Fi"))


def test_kinds_weigh_what_the_settings_say(snapshot: Snapshot):
    features = read_features(snapshot, FeatureSettings(weights={"genres": 0.25}))
    names = [features.names[feature] for feature in features.of(0)]
    weights = dict(zip(names, features.matrix[0].data, strict=True))
    assert weights[("genres", "Sci-Fi")] == 0.25
    assert weights[("directors", "Terry Gilliam")] == 1.0


def test_the_order_of_tables_changes_nothing(snapshot: Snapshot, features: GraphFeatures):
    turned = Snapshot(
        snapshot.name, snapshot.item, snapshot.credit.reverse(), snapshot.tag.reverse(),
        snapshot.availability, snapshot.record, snapshot.claim,
    )  # fmt: skip
    assert read_features(turned).digest == features.digest


@pytest.mark.parametrize(
    ("column", "value", "band"),
    [
        ("runtime", 119, "100"),
        ("critics_score", 100, "100"),
        ("box_office", 1_000_000.0, "12"),
        ("box_office", 0.0, "0"),
        ("oscars", 0, "0"),
        ("age_rating", "PG-13", "PG-13"),
    ],
)
def test_measures_are_banded(snapshot: Snapshot, column: str, value: object, band: str):
    kind = snapshot.item.schema[column]
    item = snapshot.item.with_columns(pl.lit(value).cast(kind).alias(column))
    changed = Snapshot(
        "changed", item, snapshot.credit, snapshot.tag,
        snapshot.availability, snapshot.record, snapshot.claim,
    )  # fmt: skip
    facts = item_facts(changed).filter(pl.col(KIND) == column, pl.col(Columns.ITEM) == 0)
    assert facts[VALUE].to_list() == [band]


def test_a_misspelt_kind_is_refused_with_the_nearest():
    with pytest.raises(ValidationError, match="genres"):
        FeatureSettings(weights={"genre": 1.0})


def test_nothing_known_is_no_features():
    assert no_features(3).of(2).tolist() == []


def test_facts_can_count_together_with_the_year(snapshot: Snapshot):
    facts = item_facts(snapshot, by_year=("genres",)).filter(pl.col(Columns.ITEM) == 3)
    dated = facts.filter(pl.col(KIND) == "genres by year")
    assert dated[VALUE].to_list() == ["Comedy 1979"]
    features = read_features(snapshot, FeatureSettings(by_year=("genres",)))
    assert ("genres by year", "Sci-Fi 1979") not in features.names  # one film alone
    assert item_facts(snapshot).filter(pl.col(KIND).str.ends_with("by year")).is_empty()
