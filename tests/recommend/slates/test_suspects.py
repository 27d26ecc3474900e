"""Rules that are blamed contradict each other, and small programmes tell what large ones do."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds
from tests.recommend.slates.test_slate_properties import EXAMPLES, Wish, wishes

from openslate.recommend.slates.bounds import QuotaBound
from openslate.recommend.slates.integer_programme import IntegerProgramme
from openslate.recommend.slates.quick_programme import minimise_quickly
from openslate.recommend.slates.slate_problem import pose_problem
from openslate.recommend.slates.suspects import Inquiry


@given(wishes())
@settings(max_examples=3 * EXAMPLES, deadline=None)
def test_only_rules_that_cannot_hold_together_are_suspects(wish: Wish) -> None:
    problem, _ = pose_problem(
        wish.scores, wish.allowed, wish.bounds, wish.pins, wish.size, wish.taken
    )
    blamed = Inquiry(problem).suspects(problem.rules)
    if blamed:
        assert wish.rows(blamed) == []


def test_a_rule_that_has_nothing_to_do_with_it_is_acquitted() -> None:
    wish = _crossed()
    problem, _ = pose_problem(wish.scores, wish.allowed, wish.bounds, [], wish.size, ())
    assert [rule.name for rule in Inquiry(problem).suspects(problem.rules)] == ["many", "few"]
    assert Inquiry(problem).suspects([wish.bounds[0], wish.bounds[2]]) == []


def _crossed() -> Wish:
    """Many of the first three, but few; and a third rule that can always be met."""
    half = np.array([True, True, True, True, False, False, False])
    bounds = [
        QuotaBound("many", "many", 3, at_least=3, members=half),
        QuotaBound("few", "few", 3, at_most=1, members=half),
        QuotaBound("other", "other", 3, at_least=1, members=np.ones(7, bool)),
    ]
    return Wish(np.arange(7, dtype=np.float32), np.ones(7, bool), bounds, [], 3, set())


@st.composite
def knapsacks(draw: st.DrawFn) -> tuple[IntegerProgramme, np.ndarray, np.ndarray]:
    """Choose so many of up to 40 things, so heavy at least; with costs and a start."""
    count = draw(st.integers(3, 40))
    source = np.random.default_rng(draw(st.integers(0, 10_000)))
    weights, costs = source.integers(1, 30, count), source.integers(0, 50, count)
    some = draw(st.integers(1, count))
    programme = IntegerProgramme(count)
    programme.add(np.arange(count), at_least=some, at_most=some)
    heavy = float(source.integers(0, 31)) * some
    programme.add(np.arange(count), weights.astype(float), at_least=heavy)
    return programme, costs.astype(float), source.random(count) < 0.3


@given(knapsacks())
@settings(max_examples=60, deadline=None)
def test_few_variables_tell_the_same_optimum_as_all(
    knapsack: tuple[IntegerProgramme, np.ndarray, np.ndarray],
) -> None:
    programme, costs, likely = knapsack
    limits = Bounds(np.zeros(len(costs)), np.ones(len(costs)))
    whole = np.ones(len(costs), dtype=bool)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("openslate.recommend.slates.quick_programme.CORE", 4)
        quick = minimise_quickly(programme, costs, limits, whole, likely)
    slow = programme.minimise(costs, limits)
    assert (quick is None) == (slow is None)
    if quick is not None and slow is not None:
        assert costs @ quick.values == costs @ slow.values
