"""A mark in sound is faint, survives what happens to sound, and is read only with its key."""

from collections.abc import Callable
from functools import cache

import numpy as np
import pytest
from scipy.signal import butter, resample_poly, sosfilt
from tests.authenticity.marks.made_sound import RATE, made_sound, snr

from openslate.authenticity.marks.key import MarkKey
from openslate.authenticity.marks.sound import detect, embed, listen, read
from openslate.authenticity.marks.sounds.settings import SoundMarkSettings
from openslate.common.errors import SlateError

KEY = MarkKey(bytes(range(32)))
OTHER = MarkKey(bytes(32))
ID = 0xFEDC_BA98_7654_3210
ODD = 12_345
Sound = tuple[np.ndarray, int]


@cache
def marked() -> np.ndarray:
    """A made sound with the mark."""
    return embed(made_sound(), RATE, ID, KEY)


def resampled(up: int, down: int) -> Callable[[np.ndarray], Sound]:
    return lambda sound: (resample_poly(sound, up, down), RATE * up // down)


def filtered(kind: str, hertz: float) -> Callable[[np.ndarray], Sound]:
    return lambda sound: (sosfilt(butter(4, hertz, kind, fs=RATE, output="sos"), sound, 0), RATE)


def noisy(sound: np.ndarray) -> Sound:
    noise = np.random.default_rng(1).standard_normal(sound.shape)
    return sound + noise * 0.03 * sound.std(), RATE


def quantised(sound: np.ndarray) -> Sound:
    return np.rint(sound * 127) / 127, RATE


ATTACKS: dict[str, Callable[[np.ndarray], Sound]] = {
    "nothing": lambda sound: (sound, RATE),
    "start cut off": lambda sound: (sound[ODD:], RATE),
    "ten seconds": lambda sound: (sound[ODD : ODD + 10 * RATE], RATE),
    "silence before it": lambda sound: (np.pad(sound, ((ODD, 0), (0, 0))), RATE),
    "16 kHz": resampled(320, 441),
    "44.1 kHz": resampled(2, 1),
    "softer": lambda sound: (sound * 0.1, RATE),
    "one channel": lambda sound: (sound[:, :1], RATE),
    "both mixed": lambda sound: (sound.mean(axis=1, keepdims=True), RATE),
    "opposite channels": lambda sound: (sound[:, :1] * [[1, -1]], RATE),
    "noise": noisy,
    "eight bits": quantised,
    "without highs": filtered("lowpass", 3500),
    "without lows": filtered("highpass", 1200),
    "two per cent faster": lambda sound: (sound, round(RATE * 1.02)),
    "a film on television": lambda sound: (sound[ODD:], round(RATE * 25 / 24)),
    "one per cent slower": lambda sound: (sound[ODD : ODD + 10 * RATE], round(RATE * 0.99)),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_id_is_read_after(attack: str) -> None:
    sound, rate = ATTACKS[attack](marked())
    found = detect(sound.astype(np.float32), rate, KEY)
    assert found.mark_id == ID
    assert found.p_value < 1e-8


def test_the_mark_is_faint() -> None:
    assert 30.1 <= snr(made_sound(), marked()) <= 35
    assert marked().dtype == np.float32
    assert marked().shape == made_sound().shape


def test_all_channels_change_by_the_same_factors() -> None:
    one = made_sound(6.0)[:, :1]
    twice = embed(one * [[1.0, 0.5]], RATE, ID, KEY)
    assert np.allclose(twice[:, 1], twice[:, 0] / 2, atol=1e-6)


@pytest.mark.parametrize(("sound", "key"), [(marked(), OTHER), (made_sound(), KEY)])
def test_without_key_or_mark_nothing_is_found(sound: np.ndarray, key: MarkKey) -> None:
    found = detect(sound[: 8 * RATE], RATE, key)
    assert found.mark_id is None
    assert found.p_value > 1e-4


@pytest.mark.parametrize("length", [0, 1, 100, RATE])
def test_silence_and_scraps_have_no_mark(length: int) -> None:
    found = detect(np.zeros((length, 2), np.float32), RATE, KEY)
    assert (found.mark_id, found.p_value) == (None, 1.0)


def test_silence_stays_silent() -> None:
    still = np.zeros((6 * RATE, 1), np.float32)
    assert not embed(still, RATE, ID, KEY).any()


def test_loud_sound_stays_within_bounds() -> None:
    loud = np.clip(made_sound(6.0) * 3, -1, 1)
    assert np.abs(embed(loud, RATE, ID, KEY)).max() <= 1


def test_where_it_begins_and_how_it_is_played_are_told() -> None:
    settings = SoundMarkSettings()
    found = detect(marked()[ODD:], RATE, KEY)
    period = settings.chips.seconds
    assert found.offset == pytest.approx(period - ODD / RATE, abs=0.02)
    assert (found.tempo, found.pitch) == pytest.approx((1, 1), abs=5e-4)
    slower = detect(marked()[ODD:], round(RATE * 0.985), KEY)
    assert (slower.tempo, slower.pitch) == pytest.approx((0.985, 0.985), abs=6e-4)


def test_tests_are_counted_even_if_the_first_one_finds_the_mark() -> None:
    found = detect(marked(), RATE, KEY)
    nothing = detect(marked(), RATE, OTHER)
    assert found.tests == nothing.tests > 30_000
    assert found.attempts == 1


def test_what_was_heard_can_be_read_with_many_keys() -> None:
    settings = SoundMarkSettings()
    heard = listen(marked()[: 8 * RATE].mean(axis=1), RATE, settings)
    assert [read(heard, key, settings).mark_id for key in (OTHER, KEY)] == [None, ID]


@pytest.mark.parametrize(
    ("sound", "rate", "why"),
    [
        (np.zeros((4 * RATE, 1), np.float32), RATE, "too short for a mark: 4.0 seconds"),
        (np.zeros(10 * RATE, np.float32), RATE, "no sound"),
        (np.zeros((10 * RATE, 1), np.int16), RATE, "no sound"),
        (np.zeros((60_000, 1), np.float32), 6_000, "6000 samples a second"),
        (np.full((10 * RATE, 1), np.nan, np.float32), RATE, "no numbers"),
    ],
)
def test_what_cannot_be_marked_is_one_sentence(sound: np.ndarray, rate: int, why: str) -> None:
    with pytest.raises(SlateError, match=why):
        embed(sound, rate, ID, KEY)
