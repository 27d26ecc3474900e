"""Checks over the whole, on a catalogue that a reader can check by hand."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openslate.catalogue.checks.check_tables import Checked, Earlier, check_tables
from openslate.catalogue.checks.finding import FINDING_SCHEMA
from openslate.catalogue.checks.shape_files import ShapeSet, shapes_in_force
from openslate.catalogue.record import SourceRecord, known
from openslate.graph.canonical import CanonicalPolicy
from openslate.graph.delivery import Delivery, DeliveryKind
from openslate.graph.links import ACCEPTED, PAIR, WAITING
from openslate.graph.quad_store import QuadStore
from openslate.graph.refresh import Fresh, refresh
from openslate.graph.snapshot import Snapshot

TODAY = date(2026, 3, 15)
SHAPES = shapes_in_force(TODAY)
Rows = dict[str, dict[str, Any]]
"""Values by record id."""


def deliver(
    store: QuadStore, source: str, rows: Rows, kind: DeliveryKind = "works", number: int = 0
) -> None:
    at = datetime(2026, 3, 1, tzinfo=UTC) + timedelta(hours=number)
    trust = {"a": 0.9, "b": 0.5}.get(source, 0.1)
    delivery = Delivery(source, "f", f"{number:064x}", at, "own", trust, "test", kind)
    records = [
        SourceRecord(source, record, row, known(values), kind)
        for row, (record, values) in enumerate(rows.items(), 1)
    ]
    store.add_delivery(delivery, records)


def link(store: QuadStore, *pairs: tuple[str, str, str]) -> None:
    """Links between records of a and of b, each with its status."""
    rows = [("a", left, "b", right, 0.7, "test", "alike.", status) for left, right, status in pairs]
    columns = [*PAIR, "confidence", "method", "evidence", "status"]
    store.links.put(pl.DataFrame(rows, columns, orient="row"))


def checking(shapes: ShapeSet = SHAPES, *, twice: bool = False) -> Any:
    """Tables for `refresh`; `twice` also from nothing, which must give the same."""

    def tables(fresh: Fresh) -> dict[str, pl.DataFrame]:
        made = fresh.tables
        checked = Checked(
            fresh.canonical.records,
            fresh.canonical.windows,
            *(made[name] for name in ("item", "link", "availability")),
        )
        earlier = None
        if fresh.before is not None and fresh.touched is not None:
            earlier = Earlier(fresh.before.extra, fresh.before.item, fresh.touched, fresh.remade)
        found = check_tables(shapes, checked, earlier)
        if twice:
            whole = check_tables(shapes, checked)
            assert all(found[name].equals(whole[name]) for name in whole)
        return found

    return tables


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Two catalogues that disagree and a sheet with mistakes."""
    store = QuadStore()
    deliver(
        store,
        "a",
        {
            "1": {"name": "Ran", "year": 1985, "runtime": 160, "imdb_id": "tt0089881"},
            "2": {"name": "Seven", "year": 1995, "runtime": 127},
            "3": {"name": "Bare"},
            "4": {"name": "Heat", "year": 1995, "age_rating": "R", "age_rating_system": "MPA"},
        },
    )
    deliver(
        store,
        "b",
        {
            "x": {"name": "RÁN", "year": 1986, "runtime": 90, "imdb_id": "tt0000001"},
            "y": {"name": "Se7en", "year": 1995, "runtime": 130},
            "z": {"name": "Heat", "age_rating": "16", "age_rating_system": "FSK"},
        },
    )
    link(store, ("1", "x", ACCEPTED), ("4", "z", ACCEPTED), ("2", "y", WAITING))
    deliver(
        store,
        "sheet",
        {
            "1": {"of_source": "a", "of_record": "1", "territory": "GB", "licence_type": "sub"},
            "2": {"of_source": "b", "of_record": "x", "territory": "GB", "licence_type": "buy"},
            "3": {"of_source": "b", "of_record": "?", "territory": "GB", "licence_type": "sub"},
            "4": {"name": "Seven", "territory": "UK", "starts": TODAY, "ends": TODAY},
        },
        "availability",
    )
    made = refresh(store, CanonicalPolicy(), tmp_path_factory.mktemp("s"), checking())
    return made.snapshot


def found(snapshot: Snapshot, check: str) -> list[tuple[Any, ...]]:
    rows = snapshot.extra["finding"].filter(pl.col("shape") == check)
    return rows.select("severity", "value", "record", "row").rows()


