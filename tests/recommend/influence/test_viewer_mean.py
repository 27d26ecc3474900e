"""Means over viewers: intervals by hand, and that they cover."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openslate.common.seeds import generator_for
from openslate.recommend.influence.places import Decided
from openslate.recommend.influence.tally import PAGE, Seen, count_rows, tally
from openslate.recommend.influence.viewer_mean import viewer_mean, wilson


def test_wilson_is_what_the_textbook_says() -> None:
    low, high = wilson(0.5, 1.96, 100)
    assert (low, high) == pytest.approx((0.4038, 0.5962), abs=1e-4)
    assert wilson(0, 1.96, 10)[0] == 0


def test_where_nobody_is_touched_the_upper_bound_tells_how_little_is_known() -> None:
    few, many = viewer_mean([0.0] * 10), viewer_mean([0.0] * 1000)
    assert (few.value, few.low) == (0, 0)
    assert 0.2 < few.high < 0.4
    assert many.high < 0.01


def test_nobody_at_all_says_nothing() -> None:
    found = viewer_mean([])
    assert (found.low, found.high) == (0, 1)


@settings(max_examples=40)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_the_interval_holds_the_mean_and_stays_within_bounds(shares: list[float]) -> None:
    found = viewer_mean(shares)
    assert found.value == pytest.approx(np.mean(shares))
    assert 0 <= found.low <= found.value + 1e-12
    assert found.value - 1e-12 <= found.high <= 1


@pytest.mark.parametrize(("touched", "size"), [(0.1, 0.1), (1.0, 0.6)])
def test_it_covers_where_few_and_where_all_are_touched(touched: float, size: float) -> None:
    draw = generator_for("viewer mean covers", str(touched))
    covered = 0
    for _ in range(400):
        is_touched = draw.random(80) < touched
        sizes = draw.beta(5 * size, 5 * (1 - size), 80)
        found = viewer_mean(draw.binomial(20, sizes * is_touched) / 20)
        covered += found.low <= touched * size <= found.high
    assert 0.92 <= covered / 400 <= 0.985


def seen(request: str, viewer: str, *decides: int) -> Seen:
    rows = tuple(
        Decided(key, 4, count, 0) for key, count in zip(("chosen", "editors"), decides, strict=True)
    )
    return Seen(request, viewer, {"history": rows})


def test_each_viewer_counts_the_same_however_many_pages_they_saw() -> None:
    pages = [seen("1", "busy", 4, 0), seen("2", "busy", 4, 0), seen("3", "calm", 0, 0)]
    found = {one.row: one for one in tally(pages)}
    assert found["chosen"].decides.value == pytest.approx(2)
    assert found["editors"].decides.value == 0
    assert found[PAGE].decides.value == pytest.approx(2)
    assert found[PAGE].places == 8


def test_rows_are_counted_once_whatever_was_left_out() -> None:
    rows = {one.row: one for one in count_rows([seen("1", "a", 1, 0), seen("2", "b", 1, 0)])}
    assert (rows["chosen"].requests, rows["chosen"].viewers, rows["chosen"].places) == (2, 2, 4)
    assert set(rows) == {"chosen", "editors", PAGE}
