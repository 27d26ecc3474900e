"""Each bar begins where the one before ended, on one scale from lowest to highest sum."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openslate.app.identity.review_views import ContributionView
from openslate.app.identity.show_pair import read_contributions
from openslate.web.waterfall import waterfall


def parts(*amounts: float) -> tuple[ContributionView, ...]:
    told = ", ".join(f'["part", {amount!r}]' for amount in amounts)
    return tuple(read_contributions(f"[{told}]"))


def test_two_steps_and_their_sum() -> None:
    name, year, together = waterfall(parts(4.0, -1.0))
    assert (name.left, name.width) == (0.0, 100.0)
    assert (year.left, year.width) == (75.0, 25.0)
    assert (together.label, together.left, together.width) == ("Together", 0.0, 75.0)
    assert {bar.zero for bar in (name, year, together)} == {0.0}


def test_a_sum_below_zero_lies_left_of_it() -> None:
    *_, together = waterfall(parts(1.0, -4.0))
    assert (together.left, together.width, together.zero) == (0.0, 75.0, 75.0)


def test_no_parts_no_bars() -> None:
    assert waterfall(()) == ()


@given(st.lists(st.floats(-20, 20).map(lambda x: round(x, 2)), min_size=1, max_size=12))
def test_no_bar_leaves_the_scale(amounts: list[float]) -> None:
    bars = waterfall(parts(*amounts))
    assert bars[-1].amount == pytest.approx(sum(amounts), abs=1e-6)
    for bar in bars:
        assert -0.1 <= bar.left <= bar.left + bar.width <= 100.2
