"""Exploration: rules hold, the share is kept, and every chance is what is really drawn."""

from collections import Counter
from collections.abc import Sequence

import pytest

from openslate.common.seeds import generator_for
from openslate.recommend.experiments.exploration import Explorable, Explored, explore


def anything(row: Sequence[int]) -> bool:  # noqa: ARG001
    return True


def even_first(row: Sequence[int]) -> bool:
    return row[0] % 2 == 0


ROWS = (
    Explorable((0, 1, 2, 3), (False,) * 4, (10, 11, 12, 13, 14), anything),
    Explorable((4, 5), (True, False), (10, 12, 20), even_first),
)


def drawn(share: float, number: int, rows: Sequence[Explorable] = ROWS) -> Explored:
    return explore(rows, share, generator_for("design"), generator_for("draw", number))


def test_chances_are_how_often_each_place_shows_what_it_shows() -> None:
    pages = [drawn(0.25, number) for number in range(400)]
    for row, slot in ((0, 0), (0, 3), (1, 1)):
        counts = Counter(page.rows[row][slot] for page in pages)
        told = {page.rows[row][slot]: page.chances[row][slot] for page in pages}
        assert sum(told.values()) == pytest.approx(1, abs=0.1)
        for item, chance in told.items():
            assert counts[item] / len(pages) == pytest.approx(chance, abs=0.07)


def test_the_share_is_kept_on_average_and_no_row_has_more_than_the_next_whole_slot() -> None:
    rows = (Explorable(tuple(range(20)), (False,) * 20, tuple(range(50, 90)), anything),)
    tried = [sum(item >= 50 for item in drawn(0.13, number, rows).rows[0]) for number in range(300)]
    assert max(tried) == 3
    assert sum(tried) / (20 * len(tried)) == pytest.approx(0.13, abs=0.015)


def test_pins_hold_rules_hold_and_nothing_is_shown_twice() -> None:
    for number in range(60):
        page = drawn(0.5, number)
        assert page.rows[1][0] == 4
        assert even_first(page.rows[1])
        items = [item for row in page.rows for item in row]
        assert len(items) == len(set(items))


def test_where_no_other_row_holds_the_page_stays_and_is_certain() -> None:
    only = Explorable((0, 1), (False, False), (10, 11), lambda row: tuple(row) == (0, 1))
    page = drawn(0.5, 1, (only,))
    assert (page.rows, page.chances) == (((0, 1),), ((1.0, 1.0),))


@pytest.mark.parametrize("share", [0.0, 0.2])
def test_nothing_to_try_is_the_same_page(share: float) -> None:
    page = drawn(share, 1, (Explorable((0, 1), (False, False), (), anything),))
    assert (page.rows, page.chances) == (((0, 1),), ((1.0, 1.0),))


def test_the_same_generators_give_the_same_page() -> None:
    assert drawn(0.25, 7) == drawn(0.25, 7)
