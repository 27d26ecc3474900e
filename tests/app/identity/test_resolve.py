"""Resolving a workspace: what is remembered, what is learned, and that the next one uses it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest
from tests.benchmarks.identity_made import MadePair, missing_dates

from openslate.app.identity.learn_weights import LearnWeights
from openslate.app.identity.link_table import link_id
from openslate.app.identity.refresh_catalogue import STEPS, Progress, RefreshCatalogue
from openslate.app.identity.resolve import ResolveIdentities
from openslate.app.identity.resolver_settings import (
    FILE,
    memory_folder,
    read_resolver_settings,
    write_resolver_settings,
)
from openslate.app.identity.review_links import KIND
from openslate.app.workspace import Workspace
from openslate.catalogue.identity import ResolverSettings
from openslate.catalogue.identity.settings import Weights
from openslate.catalogue.record import SourceRecord
from openslate.common.errors import SlateError
from openslate.decision.types import Review
from openslate.decision.verdict import Verdict
from openslate.graph.delivery import Delivery
from openslate.graph.links import ACCEPTED
from openslate.graph.vocabulary import Columns
from openslate.store.reviews import ReviewStore
from openslate.testing.workspace import MadeWorkspace

NOON = datetime(2026, 3, 15, 12, tzinfo=UTC)
POOR = ResolverSettings(weights=Weights(same_name=0.0, people=0.0, rarity=0.0))
"""Weights that expect nothing of names and people."""


@pytest.fixture(scope="module")
def made() -> MadePair:
    return missing_dates(size=400)


@pytest.fixture
def catalogues(tmp_path: Path, made: MadePair) -> Iterator[Workspace]:
    """Two catalogues of 400 works, most years missing, of which 40 % are in both."""
    with Workspace.create(tmp_path / "town") as workspace:
        for source, table in (("left", made.left), ("right", made.right)):
            deliver(workspace, source, table)
        yield workspace


def deliver(workspace: Workspace, source: str, table: pl.DataFrame) -> None:
    """Add a table's rows as the records of a source."""
    told = Delivery(source, f"{source}.csv", source, NOON, "own", 0.5, "made")
    rows = table.rows(named=True)
    known = [{column: said for column, said in row.items() if said} for row in rows]
    workspace.quads.add_delivery(
        told,
        [SourceRecord(source, row.pop("record"), at, row) for at, row in enumerate(known, 1)],
    )


def review(workspace: Workspace, left: str, right: str, verdict: Verdict) -> None:
    """Ann decides about one pair; nothing is applied."""
    pair = ("left", left), ("right", right)
    about = {"left": list(pair[0]), "right": list(pair[1])}
    said = Review("ann", verdict, "I know both", NOON)
    ReviewStore(workspace.database).record(KIND, link_id(*pair), said, about=about)


def review_many(workspace: Workspace, made: MadePair, count: int) -> None:
    """Half right pairs, half wrong ones: a right one's left with the next one's right."""
    truth = sorted(made.truth)[: count // 2]
    for (left, right), (_, other) in zip(truth, truth[1:] + truth[:1], strict=True):
        review(workspace, left, right, Verdict.ALLOW)
        review(workspace, left, other, Verdict.BLOCK)


def found_by_method(workspace: Workspace, made: MadePair) -> int:
    """Right links that no person decided."""
    links = workspace.quads.links.frame()
    own = links.filter(pl.col(Columns.DECIDED_BY).is_null(), status=ACCEPTED)
    pairs = own.select(Columns.LEFT_RECORD, Columns.RIGHT_RECORD).iter_rows()
    return len(made.truth.intersection(pairs))


def test_learned_weights_are_kept_and_used_by_the_next_resolution(
    catalogues: Workspace, made: MadePair
) -> None:
    write_resolver_settings(catalogues, POOR)
    review_many(catalogues, made, 120)
    ResolveIdentities(catalogues)()
    before = found_by_method(catalogues, made)
    report = LearnWeights(catalogues)()
    assert (report.reviewed, report.same, report.adopted) == (120, 60, True)
    assert read_resolver_settings(catalogues).weights == report.weights
    resolved = ResolveIdentities(catalogues)()
    assert resolved.compared == resolved.records
    assert found_by_method(catalogues, made) > before


def test_reviews_count_before_anything_was_resolved(catalogues: Workspace, made: MadePair) -> None:
    review_many(catalogues, made, 100)
    assert LearnWeights(catalogues)().reviewed == 100


def test_weights_that_are_not_better_change_nothing(catalogues: Workspace, made: MadePair) -> None:
    """Learning again from the same pairs, sooner or later nothing is left to learn."""
    review_many(catalogues, made, 100)
    while LearnWeights(catalogues)().adopted:
        kept = (catalogues.folder / FILE).read_bytes()
    assert not LearnWeights(catalogues)().adopted
    assert (catalogues.folder / FILE).read_bytes() == kept


@pytest.mark.parametrize("count", [0, 98])
def test_a_hundred_pairs_are_needed(catalogues: Workspace, made: MadePair, count: int) -> None:
    review_many(catalogues, made, count)
    with pytest.raises(SlateError, match=f"{count} pairs are reviewed.*Review 100 pairs"):
        LearnWeights(catalogues)()
    assert not (catalogues.folder / FILE).exists()


def test_fresh_compares_all_records_again(tiny_copy: MadeWorkspace) -> None:
    with tiny_copy.open() as workspace:
        first, again = ResolveIdentities(workspace)(), ResolveIdentities(workspace)()
        links = workspace.quads.links.frame()
        fresh = ResolveIdentities(workspace, fresh=True)()
        assert (first.compared, again.compared, fresh.compared) == (0, 0, 13)
        assert workspace.quads.links.frame().equals(links)


def test_fresh_works_without_a_memory(catalogues: Workspace) -> None:
    assert not memory_folder(catalogues).exists()
    report = ResolveIdentities(catalogues, fresh=True)()
    assert report.compared == report.records
    assert memory_folder(catalogues).exists()


def test_a_refresh_applies_reviews_and_tells_its_steps(catalogues: Workspace) -> None:
    steps: list[str] = []

    def start(step: str) -> Progress:
        steps.append(step)
        return lambda _done, _total: None

    first = RefreshCatalogue(catalogues)(start)
    links = catalogues.quads.links.frame().filter(status=ACCEPTED)
    left, right = links.select(Columns.LEFT_RECORD, Columns.RIGHT_RECORD).row(0)
    review(catalogues, left, right, Verdict.BLOCK)
    second = RefreshCatalogue(catalogues)(start)
    assert tuple(steps) == STEPS * 2
    assert (second.items, second.new) == (first.items + 1, True)
    third = RefreshCatalogue(catalogues)(start)
    assert (third.name, third.new, third.touched) == (second.name, False, 0)
