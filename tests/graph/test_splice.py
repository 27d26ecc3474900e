"""Rows of some items in the place of others."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openslate.graph import splice as splicing
from openslate.graph.splice import splice


def table(*rows: tuple[int, str]) -> pl.DataFrame:
    return pl.DataFrame(rows, {"item": pl.UInt32, "said": pl.String}, orient="row")


def test_items_come_go_and_change() -> None:
    before = table((0, "a"), (0, "b"), (1, "c"), (3, "d"), (4, "e"))
    kept = pl.Series([1, None, 2, 3, None], dtype=pl.UInt32)  # 1 went, 4 changed, one came first
    made = table((0, "first"), (4, "E"), (4, "F"))
    assert splice(before, kept, made).rows() == [
        (0, "first"),
        (1, "a"),
        (1, "b"),
        (3, "d"),
        (4, "E"),
        (4, "F"),
    ]


def test_nothing_before_or_nothing_made() -> None:
    nothing, none = table(), pl.Series([], dtype=pl.UInt32)
    assert splice(nothing, none, table((0, "a"))).rows() == [(0, "a")]
    kept = pl.Series([0], dtype=pl.UInt32)
    assert splice(table((0, "a")), kept, nothing).rows() == [(0, "a")]
    assert splice(table((0, "a")), pl.Series([None], dtype=pl.UInt32), nothing).is_empty()


ROWS = st.lists(st.integers(0, 2), max_size=8)  # how many rows each item has
CHANGES = st.lists(st.sampled_from(["stays", "goes", "changes", "one comes"]), max_size=8)


@settings(deadline=None)
@given(ROWS, CHANGES, st.booleans())
def test_cutting_and_sorting_agree_with_going_item_by_item(
    counts: list[int], changes: list[str], many: bool
) -> None:
    changes = changes[: len(counts)] + ["stays"] * (len(counts) - len(changes))
    before, made, expected = [], [], []
    kept: list[int | None] = []
    now = 0
    for item, (count, change) in enumerate(zip(counts, changes, strict=True)):
        before += [(item, f"old {item}")] * count
        if change == "one comes":
            made.append((now, "came"))
            expected.append((now, "came"))
            now += 1
        if change == "changes":
            made.append((now, "new"))
            expected.append((now, "new"))
        elif change != "goes":
            expected += [(now, f"old {item}")] * count
        kept.append(now if change in ("stays", "one comes") else None)
        now += change != "goes"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(splicing, "FEW", -1 if many else 1_000)
        found = splice(table(*before), pl.Series(kept, dtype=pl.UInt32), table(*made))
    assert found.rows() == expected
