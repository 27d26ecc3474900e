"""Windows on the days that matter: the first, the last, the one after."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openslate.catalogue.rights import RIGHTS_SCHEMA, Overlap, Rights, available
from openslate.graph.snapshot import AVAILABILITY_SCHEMA, TABLES, Snapshot
from openslate.testing.graph import tiny_snapshot
from openslate.testing.tiny import MOVIELENS, TODAY, WIKIDATA

DAY = date(2026, 3, 15)
Row = tuple[int, str, date | None, date | None, str]


def sheet(windows: Sequence[tuple[object, ...]]) -> pl.DataFrame:
    """Windows as rows of one sheet; a sixth value is the audience."""
    rows = [
        (*window[:5], window[5] if len(window) > 5 else None, None, None, "sheet", row)
        for row, window in enumerate(windows, 1)
    ]
    return pl.DataFrame(rows, AVAILABILITY_SCHEMA, orient="row")


def snapshot(*windows: Row, items: int = 3) -> Snapshot:
    tables = {name: pl.DataFrame(schema=schema) for name, schema in TABLES.items()}
    tables["item"] = pl.DataFrame({"item": range(items)})
    tables["availability"] = sheet(windows)
    return Snapshot("s0001-00000000", **tables)


def day(offset: int) -> date:
    return DAY + timedelta(days=offset)


def answer(
    rows: Snapshot, territory: str = "GB", item: int = 0, on: date = DAY
) -> tuple[object, ...]:
    return available(rows, territory, on).row(item)[1:]


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        (0, 1, True),  # today only
        (-5, 0, False),  # ended today
        (1, 5, False),  # begins tomorrow
        (None, None, True),  # for ever
        (None, 0, False),
    ],
)
def test_edges_of_a_window(starts: int | None, ends: int | None, expected: bool) -> None:
    first, last = (None if d is None else day(d) for d in (starts, ends))
    assert answer(snapshot((0, "GB", first, last, "sub")))[0] is expected


def test_no_window_at_all_is_unknown_and_none_here_is_no() -> None:
    rows = snapshot((0, "GB", None, None, "sub"), (1, "US", None, None, "sub"))
    frame = available(rows, "GB", DAY)
    assert dict(frame.schema) == RIGHTS_SCHEMA
    assert frame["available"].to_list() == [True, False, None]


def test_a_window_of_the_world_counts_everywhere() -> None:
    assert answer(snapshot((0, "world", None, day(9), "sub"))) == (True, None, day(9))


def test_the_dates_are_of_the_window_that_holds_or_the_next() -> None:
    rows = snapshot(
        (0, "GB", day(-9), day(-2), "sub"),
        (0, "GB", day(3), day(5), "sub"),
        (0, "GB", day(7), None, "sub"),
    )
    assert answer(rows) == (False, day(3), day(5))
    assert answer(rows, on=day(4)) == (True, day(3), day(5))
    assert answer(rows, on=day(5)) == (False, day(7), None)
    assert answer(rows, on=day(-5)) == (True, day(-9), day(-2))


def test_windows_that_touch_or_overlap_are_one() -> None:
    rows = snapshot(
        (0, "GB", day(-9), day(2), "sub"),
        (0, "GB", day(-5), day(-1), "sub"),
        (0, "GB", day(2), day(8), "sub"),
    )
    assert answer(rows) == (True, day(-9), day(8))


def test_overlaps_under_other_terms_are_told_and_nonsense_is_ignored() -> None:
    rows = snapshot(
        (0, "GB", day(-9), day(2), "sub"),
        (0, "GB", day(1), None, "buy"),
        (1, "GB", day(-9), day(2), "sub"),
        (1, "GB", day(2), None, "buy"),  # touches only
        (2, "GB", day(5), day(-5), "sub"),  # ends before it begins
    )
    assert Rights(rows).overlaps() == [Overlap(0, "GB", "buy", "sub")]
    assert answer(rows, item=2)[0] is False
    assert Rights(rows).territories() == ["GB"]


def test_the_tiny_catalogue(tmp_path: Path) -> None:
    rows = tiny_snapshot(tmp_path)
    frame = available(rows, "GB", TODAY)
    now = {
        name: frame["available"][rows.item_of_record[key]]
        for name, key in {
            "postino": (WIKIDATA, "tt0110877"),
            "monkeys": (WIKIDATA, "tt0114746"),
            "seven": (WIKIDATA, "tt0114369"),
            "toys": (WIKIDATA, "tt0114709"),
            "amelie": (WIKIDATA, "tt0211915"),
            "home": (MOVIELENS, "6"),
        }.items()
    }
    assert now == {
        "postino": True,
        "monkeys": False,
        "seven": False,
        "toys": True,
        "amelie": False,
        "home": None,
    }


DAYS = st.none() | st.integers(-4, 4)
WINDOWS = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(["GB", "US", "world"]), DAYS, DAYS), max_size=8
)


@settings(deadline=None)
@given(WINDOWS, st.integers(-5, 5))
def test_as_a_plain_reading_of_the_windows(
    windows: list[tuple[int, str, int | None, int | None]], offset: int
) -> None:
    """The same question answered window by window in plain Python."""
    rows = [
        (item, place, None if a is None else day(a), None if b is None else day(b), "sub")
        for item, place, a, b in windows
    ]
    frame = available(snapshot(*rows), "GB", day(offset))
    for item in range(3):
        mine = [w for w in windows if w[0] == item]
        holds = any(
            place in ("GB", "world") and (a is None or a <= offset) and (b is None or b > offset)
            for _, place, a, b in mine
            if a is None or b is None or a < b
        )
        assert frame["available"][item] == (holds if mine else None)
