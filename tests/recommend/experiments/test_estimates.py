"""Estimates of another policy: by hand on four places, cover on made-up ones, and warnings."""

import numpy as np
import pytest

from openslate.common.errors import SlateError
from openslate.common.seeds import generator_for
from openslate.recommend.experiments import estimates
from openslate.recommend.experiments.estimates import (
    METHODS,
    difference,
    doubly_robust,
    estimate,
    ips,
    logged_mean,
    rate,
    snips,
)
from openslate.recommend.experiments.guesses import guess_apart
from openslate.recommend.experiments.logged import LoggedPlaces
from openslate.recommend.experiments.overlap import overlap

DRAW = generator_for("estimates")


def places(**changes: object) -> LoggedPlaces:
    """Two viewers, four places; the other policy agrees in the first and the last."""
    values: dict[str, object] = {
        "viewer": np.array([0, 0, 1, 1]),
        "chance": np.array([0.5, 0.5, 0.5, 0.25]),
        "reward": np.array([1.0, 1.0, 0.0, 1.0]),
        "wanted": np.array([1.0, 0.0, 0.0, 1.0]),
        "unsupported": np.zeros(4),
        "guess_shown": np.full(4, 0.5),
        "guess_wanted": np.full(4, 0.5),
    }
    return LoggedPlaces(**{**values, **changes})  # type: ignore[arg-type]


def test_what_was_seen_nowhere_may_still_be() -> None:
    nothing, pages = np.zeros(60), np.full(60, 4.0)
    found = rate((nothing, pages), DRAW)
    assert (found.value, found.low, found.high) == (0.0, 0.0, 0.05)
    both = difference((nothing, pages), (nothing[:30], pages[:30]), DRAW)
    assert (both.value, both.low, both.high) == pytest.approx((0.0, -0.05, 0.1))


def test_estimates_are_what_a_hand_works_out() -> None:
    logged = places()
    assert estimate(logged_mean(logged), DRAW).value == pytest.approx(3 / 4)
    assert estimate(ips(logged), DRAW).value == pytest.approx((2 + 4) / 4)
    assert estimate(snips(logged), DRAW).value == pytest.approx((2 + 4) / (2 + 4))
    assert estimate(doubly_robust(logged), DRAW).value == pytest.approx(0.5 + (2 + 4) * 0.5 / 4)


def test_a_perfect_guess_needs_no_weights() -> None:
    reward = np.array([1.0, 1.0, 0.0, 1.0])
    found = estimate(doubly_robust(places(guess_shown=reward, guess_wanted=np.full(4, 0.3))), DRAW)
    assert (found.value, found.low, found.high) == pytest.approx((0.3, 0.3, 0.3))


def test_a_chance_of_nothing_and_no_place_at_all_are_refused() -> None:
    with pytest.raises(SlateError, match="chance of 0"):
        places(chance=np.array([0.5, 0.0, 0.5, 0.5]))
    with pytest.raises(SlateError, match="No place was logged"):
        places(**dict.fromkeys(("viewer", "chance", "reward"), np.zeros(0)))


def sample(number: int, viewers: int = 120) -> LoggedPlaces:
    """Two items shown with chances 0.8 and 0.2, watched by 10 and 30 in 100; wanted: the second."""
    draw = generator_for("estimates cover", number)
    viewer = np.repeat(np.arange(viewers), draw.integers(1, 9, viewers))
    second = draw.random(len(viewer)) < 0.2
    eager = draw.uniform(0.2, 1.8, viewers)[viewer]
    reward = (draw.random(len(viewer)) < np.where(second, 0.3, 0.1) * eager).astype(float)
    item = second.astype(np.int64)
    zeros = np.zeros(len(viewer))
    shown, wanted = guess_apart(viewer, zeros.astype(int), item, reward, np.ones_like(item))
    chance = np.where(second, 0.2, 0.8)
    return LoggedPlaces(viewer, chance, reward, second.astype(float), zeros, shown, wanted)


@pytest.mark.parametrize("method", METHODS)
def test_intervals_cover_what_the_other_policy_really_brings(method: str) -> None:
    covered = 0
    for number in range(120):
        found = estimate(METHODS[method](sample(number)), DRAW, resamples=200)
        covered += found.low <= 0.3 <= found.high
    assert 0.88 <= covered / 120 <= 1


def test_a_part_of_the_resamples_at_a_time_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    sums = ips(sample(3))
    whole = estimate(sums, np.random.default_rng(1))
    monkeypatch.setattr(estimates, "CELLS", 7 * len(sums[0]))
    parts = estimate(sums, np.random.default_rng(1))
    assert vars(parts) == pytest.approx(vars(whole))


def test_two_groups_of_the_same_are_seldom_told_apart() -> None:
    apart = 0
    for number in range(60):
        one, other = (logged_mean(sample(2 * number + k)) for k in (0, 1))
        found = difference(one, other, DRAW)
        apart += not found.low <= 0 <= found.high
    assert apart <= 8


def test_the_overlap_is_measured_and_what_is_wrong_is_said() -> None:
    good = overlap(places(wanted=np.array([0.5, 0.5, 0.5, 0.25])))
    assert (good.effective, good.warnings) == (pytest.approx(4), ())
    few = overlap(places(wanted=np.array([1.0, 0.0, 0.0, 0.0])))
    assert few.effective == pytest.approx(1)
    assert any("a handful decides" in warning for warning in few.warnings)
    never = overlap(places(unsupported=np.full(4, 0.4)))
    assert any("40% of the places" in warning for warning in never.warnings)
    none = overlap(places(wanted=np.zeros(4)))
    assert any("too few" in warning for warning in none.warnings)
