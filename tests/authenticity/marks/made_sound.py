"""A sound made by rule: a voice-like row of syllables over a chord, and some noise."""

from functools import cache

import numpy as np

RATE = 22_050


@cache
def made_sound(seconds: float = 12.0, rate: int = RATE, seed: int = 7) -> np.ndarray:
    """float32 [samples, 2]; left and right differ."""
    rng = np.random.default_rng(seed)
    time = np.arange(int(seconds * rate)) / rate
    pitch = 120 * 2 ** (np.interp(time, np.arange(0, seconds + 1, 0.4), _walk(rng, seconds)) / 12)
    phase = 2 * np.pi * np.cumsum(pitch) / rate
    voice = sum(np.sin(n * phase + n * n) / n**0.8 for n in range(1, 40))
    syllables = np.clip(np.sin(2 * np.pi * 2.3 * time + 3 * np.sin(time)), 0.03, None)
    chord = sum(np.sin(2 * np.pi * f * time) for f in (262.0, 329.6, 392.0, 1046.5, 2637.0))
    breath = rng.standard_normal((2, len(time)))
    left = 0.1 * voice * syllables + 0.03 * chord + 0.01 * breath[0]
    right = 0.1 * voice * syllables + 0.02 * chord + 0.01 * breath[1]
    sound = np.stack([left, right], axis=1)
    return (0.7 * sound / np.abs(sound).max()).astype(np.float32)


def _walk(rng: np.random.Generator, seconds: float) -> np.ndarray:
    return rng.normal(0, 2, len(np.arange(0, seconds + 1, 0.4)))


def snr(sound: np.ndarray, marked: np.ndarray) -> float:
    """Signal-to-noise ratio in decibels."""
    error = marked.astype(float) - sound
    return float(10 * np.log10((sound.astype(float) ** 2).sum() / (error**2).sum()))
