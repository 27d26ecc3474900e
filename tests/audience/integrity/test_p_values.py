"""P-values put together."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import nbinom

from openslate.audience.integrity.dispersion import (
    Dispersion,
    Expectation,
    fit_dispersion,
)
from openslate.audience.integrity.heavy_tail import fit_pareto_tail
from openslate.audience.integrity.p_values import benjamini_hochberg, bonferroni, harmonic_mean


def test_benjamini_and_hochberg_by_hand() -> None:
    # .001 x 4/1 = .004, .02 x 4/2 = .04, .03 x 4/3 = .04, .9
    assert benjamini_hochberg(np.array([0.03, 0.9, 0.001, 0.02])).round(6).tolist() == [
        0.04,
        0.9,
        0.004,
        0.04,
    ]


def test_pairs_that_were_not_looked_at_count_too() -> None:
    assert bonferroni(np.array([1e-6]), 1_000)[0] == pytest.approx(1e-3)
    assert benjamini_hochberg(np.array([1e-6]), tests=1_000)[0] == pytest.approx(1e-3)


@settings(max_examples=30)
@given(st.integers(0, 10_000))
def test_the_harmonic_mean_keeps_its_promise_when_all_tests_are_one(seed: int) -> None:
    """The worst dependence there is: one uniform p-value, a hundred times over."""
    p = np.random.default_rng(seed).random(2_000)
    told = harmonic_mean(100 / p, 100)
    assert (told <= 0.05).mean() <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / 2_000)


def test_many_small_ones_say_more_than_one() -> None:
    alone = harmonic_mean(np.array([1e6 + 99]), 100)[0]
    together = harmonic_mean(np.array([40e6 + 60]), 100)[0]
    assert together == pytest.approx(alone / 40, rel=1e-3)


def test_the_null_is_a_negative_binomial() -> None:
    null = Dispersion(inflation=2.0, shape=0.5)
    p = null.tail(np.array([3.0, 0.0]), Expectation(np.array([0.7, 0.7]), np.array([4.0, 1.0])))
    assert p[0] == pytest.approx(nbinom.sf(2, 2.0, 2.0 / (2.0 + 1.4)))  # four sessions: shape 2
    assert p[1] == 1.0


def test_the_spread_is_learned_and_a_few_rings_do_not_move_it() -> None:
    chance = np.random.default_rng(1)
    mean = chance.uniform(0.2, 3.0, 4_000)
    count = chance.poisson(1.5 * mean * chance.gamma(0.6, 1 / 0.6, 4_000)).astype(float)
    expected = Expectation(mean, np.ones(4_000))
    learned = fit_dispersion(count, expected)
    assert learned.inflation == pytest.approx(1.5, rel=0.15)
    assert learned.shape == pytest.approx(0.6, rel=0.35)
    count[:8] = 40
    assert fit_dispersion(count, expected).shape > 0.35


def test_nothing_to_learn_from_means_the_widest_null() -> None:
    learned = fit_dispersion(np.zeros(10), Expectation(np.ones(10), np.ones(10)))
    assert (learned.inflation, learned.shape, learned.lasting) == pytest.approx((4.0, 0.15, 0.25))


def test_half_of_a_tail_may_be_bots() -> None:
    values = np.random.default_rng(0).pareto(3.0, 1_000) + 1
    honest = fit_pareto_tail(values)
    values[:40] = 1e6
    shifted = fit_pareto_tail(values)
    assert honest.steepness == pytest.approx(3.0, rel=0.25)
    assert shifted.chance(np.array([1e6]))[0] < 1e-6
