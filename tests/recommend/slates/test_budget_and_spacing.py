"""Budgets and spacing over six films that a reader can fill by hand.

| item      | 0   | 1   | 2  | 3  | 4  | 5       |
| score     | 9   | 8   | 7  | 6  | 5  | 4       |
| minutes   | 180 | 170 | 90 | 80 | 70 | unknown |
| directors | A   | A B | B  | C  | C  |         |
"""

from dataclasses import replace

import numpy as np
import pytest

from openslate.common.errors import SlateError
from openslate.common.groups import Groups
from openslate.recommend.slates.bounds import Pin, QuotaBound
from openslate.recommend.slates.budget import BudgetBound
from openslate.recommend.slates.slate import build_slate
from openslate.recommend.slates.spacing import SpacingBound

SCORES = np.array([9, 8, 7, 6, 5, 4], np.float32)
ALL = np.ones(6, bool)
MINUTES = np.array([180, 170, 90, 80, 70, np.nan])
DIRECTORS = Groups.of_lists([[0], [0, 1], [1], [2], [2], []])


def minutes(first: int, at_least: float = 0.0, at_most: float | None = None) -> BudgetBound:
    return BudgetBound("evening", "An evening", first, MINUTES, at_least, at_most)


def apart(slots: int) -> SpacingBound:
    return SpacingBound("directors", "Directors apart", DIRECTORS, slots)


def test_a_budget_ends_where_its_slots_end():
    slate = build_slate(SCORES, ALL, [minutes(2, at_most=270)], size=3)
    assert slate.items == (0, 2, 1)
    assert slate.gap < 0.02


def test_what_is_dear_in_minutes_gives_way_to_what_is_worth_more_together():
    # The walk takes film 0 and has to go on with 4 (70): 9 + 5 / 1.58. Films 2 and 3 are 170.
    slate = build_slate(SCORES, ALL, [minutes(2, at_most=250)], size=2)
    assert slate.items == (0, 4)
    slate = build_slate(SCORES, ALL, [minutes(3, at_most=260)], size=3)
    assert slate.items == (2, 3, 4)


def test_at_least_so_many_minutes():
    # 9 + 8 / 1.58 + 4 / 2 has 350 minutes only; 0, 1 and 3 have 430.
    slate = build_slate(SCORES, ALL, [minutes(3, at_least=425)], size=3)
    assert slate.items == (0, 1, 2)
    slate = build_slate(SCORES, ~np.eye(6, dtype=bool)[2], [minutes(3, at_least=425)], size=3)
    assert slate.items == (0, 1, 3)


def test_an_unknown_amount_is_kept_out_where_a_budget_must_not_be_passed():
    scores = SCORES[::-1].copy()  # film 5, of unknown length, is the best
    assert build_slate(scores, ALL, [minutes(2, at_most=500)], size=3).items == (4, 3, 5)


def test_an_unknown_amount_adds_nothing_to_what_is_asked_for():
    scores = SCORES[::-1].copy()
    assert build_slate(scores, ALL, [minutes(2, at_least=85)], size=2).items == (5, 2)
    assert build_slate(scores, ALL, [minutes(2, at_least=60)], size=2).items == (5, 4)


def test_items_that_share_a_director_do_not_stand_side_by_side():
    slate = build_slate(SCORES, ALL, [apart(2)], size=4)
    assert slate.items == (0, 2, 3, 1)


def test_the_distance_can_be_larger_and_pins_count():
    assert build_slate(SCORES, ALL, [apart(3)], size=4).items == (0, 2, 3, 5)
    pinned = build_slate(SCORES, ALL, [apart(2)], [Pin(2, 1, "second")], size=3)
    assert pinned.items == (3, 1, 4)


def test_a_spacing_that_no_order_keeps_is_eased_and_named():
    only = np.array([1, 1, 1, 0, 0, 0], bool)
    slate = build_slate(SCORES, only, [apart(2)], size=3)
    assert slate.items == (0, 1, 2)
    assert slate.conflicts
    assert slate.conflicts[0].rules == ("directors",)
    assert [r.sentence for r in slate.relaxed] == [
        "Spacing 'directors' was eased: not at all instead of at least 2 apart."
    ]


def test_a_budget_against_a_pin_is_eased_by_what_is_missing():
    slate = build_slate(SCORES, ALL, [minutes(2, at_most=240)], [Pin(1, 0, "opening")], size=2)
    assert slate.items == (0, 4)
    assert slate.conflicts
    assert slate.conflicts[0].rules == ("evening", "opening")
    assert slate.conflicts[0].sentence == (
        "Rules 'evening' and 'opening' cannot both hold in the first 2: 'evening' allows at most"
        " 240 in sum, 2 items at hand make 150 to 350; 'opening' holds slot 1."
    )
    assert [r.sentence for r in slate.relaxed] == [
        "Budget 'evening' was eased: at most 250 instead of 240 among the first 2."
    ]


def test_a_pinned_item_of_unknown_length_is_let_in_and_said():
    slate = build_slate(SCORES, ALL, [minutes(2, at_most=200)], [Pin(1, 5, "premiere")], size=2)
    assert slate.items == (5, 0)
    assert [r.sentence for r in slate.relaxed] == [
        "Budget 'evening' was eased: one item of unknown amount among the first 2."
    ]


def test_a_budget_gives_before_the_row_gets_shorter_and_that_before_a_cap_is_broken():
    cap = QuotaBound("few", "One by each", 4, at_most=1, groups=DIRECTORS)
    slate = build_slate(SCORES, ALL, [cap, minutes(2, at_most=150)], size=4)
    assert slate.items == (2, 4, 0, 5)
    assert [(r.rule, r.given) for r in slate.relaxed] == [("evening", 160.0)]
    five = replace(cap, among_first=5)
    assert len(build_slate(SCORES, ALL, [five], size=5).items) == 4


def test_two_directors_count_in_both_groups():
    cap = QuotaBound("few", "One by each", 3, at_most=1, groups=DIRECTORS)
    assert build_slate(SCORES, ALL, [cap], size=3).items == (0, 2, 3)


def test_rows_above_count_where_a_quota_speaks_of_the_page():
    cap = QuotaBound("few", "One by each", 3, at_most=1, groups=DIRECTORS, before=(2, 4))
    assert build_slate(SCORES, ALL, [cap], size=2, taken={2, 4}).items == (0, 5)


def test_unfit_numbers_are_one_clear_sentence():
    with pytest.raises(SlateError, match="budget 'evening': Its numbers must not be negative"):
        minutes(2, at_most=-1)
    with pytest.raises(SlateError, match="An item has a negative amount"):
        BudgetBound("evening", "An evening", 2, np.array([-1.0]))
    with pytest.raises(SlateError, match="spacing 'directors': Its numbers are below 1"):
        apart(0)
