"""Against the example that the method was published with, and at its ends."""

import pytest

from openslate.guard.teaching.agreement import agreement, judged_by_several

# Krippendorff 2011, four observers, twelve units; its values 1 to 5 are 0 to 4 here.
PUBLISHED = [
    [1, 1, 1],
    [2, 2, 3, 2],
    [3, 3, 3, 3],
    [3, 3, 3, 3],
    [2, 2, 2, 2],
    [1, 2, 3, 4],
    [4, 4, 4, 4],
    [1, 1, 2, 1],
    [2, 2, 2, 2],
    [5, 5, 5],
    [1, 1],
    [3],
]


def test_the_published_example() -> None:
    found = agreement([[value - 1 for value in unit] for unit in PUBLISHED], 5)
    assert found is not None
    assert found.alpha == pytest.approx(0.815, abs=5e-4)  # its ordinal alpha
    assert found.low < found.alpha < found.high <= 1
    assert found.units == 11


def test_full_agreement_is_one() -> None:
    found = agreement([[0, 0], [1, 1], [2, 2], [0, 0], [3, 3]], 4)
    assert found is not None
    assert (found.alpha, found.high) == (1, 1)


@pytest.mark.parametrize("units", [[], [[0, 1]] * 4, [[2]] * 20, [[1, 1]] * 20])
def test_too_little_says_nothing(units: list[list[int]]) -> None:
    assert agreement(units, 4) is None


def test_a_person_counts_once_a_subject() -> None:
    assert judged_by_several({"m1": {"ada": 3, "bob": 0}, "m2": {"ada": 1}}) == [[3, 0], [1]]
