"""Effects by hand, and what shrinking and chance make of them."""

import math

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from openslate.audience.resonance.attributes import Attribute, Attributes
from openslate.audience.resonance.chance import dealt_by_chance, share_of_false
from openslate.audience.resonance.dimensions import Dimension, dimension_of
from openslate.audience.resonance.effects import effects_of
from openslate.audience.resonance.moments import _bands_of, expected_shares, halves_of, moments_of
from openslate.audience.resonance.shrinkage import Mixture, fit_mixture, shrink

VIEWINGS = sp.csr_matrix(
    np.array([[1, 1, 0, 0], [1, 0, 0, 0], [0, 1, 1, 0], [1, 1, 1, 1]], dtype=float)
)
WAR = Attributes((Attribute("genres", "War"),), sp.csc_matrix([[1.0], [0.0], [0.0], [0.0]]))
DIMENSION = Dimension("gender", ("F", "M"), np.array([0, 0, 1, 1]))


def test_every_viewer_counts_once_however_much_they_watch() -> None:
    moments = moments_of(VIEWINGS, WAR.matrix, DIMENSION, np.zeros(4, dtype=np.int64)).whole
    assert moments.viewers.tolist() == [2, 2]
    assert moments.share[:, 0].tolist() == [1.5, 0.25]  # 1/2 + 1, and 0 + 1/4
    assert moments.square[:, 0].tolist() == [1.25, 0.0625]
    assert moments.watched[:, 0].tolist() == [2, 1]
    assert moments.others.share[:, 0].tolist() == [0.25, 1.5]


def test_the_effect_is_the_log_of_the_ratio_of_mean_shares() -> None:
    moments = moments_of(VIEWINGS, WAR.matrix, DIMENSION, np.zeros(4, dtype=np.int64)).whole
    effects = effects_of(moments, moments.others)
    assert effects.estimate[0, 0] == pytest.approx(math.log(6))
    assert effects.estimate[1, 0] == pytest.approx(-math.log(6))
    assert effects.error[0, 0] == pytest.approx(effects.error[1, 0])


def test_the_delta_method_is_what_a_bootstrap_over_viewers_says() -> None:
    draw = np.random.default_rng(1)
    shares = np.concatenate([draw.beta(1, 6, 300), draw.beta(1, 9, 500)])
    groups = np.repeat([0, 1], [300, 500])
    ratios = []
    for _ in range(800):
        means = [draw.choice(shares[groups == g], (groups == g).sum()).mean() for g in (0, 1)]
        ratios.append(math.log(means[0] / means[1]))
    moments = _moments_of_shares(shares, groups)
    error = effects_of(moments, moments.others).error[0, 0]
    assert error == pytest.approx(np.std(ratios), rel=0.1)


def _moments_of_shares(shares: np.ndarray, groups: np.ndarray) -> object:
    """Moments as if each viewer had watched one film that has the attribute to a share."""
    from openslate.audience.resonance.moments import Moments, _groups, _sums

    rows = _groups(groups, np.zeros(len(groups), dtype=np.int64), 2)
    values = _sums(rows, shares[:, None], None).reshape(-1, 2, 2, 1)
    return Moments(rows.sum(axis=1).reshape(2, 2), values).whole


def test_popularity_is_allowed_for() -> None:
    """Everybody takes the same shares of the popular and of the rest; one segment takes less."""
    draw = np.random.default_rng(2)
    popular = np.arange(40) < 10
    war = popular & (np.arange(40) % 2 == 0)
    groups = np.repeat([0, 1], 400)
    chance = np.where(popular, np.where(groups == 0, 0.6, 0.3)[:, None], 0.1)
    viewings = sp.csr_matrix((draw.random((800, 40)) < chance).astype(float))
    attribute = sp.csc_matrix(war[:, None].astype(float))
    dimension = Dimension("x", ("a", "b"), groups)
    halves = np.zeros(800, dtype=np.int64)
    plain = moments_of(viewings, attribute, dimension, halves).whole
    allowed = moments_of(viewings, attribute, dimension, halves, bands=10).whole
    assert effects_of(plain, plain.others).z[0, 0] > 6
    assert abs(effects_of(allowed, allowed.others).z[0, 0]) < 2.5


def test_expected_shares_are_those_of_the_whole_audience() -> None:
    by_viewer, by_band = expected_shares(VIEWINGS, WAR.matrix, 2)
    pooled = by_viewer.sum(axis=0) @ by_band
    assert pooled[0] == pytest.approx(VIEWINGS[:, 0].sum())  # 3 of 9 viewings