def test_a_conflict_counts_by_its_size(snapshot: Snapshot) -> None:
    assert found(snapshot, "conflict-year") == [("info", "1985 (a), 1986 (b)", None, None)]
    assert found(snapshot, "conflict-runtime") == [("warning", "160 (a), 90 (b)", None, None)]
    assert found(snapshot, "conflict-imdb_id") == [
        ("violation", "tt0089881 (a), tt0000001 (b)", None, None)
    ]


def test_spellings_and_ratings_of_other_systems_are_no_conflict(snapshot: Snapshot) -> None:
    assert found(snapshot, "conflict-name") == []
    assert found(snapshot, "conflict-age_rating") == []


def test_what_waits_for_review_is_told_once(snapshot: Snapshot) -> None:
    assert found(snapshot, "duplicate-waiting") == [("warning", "b y", "2", 2)]
    (sentence,) = snapshot.extra["finding"].filter(pl.col("shape") == "duplicate-waiting")[
        "sentence"
    ]
    assert sentence == "Seven and Se7en may be the same: alike."


def test_windows_of_nothing_and_windows_that_overlap(snapshot: Snapshot) -> None:
    assert found(snapshot, "window-without-item") == [("warning", None, "3", 3)]
    assert found(snapshot, "window-overlap") == [("info", "GB: buy / sub", None, None)]
    assert found(snapshot, "window-order") == [("violation", "2026-03-15", "4", 4)]
    assert found(snapshot, "territory-known") == [("violation", "UK", "4", 4)]


def test_an_item_of_which_only_the_name_is_known(snapshot: Snapshot) -> None:
    rows = snapshot.extra["finding"].filter(pl.col("shape") == "item-bare")
    assert rows["sentence"].to_list() == ["Nothing is known of Bare but its name."]


def test_a_finding_names_the_item_of_its_record(snapshot: Snapshot) -> None:
    finding = snapshot.extra["finding"]
    assert dict(finding.schema) == FINDING_SCHEMA
    seven = snapshot.item_of_record["a", "2"]
    by_check = dict(finding.select("shape", "item").iter_rows())
    assert by_check["duplicate-waiting"] == by_check["window-order"] == seven
    assert by_check["window-without-item"] is None


def test_every_finding_is_of_a_check_that_is_listed(snapshot: Snapshot) -> None:
    listed = snapshot.extra["check"]
    assert listed["shape"].is_unique().all()
    assert set(snapshot.extra["finding"]["shape"]) <= set(listed["shape"])


def test_coverage_counts_the_records_that_say_something(snapshot: Snapshot) -> None:
    rows = snapshot.extra["coverage"].filter(pl.col("field") == "year").rows()
    assert rows == [
        ("works", "a", "year", 3, 4),
        ("works", "b", "year", 2, 3),
        ("availability", "sheet", "year", 0, 4),
    ]


def test_a_title_that_only_the_sheet_knows(tmp_path: Path) -> None:
    store = QuadStore()
    deliver(store, "s", {"1": {"name": "Own"}})
    window = {"of_source": "s", "of_record": "1", "territory": "GB"}
    deliver(store, "s", {"w": window}, "availability")
    made = refresh(store, CanonicalPolicy(), tmp_path, checking())
    assert len(found(made.snapshot, "window-known-by-one")) == 1


YEARS = st.sampled_from([None, 1869, 1995, 1996, 2020])
VALUES = st.fixed_dictionaries(
    {
        "name": st.sampled_from([None, "Ran", "RÁN", "Seven"]),
        "year": YEARS,
        "runtime": st.sampled_from([None, 0, 90, 95]),
        "age_rating": st.sampled_from([None, "R", "PG"]),
        "countries": st.sampled_from([[], ["GB", "uk"], ["US"]]),
    }
)
DELIVERED = st.tuples(
    st.sampled_from("ab"), st.dictionaries(st.sampled_from("123"), VALUES, min_size=1)
)
PAIRS = st.lists(
    st.tuples(st.sampled_from("123"), st.sampled_from("123"), st.sampled_from([ACCEPTED, WAITING])),
    max_size=3,
    unique_by=lambda pair: pair[:2],
)


@settings(max_examples=8, deadline=None)
@given(st.lists(DELIVERED | PAIRS, min_size=2, max_size=5))
def test_by_difference_is_from_nothing(steps: list[Any]) -> None:
    """Whatever is delivered and linked in whatever order, what is taken over is what is found."""
    with TemporaryDirectory() as folder, QuadStore(Path(folder) / "graph") as store:
        deliver(store, "a", {"1": {"name": "First"}})
        for number, step in enumerate(steps, 1):
            if isinstance(step, tuple):
                deliver(store, *step, number=number)
            else:
                link(store, *step)
            refresh(store, CanonicalPolicy(), Path(folder) / "s", checking(twice=True))
