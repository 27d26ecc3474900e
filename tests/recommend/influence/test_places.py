"""Which places a component decides: counted by hand on small pages."""

import pytest

from openslate.recommend.influence.component import Component
from openslate.recommend.influence.leave_out import leave_out
from openslate.recommend.influence.places import Decided, RowItems, decided

CHOSEN, EDITORS = RowItems("chosen", ("a", "b", "c", "d")), RowItems("editors", ("p", "q"))


def counts(without: tuple[RowItems, ...]) -> list[tuple[int, int]]:
    return [(found.decides, found.moves) for found in decided((CHOSEN, EDITORS), without)]


def test_the_same_page_decides_nothing() -> None:
    assert counts((CHOSEN, EDITORS)) == [(0, 0), (0, 0)]


def test_a_pin_at_the_top_decides_one_place_and_moves_the_others() -> None:
    assert counts((RowItems("chosen", ("b", "c", "d", "e")), EDITORS)) == [(1, 3), (0, 0)]


def test_a_row_that_is_gone_was_decided_as_a_whole() -> None:
    assert counts((CHOSEN,)) == [(0, 0), (2, 0)]


def test_a_row_of_another_key_at_the_same_place_stands_in_for_one_that_is_gone() -> None:
    popular = RowItems("popular", ("c", "x", "y", "z"))
    assert counts((popular, EDITORS)) == [(3, 1), (0, 0)]


def test_a_row_that_only_swapped_places_is_compared_with_itself() -> None:
    assert counts((EDITORS, CHOSEN)) == [(0, 0), (0, 0)]


def test_a_shorter_row_lost_what_is_missing() -> None:
    assert counts((RowItems("chosen", ("a", "b")), EDITORS)) == [(2, 0), (0, 0)]


def test_each_component_is_left_out_of_the_whole() -> None:
    pin = Component("pin", "opener", "An opener")
    pages = {None: (CHOSEN,), pin: (RowItems("chosen", ("b", "c", "d", "e")),)}
    assert leave_out(pages.__getitem__, [pin]) == {
        "pin:opener": (Decided("chosen", places=4, decides=1, moves=3),)
    }


@pytest.mark.parametrize(
    ("kind", "key"), [("history", "history"), ("rule", "rule:x"), ("quota", "quota:x")]
)
def test_entries_of_a_rulebook_have_keys_of_their_own(kind: str, key: str) -> None:
    assert Component(kind, "x", "").key == key