def test_items_lie_between_bands_and_pass_no_edge() -> None:
    counts = np.array([50.0, 50.0, 49.0, 7.0, 7.0, 1.0, 0.0])
    bands = _bands_of(counts, 4).toarray()
    nudged = _bands_of(counts + 1e-6 * np.array([0, 1, 0, 1, 0, 0, 0]), 4).toarray()
    assert bands.sum(axis=1) == pytest.approx(np.ones(7))
    assert nudged == pytest.approx(bands, abs=1e-5)
    assert bands[0] == pytest.approx([0, 0, 0, 1])
    assert bands[5] == pytest.approx([1, 0, 0, 0])
    assert bands[6] == pytest.approx([1, 0, 0, 0])


def test_small_segments_and_missing_labels_belong_nowhere() -> None:
    dimension = dimension_of("age", ["18-24", "18-24", "55+", None], least=2)
    assert dimension.segments == ("18-24",)
    assert dimension.codes.tolist() == [0, 0, -1, -1]


def test_halves_depend_on_the_viewer_alone() -> None:
    first = halves_of(["ann", "ben", "cid"], "seed")
    assert halves_of(["cid", "ann", "ben"], "seed").tolist() == first[[2, 0, 1]].tolist()
    assert 400 < halves_of([str(n) for n in range(1000)], "seed").sum() < 600


def test_noise_is_drawn_to_zero_and_a_large_effect_is_left_alone() -> None:
    draw = np.random.default_rng(3)
    estimate = np.concatenate([draw.normal(0, 0.1, 400), [2.0]])
    error = np.full(401, 0.1)
    posterior = shrink(fit_mixture(estimate, error), estimate, error, 0.95)
    assert np.abs(posterior.mean[:400]).mean() < 0.4 * np.abs(estimate[:400]).mean()
    assert posterior.mean[-1] == pytest.approx(2.0, abs=0.1)
    assert np.mean((posterior.low[:400] <= 0) & (posterior.high[:400] >= 0)) > 0.98


def test_one_normal_family_gives_the_textbook_posterior() -> None:
    mixture = Mixture(np.array([1.0]), np.array([2.0]))
    posterior = shrink(mixture, np.array([3.0]), np.array([1.0]), 0.95)
    assert posterior.mean[0] == pytest.approx(3 * 4 / 5)
    assert posterior.high[0] - posterior.mean[0] == pytest.approx(1.959964 * math.sqrt(4 / 5))


@settings(max_examples=20)
@given(st.lists(st.floats(-3, 3), min_size=1, max_size=30), st.floats(0.01, 1.0))
def test_an_interval_holds_its_mean_and_shrinking_never_turns_a_sign(
    values: list[float], spread: float
) -> None:
    estimate, error = np.array(values), np.full(len(values), spread)
    posterior = shrink(fit_mixture(estimate, error), estimate, error, 0.95)
    assert (posterior.low <= posterior.mean + 1e-9).all()
    assert (posterior.mean <= posterior.high + 1e-9).all()
    assert (np.abs(posterior.mean) <= np.abs(estimate) + 1e-9).all()
    assert (posterior.mean * estimate >= -1e-12).all()


def test_the_three_moments_of_blind_drawing_are_exact() -> None:
    """All 10 ways of drawing 2 viewers of 5: the variance and skew the p-value is made from."""
    from itertools import combinations

    figure = np.array([0.0, 0.1, 0.1, 0.4, 1.0])
    sums = np.array([figure[list(pair)].sum() for pair in combinations(range(5), 2)])
    spread = np.sum((figure - figure.mean()) ** 2)
    lean = np.sum((figure - figure.mean()) ** 3)
    assert np.var(sums) == pytest.approx(2 * 3 / (5 * 4) * spread)
    assert np.mean((sums - sums.mean()) ** 3) == pytest.approx(2 * 3 * 1 / (5 * 4 * 3) * lean)


def test_chances_of_skewed_shares_are_those_of_shuffling() -> None:
    draw = np.random.default_rng(4)
    figure = np.where(draw.random(400) < 0.08, draw.random(400), 0.0)
    shuffled = np.array([draw.permutation(figure)[:40].sum() for _ in range(20_000)])
    for inside in np.quantile(shuffled, [0.002, 0.02, 0.9, 0.995]):
        counted = 2 * min((shuffled >= inside).mean(), (shuffled <= inside).mean())
        sums = np.array([[(figure**power).sum()] for power in (1, 2, 3)])
        chance = dealt_by_chance(np.array([[inside]]), np.array([40]), sums, 400)[0, 0]
        assert chance == pytest.approx(min(counted, 1.0), rel=0.35, abs=0.003)


def test_shares_of_false_ones_by_hand() -> None:
    assert share_of_false(np.array([0.001, 0.2, 0.01])).tolist() == pytest.approx(
        [0.003, 0.2, 0.015]
    )
    assert len(share_of_false(np.array([]))) == 0
