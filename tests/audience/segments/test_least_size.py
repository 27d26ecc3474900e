"""Small groups are not told of, nor such that could be had by subtraction."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openslate.audience.segments.least_size import shown_groups


def masks(*groups: str, viewers: str = "abcdefghij") -> list[np.ndarray]:
    return [np.array([viewer in group for viewer in viewers]) for group in groups]


@pytest.mark.parametrize(
    ("groups", "shown"),
    [
        ((), []),
        (("abcde", "fghij"), [True, True]),
        (("abcde", "fgh", "ij"), [True, False, False]),
        (("abcdefgh", "ij"), [False, False]),
        (("abcdefghij",), [True]),
        (("abc", "def"), [True, True]),
        (("abcdef", "abcde"), [True, False]),
        (("abcdef", "abc"), [True, True]),
        (("abcdef", "abcdef"), [True, True]),
    ],
)
def test_by_hand(groups: tuple[str, ...], shown: list[bool]) -> None:
    assert shown_groups(masks(*groups), 3) == shown


@given(st.lists(st.sets(st.sampled_from("abcdefghij")), max_size=5), st.integers(2, 4))
@settings(max_examples=60)
def test_no_shown_group_is_small_and_none_leaves_a_small_rest(
    groups: list[set[str]], least: int
) -> None:
    members = masks(*("".join(group) for group in groups))
    shown = [
        m for m, is_shown in zip(members, shown_groups(members, least), strict=True) if is_shown
    ]
    everybody = np.ones(10, dtype=bool)
    rest = everybody.copy()
    for group in shown:
        assert group.sum() >= least
        rest &= ~group
        inside = [other for other in [everybody, *shown] if not (group & ~other).any()]
        assert all((other & ~group).sum() in (0, *range(least, 11)) for other in inside)
    assert rest.sum() in (0, *range(least, 11))
