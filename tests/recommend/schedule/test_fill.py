"""Dayparts are filled with the best that fits, and never with what must not be shown."""

from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openslate.recommend.schedule.daypart import Daypart, Grid, Programme, free_cells
from openslate.recommend.schedule.fill import LEAST_WORTH, fill_daypart
from openslate.recommend.schedule.repeat import repeat_programmes


def grid_of(lengths: list[int], cells: int = 10) -> Grid:
    return Grid(np.array(lengths), np.ones((cells, len(lengths)), np.bool_))


def whole(grid: Grid, overrun: int = 0, ends: int | None = None) -> Daypart:
    items = grid.allowed.shape[1]
    return Daypart("evening", 0, ends or grid.cells, np.ones(items, np.bool_), overrun)


def free(grid: Grid) -> np.ndarray:
    return np.ones(grid.cells, np.bool_)


def shown(placed: list[Programme]) -> list[tuple[int, int, int]]:
    return [(p.item, p.begins, p.ends) for p in placed]


def test_two_that_fill_the_time_beat_a_better_one_that_leaves_a_hole() -> None:
    grid = grid_of([7, 5, 5, *[7] * 9])
    placed, gap = fill_daypart(grid, whole(grid), -np.arange(12.0), free(grid))
    assert {p.item for p in placed} == {1, 2}
    assert gap == 0


def test_nothing_is_on_air_while_the_rules_forbid_it() -> None:
    grid = grid_of([4], cells=10)
    grid.allowed[:5] = False  # before the watershed
    placed, _ = fill_daypart(grid, whole(grid), np.array([1.0]), free(grid))
    assert placed[0].begins >= 5


def test_an_unknown_running_time_is_never_planned() -> None:
    grid = grid_of([0, 2])
    placed, _ = fill_daypart(grid, whole(grid), np.array([9.0, 1.0]), free(grid))
    assert {p.item for p in placed} == {1}


def test_a_programme_may_last_beyond_the_end_but_not_begin_there() -> None:
    grid = grid_of([6])
    assert shown(fill_daypart(grid, whole(grid, 2, 4), np.array([1.0]), free(grid))[0]) == [
        (0, 0, 6)
    ]
    assert fill_daypart(grid, whole(grid, 1, 4), np.array([1.0]), free(grid))[0] == []


def test_used_items_and_taken_cells_are_left_alone() -> None:
    grid = grid_of([3, 3, 3])
    taken = free_cells(10, [Programme(2, 3, 6, "pin")])
    placed, _ = fill_daypart(grid, whole(grid), np.array([3.0, 2.0, 1.0]), taken, used={0, 2})
    assert shown(placed) in ([(1, 0, 3)], [(1, 6, 9)], [(1, 7, 10)])


def test_repeats_keep_their_order_and_their_watershed() -> None:
    grid = grid_of([3, 2])
    grid.allowed[:2, 0] = False
    first = [Programme(0, 20, 23, "score"), Programme(1, 23, 25, "score")]
    assert shown(repeat_programmes(grid, whole(grid), first, free(grid))) == [(0, 2, 5), (1, 5, 7)]


def best_by_trying(lengths: list[int], cells: int) -> float:
    """The best worth of any order of any items one after the other."""
    worth = dict(enumerate(np.linspace(1.0, LEAST_WORTH, len(lengths))))
    best = 0.0
    for count in range(1, len(lengths) + 1):
        for order in permutations(range(len(lengths)), count):
            if sum(lengths[i] for i in order) <= cells:
                best = max(best, sum(worth[i] * lengths[i] for i in order))
    return best


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 6), min_size=1, max_size=5), st.integers(6, 14))
def test_no_other_choice_is_worth_more(lengths: list[int], cells: int) -> None:
    grid = grid_of(lengths, cells)
    scores = -np.arange(len(lengths), dtype=float)
    placed, gap = fill_daypart(grid, whole(grid), scores, free(grid))
    worth = np.linspace(1.0, LEAST_WORTH, len(lengths))
    assert gap == pytest.approx(0, abs=1e-6)
    assert sum(worth[p.item] * lengths[p.item] for p in placed) == pytest.approx(
        best_by_trying(lengths, cells)
    )
    assert len({p.item for p in placed}) == len(placed)
    assert all(a.ends <= b.begins for a, b in pairwise(placed))
