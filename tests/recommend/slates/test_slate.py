"""Rows over six films that a reader can fill by hand.

| item  | 0  | 1  | 2  | 3  | 4  | 5  |
| score | 9  | 8  | 7  | 6  | 5  | 4  |
"""

import numpy as np
import pytest

from openslate.common.errors import SlateError
from openslate.common.groups import Groups
from openslate.recommend.slates.bounds import Pin, QuotaBound
from openslate.recommend.slates.slate import build_slate

SCORES = np.array([9, 8, 7, 6, 5, 4], np.float32)
ALL = np.ones(6, bool)


def only(*items: int) -> np.ndarray:
    mask = np.zeros(6, bool)
    mask[list(items)] = True
    return mask


def at_least(count: int, first: int, *items: int, name: str = "some") -> QuotaBound:
    return QuotaBound(name, name.title(), first, at_least=count, members=only(*items))


def at_most(count: int, first: int, *items: int, name: str = "few") -> QuotaBound:
    return QuotaBound(name, name.title(), first, at_most=count, members=only(*items))


def per_director(cap: int, first: int, *directors: int) -> QuotaBound:
    return QuotaBound(
        "directors", "Directors", first, at_most=cap, groups=Groups.of_each(directors)
    )


def test_without_rules_the_best_come_first():
    slate = build_slate(SCORES, ALL, size=3)
    assert slate.items == (0, 1, 2)
    assert slate.placed_by == ("score",) * 3
    assert (slate.relaxed, slate.conflicts, slate.method) == ((), (), "greedy")


def test_equal_scores_go_to_the_lower_index():
    assert build_slate(np.ones(6, np.float32), ALL, size=4).items == (0, 1, 2, 3)


@pytest.mark.parametrize("taken", [{0, 2}, only(0, 2), [2, 0]])
def test_items_not_allowed_or_taken_are_left_out(taken):
    assert build_slate(SCORES, ~only(1), size=3, taken=taken).items == (3, 4, 5)


def test_a_quota_takes_the_last_slot_it_can():
    assert build_slate(SCORES, ALL, [at_least(1, 3, 4, 5)], size=4).items == (0, 1, 4, 2)


def test_nested_quotas_are_both_met():
    bounds = [at_least(1, 2, 5, name="inner"), at_least(2, 4, 4, 5, name="outer")]
    assert build_slate(SCORES, ALL, bounds, size=4).items == (0, 5, 1, 4)


def test_a_cap_ends_where_its_slots_end():
    assert build_slate(SCORES, ALL, [at_most(1, 3, 0, 1, 2)], size=5).items == (0, 3, 4, 1, 2)


def test_each_group_is_capped_and_items_without_one_are_not():
    capped = build_slate(SCORES, ALL, [per_director(1, 4, 7, 7, 7, 8, -1, -1)], size=4)
    assert capped.items == (0, 3, 4, 5)


def test_a_pin_keeps_its_slot_and_counts_for_quotas():
    slate = build_slate(SCORES, ALL, [at_most(1, 3, 0, 5)], [Pin(2, 5, "closing")], size=3)
    assert slate.items == (1, 5, 2)
    assert slate.placed_by == ("score", "pin", "score")


def test_an_item_that_serves_two_quotas_is_found_exactly():
    # Both wishes fit into one slot only with film 5; films 3 and 4 serve one each.
    bounds = [at_least(1, 1, 3, 5, name="old"), at_least(1, 1, 4, 5, name="far")]
    assert build_slate(SCORES, ALL, bounds, size=2).items == (5, 0)


def test_the_exact_programme_helps_where_the_walk_ends_blind():
    # The walk puts 0 first and then finds nobody for slot 2: 1 and 2 share 0's director.
    bounds = [per_director(1, 3, 1, 1, 1, 2, 3, 4), at_least(2, 3, 0, 1, 2, 5, name="needed")]
    slate = build_slate(SCORES, ALL, bounds, size=3)
    assert slate.items == (0, 3, 5)
    bounds = [per_director(1, 2, 1, 1, 2, 2, 2, 2), at_least(1, 2, 1, name="needed")]
    slate = build_slate(SCORES, ALL, bounds, size=2)
    assert (slate.items, slate.method) == ((1, 2), "exact")


@pytest.mark.parametrize(
    ("pin", "because"),
    [
        (Pin(1, 0, "late"), "its item is not allowed here"),
        (Pin(1, 1, "late"), "its item is already shown in another row"),
        (Pin(4, 5, "late"), "a row of 3 has no slot 4"),
        (Pin(2, 5, "late"), "pin 'early' already holds slot 2"),
        (Pin(3, 4, "late"), "pin 'early' already places its item"),
    ],
)
def test_a_pin_that_cannot_stand_is_dropped_and_said(pin, because):
    slate = build_slate(SCORES, ~only(0), (), [Pin(2, 4, "early"), pin], size=3, taken={1})
    assert slate.items == (2, 4, 3)
    assert [r.sentence for r in slate.relaxed] == [f"Pin 'late' was left out: {because}."]


def test_too_few_allowed_items_make_a_shorter_row_and_it_is_said():
    slate = build_slate(SCORES, only(1, 4), size=20)
    assert slate.items == (1, 4)
    assert (slate.relaxed[0].kind, slate.relaxed[0].asked, slate.relaxed[0].given) == (
        "length",
        20,
        2,
    )
    assert not slate.conflicts


def test_nothing_allowed_gives_an_empty_row():
    assert build_slate(SCORES, ~ALL, [at_most(1, 3, 0)], size=3).items == ()


