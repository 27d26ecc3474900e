"""Pages of two rows over six films; the second row is the first one's scores upside down.

| item   | 0 | 1 | 2 | 3 | 4 | 5 |
| score  | 9 | 8 | 7 | 6 | 5 | 4 |
"""

import numpy as np

from openslate.common.groups import Groups
from openslate.recommend.slates.bounds import QuotaBound
from openslate.recommend.slates.budget import BudgetBound
from openslate.recommend.slates.page import PageBound, PageRow, fill_page
from openslate.recommend.slates.slate import Slate

SCORES = np.array([9, 8, 7, 6, 5, 4], np.float32)
ALL, NONE = np.ones(6, bool), np.zeros(6, bool)


def only(*items: int) -> np.ndarray:
    mask = NONE.copy()
    mask[list(items)] = True
    return mask


def page(*together: PageBound, second: np.ndarray = ALL, own: tuple = ()) -> tuple[Slate, ...]:
    rules = tuple(range(len(together)))
    rows = [
        PageRow(SCORES, ALL, own, (), rules),
        PageRow(SCORES[::-1].copy(), second, (), (), rules),
    ]
    return fill_page(rows, together, 2, NONE)


def test_without_rules_an_item_is_shown_once():
    assert [slate.items for slate in page()] == [(0, 1), (5, 4)]


def test_a_cap_hands_on_what_rows_above_have_used():
    company = QuotaBound("company", "C", 20, at_most=1, groups=Groups.of_each([0, 1, 1, 2, 0, 3]))
    assert [slate.items for slate in page(company)] == [(0, 1), (5, 3)]


def test_what_a_page_must_have_waits_for_the_rows_below():
    home = QuotaBound("home", "H", 20, at_least=2, members=only(4, 5))
    assert [slate.items for slate in page(home)] == [(0, 1), (5, 4)]


def test_a_row_gives_what_the_rows_below_cannot():
    home = QuotaBound("home", "H", 20, at_least=2, members=only(2, 5))
    slates = page(home, second=only(3, 4, 5))
    assert [slate.items for slate in slates] == [(0, 2), (5, 4)]
    assert all(not slate.conflicts for slate in slates)


def test_a_budget_of_the_page_is_shared():
    minutes = BudgetBound("minutes", "M", 20, np.array([90.0] * 4 + [60.0] * 2), at_most=300)
    assert [slate.items for slate in page(minutes)] == [(0, 1), (5, 4)]
    tight = BudgetBound("minutes", "M", 20, np.array([90.0] * 4 + [60.0] * 2), at_least=330)
    assert [slate.items for slate in page(tight)] == [(0, 1), (5, 3)]


def test_what_no_page_can_have_is_named():
    home = QuotaBound("home", "H", 20, at_least=3, members=only(4, 5))
    slates = page(home)
    assert [bool(slate.conflicts) for slate in slates][-1]
    assert slates[-1].conflicts
    assert slates[-1].conflicts[0].rules == ("home",)


def test_rows_below_that_share_their_items_make_the_page_start_early():
    """Each of two rows below could give item 5, but only one of them does."""
    home = QuotaBound("home", "H", 20, at_least=2, members=only(2, 5))
    rows = [PageRow(SCORES, ALL, page=(0,)), *(PageRow(SCORES, only(3, 5), page=(0,)),) * 2]
    slates = fill_page(rows, [home], 1, NONE)
    assert [slate.items for slate in slates] == [(2,), (5,), (3,)]
    assert all(not slate.conflicts for slate in slates)
