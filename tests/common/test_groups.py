"""Four films: two by one director, one by both, one by nobody known."""

import numpy as np
import pytest

from openslate.common.groups import Groups

FILMS = [[0], [0, 1], [], [1, 1]]


@pytest.fixture
def groups() -> Groups:
    return Groups.of_lists(FILMS)


def test_every_thing_has_its_groups_once(groups: Groups) -> None:
    assert [groups.of(film) for film in range(4)] == [(0,), (0, 1), (), (1,)]
    assert groups.of_all([1, 3]) == [0, 1, 1]
    assert (len(groups), groups.count, groups.most_each) == (4, 2, 2)


def test_every_group_has_its_things(groups: Groups) -> None:
    assert [groups.things_in(number).tolist() for number in (0, 1)] == [[0, 1], [1, 3]]
    assert groups.counts(np.array([True, True, False, False])).tolist() == [2, 1]


def test_one_number_each_is_a_special_case() -> None:
    groups = Groups.of_each([2, -1, 2])
    assert [groups.of(film) for film in range(3)] == [(2,), (), (2,)]


def test_some_things_can_be_taken_out(groups: Groups) -> None:
    left = groups.only(np.array([True, False, True, True]))
    assert [left.of(film) for film in range(4)] == [(0,), (), (), (1,)]


def test_nothing_has_no_groups() -> None:
    none = Groups.of_lists([])
    assert (len(none), none.count, none.most_each) == (0, 0, 0)
