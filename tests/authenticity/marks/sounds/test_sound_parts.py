"""The parts of the mark in sound: masking, chips, folding, and how pilots lie by chance."""

import numpy as np
import pytest
from tests.authenticity.marks.made_sound import RATE, made_sound

from openslate.authenticity.marks.key import MarkKey
from openslate.authenticity.marks.sounds.adding import pattern_at, sizes
from openslate.authenticity.marks.sounds.chips import chip_values, keyed_chips
from openslate.authenticity.marks.sounds.detection import listen
from openslate.authenticity.marks.sounds.folding import fold
from openslate.authenticity.marks.sounds.frames import frames_at
from openslate.authenticity.marks.sounds.masking import Masking
from openslate.authenticity.marks.sounds.search import place_at
from openslate.authenticity.marks.sounds.settings import (
    ChipSettings,
    LoudnessSettings,
    SoundMarkSettings,
)

KEY = MarkKey(bytes(range(32)))
USUAL = SoundMarkSettings()
HERTZ = np.arange(500.0, 6000.0, 15.625)


def test_a_full_sine_has_a_power_of_one() -> None:
    frames = frames_at(16_000, 0.016, 8_000)
    sine = np.sin(2 * np.pi * 1000 * np.arange(16_000) / 16_000)
    power = np.abs(frames.spectra(sine, 20, 10)) ** 2 * frames.scale
    assert power.sum(axis=1) == pytest.approx(1, rel=0.01)
    assert frames.power_in(sine, 5, 50) * frames.scale == pytest.approx(50, rel=0.1)


def test_noise_masks_more_than_a_tone_of_the_same_power() -> None:
    model = Masking(HERTZ)
    noise = np.random.default_rng(0).exponential(1e-4, (50, len(HERTZ)))
    tone = np.zeros((50, len(HERTZ)))
    tone[:, 100] = noise.sum(axis=1)
    near = model.band == model.band[100]
    under_tone = model.threshold(tone)[:, near].sum(axis=1) / tone.sum(axis=1)
    under_noise = model.threshold(noise).sum(axis=1) / noise.sum(axis=1)
    assert under_tone.mean() < under_noise.mean() / 4


def test_a_tone_masks_its_neighbours_and_more_above_than_below() -> None:
    model = Masking(HERTZ)
    tone = np.zeros((1, len(HERTZ)))
    tone[0, 130] = 0.01
    masked = model.threshold(tone)[0]
    below, at, above = (masked[np.searchsorted(HERTZ, f)] for f in (1800, 2531, 3500))
    assert at > above > below > 0


def test_no_cell_changes_by_more_than_masking_or_the_budget_allows() -> None:
    power = np.random.default_rng(1).exponential(1e-5, (40, len(HERTZ)))
    loudness = LoudnessSettings()
    budget = float(power.sum()) * 1e-3
    size = sizes(power, budget, HERTZ, 1.0, loudness)
    assert 0.5 * budget < (power * size**2).sum() <= budget
    free = sizes(power, float("inf"), HERTZ, 1.0, loudness)
    assert free.max() <= loudness.most
    assert ((power + 1e-20) * free**2 <= Masking(HERTZ).threshold(power) * 1.001).all()


def test_every_chip_is_a_pilot_or_carries_a_bit() -> None:
    keyed = keyed_chips(KEY, USUAL)
    count = USUAL.chips.slots * USUAL.chips.bands
    assert sorted([*keyed.pilots, *keyed.data]) == list(range(count))
    assert set(np.bincount(keyed.bits)) <= {5, 6}
    assert abs(keyed.signs.mean()) < 0.05


def test_pilots_do_not_depend_on_the_id_and_the_rest_does() -> None:
    one, other = (chip_values(mark_id, KEY, USUAL).reshape(-1) for mark_id in (1, 2))
    keyed = keyed_chips(KEY, USUAL)
    assert (one[keyed.pilots] == other[keyed.pilots]).all()
    assert (one[keyed.data] != other[keyed.data]).mean() > 0.1


def test_folding_gives_the_chips_back() -> None:
    chips = ChipSettings()
    values = chip_values(5, KEY, USUAL)
    pattern = pattern_at(values, 0, 2 * chips.period + chips.steps + 2, chips)
    hertz = chips.lowest + chips.width * (np.arange(chips.bands) + 0.5)
    folded = fold(pattern, hertz, 1.0, 1.0, chips)
    seen = folded.sums[:: chips.steps]
    assert (np.sign(seen) == values).all()
    assert np.abs(seen).min() > 1.5 * np.abs(folded.sums[4 :: chips.steps]).mean()


def test_pilots_of_wrong_keys_lie_as_chance_has_it() -> None:
    """The p-value of a test times the offsets tried is a bound: few are below it."""
    heard = listen(made_sound()[:, 0], RATE, USUAL)
    keys = [MarkKey(bytes([at]) * 32) for at in range(40)]
    places = [place_at(heard.levels, heard.hertz, (1.0, 1.0), key, USUAL) for key in keys]
    bounds = np.array([USUAL.chips.period * np.exp(-place.evidence) for place in places])
    for level in (0.5, 0.1, 0.03):
        assert (bounds < level).mean() <= level + 0.06