def test_a_quota_with_too_few_members_is_eased_by_as_little_as_possible():
    slate = build_slate(SCORES, ~only(3), [at_least(3, 4, 3, 4, 5, name="home-made")], size=4)
    assert slate.items == (0, 1, 4, 5)
    assert [r.sentence for r in slate.relaxed] == [
        "Quota 'home-made' was eased: at least 2 instead of 3 among the first 4."
    ]
    assert slate.conflicts
    assert slate.conflicts[0].sentence == (
        "Rule 'home-made' cannot hold in the first 4: 'home-made' wants at least 3"
        " of 2 items among 5 at hand."
    )


def test_two_quotas_in_conflict_are_named_and_a_third_is_not():
    bounds = [
        at_least(2, 3, 0, 1, name="home-made"),
        at_least(1, 3, 0, name="bystander"),
        at_least(2, 3, 3, 4, name="world-cinema"),
    ]
    slate = build_slate(SCORES, ALL, bounds, size=4)
    assert slate.conflicts
    assert slate.conflicts[0].rules == ("home-made", "world-cinema")
    assert slate.conflicts[0].sentence == (
        "Rules 'home-made' and 'world-cinema' cannot both hold in the first 3:"
        " 'home-made' wants at least 2 of 2 items among 6 at hand;"
        " 'world-cinema' wants at least 2 of 2 items among 6 at hand;"
        " no items count for both."
    )
    assert [(r.rule, r.given) for r in slate.relaxed] == [("world-cinema", 1)]
    assert slate.items == (0, 1, 3, 2)


def test_each_of_two_contradictions_that_have_nothing_to_do_with_each_other_is_explained():
    bounds = [
        at_least(2, 3, 0, 1, name="home-made"),
        at_least(2, 3, 3, 4, name="world-cinema"),
        at_most(0, 4, 2, name="no-twos"),
        at_least(1, 4, 2, name="a-two"),
    ]
    slate = build_slate(SCORES, ALL, bounds, size=4)
    told = {conflict.rules: conflict.sentence for conflict in slate.conflicts}
    assert sorted(told) == [("home-made", "world-cinema"), ("no-twos", "a-two")]
    assert "'a-two' wants at least 1 of 1 item" in told["no-twos", "a-two"]


def test_a_row_without_a_slot_has_only_the_conflicts_of_what_it_should_have():
    wanting, capped = at_least(1, 3, 0, name="a"), per_director(1, 3, 0, 0, 1, 1, 2, 2)
    slate = build_slate(SCORES, ~ALL, [wanting, capped], size=3)
    assert [conflict.rules for conflict in slate.conflicts] == [("a",)]


def test_no_more_than_five_conflicts_of_a_row_are_told():
    bounds = [at_least(2, 2, i, name=f"only-{i}") for i in range(6)]
    slate = build_slate(SCORES, ALL, bounds, size=4)
    assert len({conflict.rules for conflict in slate.conflicts}) == 5


def test_a_pin_against_a_cap_stands_and_the_cap_is_eased():
    bounds = [at_most(0, 2, 5, name="no-fives")]
    slate = build_slate(SCORES, ALL, bounds, [Pin(1, 5, "opening")], size=2)
    assert slate.items == (5, 0)
    assert slate.conflicts
    assert slate.conflicts[0].rules == ("no-fives", "opening")
    assert [(r.kind, r.asked, r.given) for r in slate.relaxed] == [("at_most", 0, 1)]


def test_a_row_that_a_cap_shortens_is_as_long_as_it_can_be():
    """24 films: one of each of nine directors, and the three that nobody is named for."""
    directors = [*range(8), *range(8), 8, 8, 8, 8, 8, -1, -1, -1]
    scores = -np.arange(24, dtype=np.float32)
    slate = build_slate(scores, np.ones(24, bool), [per_director(1, 20, *directors)], size=20)
    assert len(slate.items) == 12


def test_a_cap_shortens_the_row_rather_than_being_broken():
    slate = build_slate(SCORES, ALL, [per_director(1, 6, 1, 1, 1, 2, 2, 2)], size=5)
    assert slate.items == (0, 3)
    assert [r.sentence for r in slate.relaxed] == [
        "The row has 2 items instead of 5: its rules leave no more."
    ]
    assert slate.conflicts
    assert slate.conflicts[0].sentence == (
        "Rule 'directors' cannot hold in the first 5:"
        " 'directors' allows 1 of each, 2 groups at hand."
    )


def test_a_contradictory_quota_is_its_own_conflict():
    bound = QuotaBound("odd", "Odd", 4, at_least=3, at_most=1, members=only(0, 1, 2))
    slate = build_slate(SCORES, ALL, [bound], size=4)
    assert slate.conflicts
    assert slate.conflicts[0].rules == ("odd",)
    assert slate.relaxed != ()


def test_unfit_inputs_are_one_clear_sentence():
    with pytest.raises(SlateError, match="different catalogues"):
        build_slate(SCORES, ALL[:5])
    with pytest.raises(SlateError, match="A score is not a number"):
        build_slate(np.full(6, np.nan, np.float32), ALL)
    with pytest.raises(SlateError, match=r"pin 'lost': It names item 6 of 6"):
        build_slate(SCORES, ALL, (), [Pin(1, 6, "lost")])
    with pytest.raises(SlateError, match="quota 'both': It needs either members or groups"):
        QuotaBound("both", "Both", 3)
    with pytest.raises(SlateError, match="no least number"):
        QuotaBound("each", "Each", 3, at_least=1, groups=Groups.of_each([0] * 6))
    with pytest.raises(SlateError, match="must not be negative"):
        QuotaBound("none", "None", 0, members=ALL)
