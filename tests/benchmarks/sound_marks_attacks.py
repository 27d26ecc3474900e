"""What happens to sound on its way, done by ffmpeg as others would do it."""

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from openslate.authenticity.media.sound import read_sound
from tests.benchmarks.sound_marks_material import RATE

Sound = tuple[np.ndarray, int]
CODECS = {
    "MP3": ("mp3", "libmp3lame"),
    "AAC": ("m4a", "aac"),
    "Opus": ("opus.ogg", "libopus"),
}


@dataclass(frozen=True)
class Attack:
    """A change of samples [n, channels] at 44.1 kHz; `wanted` is the share that is to be read."""

    name: str
    change: Callable[[np.ndarray], Sound]
    wanted: float | None = None


def through(samples: np.ndarray, ending: str, *how: str, rate: int | None = RATE) -> Sound:
    """What ffmpeg makes of sound with arguments `how`, read again at `rate` (None: its own)."""
    with TemporaryDirectory() as folder:
        made = Path(folder) / f"made.{ending}"
        raw = ["-f", "f32le", "-ar", str(RATE), "-ac", str(samples.shape[1]), "-i", "pipe:0"]
        subprocess.run(
            ["ffmpeg", "-v", "error", *raw, *how, str(made)],
            input=samples.astype("<f4").tobytes(),
            check=True,
        )
        heard = read_sound(made, rate)
    return heard.samples, heard.rate


def _coded(codec: str, kilobits: int, samples: np.ndarray) -> Sound:
    ending, encoder = CODECS[codec]
    return through(samples, ending, "-c:a", encoder, "-b:a", f"{kilobits}k")


def _filtered(asked: str, samples: np.ndarray) -> Sound:
    return through(samples, "wav", "-af", asked)


def _resampled(rate: int, samples: np.ndarray) -> Sound:
    return through(samples, "wav", "-ar", str(rate))


def _trimmed(seconds: float, samples: np.ndarray) -> Sound:
    return samples[round(seconds * RATE) :], RATE


def excerpt(begin: float, samples: np.ndarray) -> np.ndarray:
    """Ten seconds from `begin` seconds on."""
    told: np.ndarray = samples[round(begin * RATE) :][: 10 * RATE]
    return told


def _in_ten_seconds(
    begin: float, change: Callable[[np.ndarray], Sound], samples: np.ndarray
) -> Sound:
    return change(excerpt(begin, samples))


def _as_it_is(samples: np.ndarray) -> Sound:
    return samples, RATE


def _sped(percent: float, samples: np.ndarray) -> Sound:
    faster = round(RATE * (1 + percent / 100))
    return _filtered(f"asetrate={faster},aresample={RATE}", samples)


def _noisy(decibels: float, samples: np.ndarray) -> Sound:
    noise = np.random.default_rng(5).standard_normal(samples.shape)
    return samples + noise * samples.std() * 10 ** (-decibels / 20), RATE


def _mono(samples: np.ndarray) -> Sound:
    return samples.mean(axis=1, keepdims=True), RATE


EQUALISER = (
    "equalizer=f=150:t=o:w=1:g=6,equalizer=f=1000:t=o:w=1:g=-5,equalizer=f=3000:t=o:w=1:g=5,"
    "treble=g=-6"
)
TALK = "acompressor=threshold=-24dB:ratio=4:attack=5:release=80:makeup=4"
ATTACKS: tuple[Attack, ...] = (
    Attack("nothing", _as_it_is, 0.95),
    *(Attack(f"{codec} 64 kb/s", partial(_coded, codec, 64), 0.95) for codec in CODECS),
    *(Attack(f"{codec} 128 kb/s", partial(_coded, codec, 128), 0.95) for codec in CODECS),
    Attack("resampled to 22.05 kHz and back", partial(_resampled, 22_050), 0.95),
    Attack("resampled to 16 kHz and back", partial(_resampled, 16_000), 0.95),
    Attack("first 1.237 s cut off", partial(_trimmed, 1.237), 0.95),
    Attack("first 7.911 s cut off", partial(_trimmed, 7.911), 0.95),
    *(
        Attack(f"ten seconds from {at} s", partial(_in_ten_seconds, at, _as_it_is), 0.9)
        for at in (0.517, 8.803, 17.309)
    ),
    *(Attack(f"speed {by:+} %", partial(_sped, by), 0.9) for by in (-2, -1, 1, 2)),
    *(
        Attack(f"ten seconds, speed {by:+} %", partial(_in_ten_seconds, 8.803, partial(_sped, by)))
        for by in (-2, 1.37)
    ),
    *(
        Attack(
            f"ten seconds, {codec} 64 kb/s",
            partial(_in_ten_seconds, 8.803, partial(_coded, codec, 64)),
        )
        for codec in CODECS
    ),
    Attack("12 dB softer", partial(_filtered, "volume=-12dB")),
    Attack("mono", _mono),
    Attack("noise at 30 dB", partial(_noisy, 30)),
    Attack("noise at 20 dB", partial(_noisy, 20)),
    Attack("nothing above 8 kHz", partial(_filtered, "lowpass=f=8000")),
    Attack("telephone (300 to 3400 Hz)", partial(_filtered, "highpass=f=300,lowpass=f=3400")),
    Attack("equaliser, 6 dB up and down", partial(_filtered, EQUALISER)),
    Attack("compressor 4:1", partial(_filtered, TALK)),
    Attack("echo of 60 ms", partial(_filtered, "aecho=0.8:0.8:60:0.4")),
    Attack("speed of a film on television, +4.17 %", partial(_sped, 100 / 24)),
    Attack("2 % faster, pitch kept", partial(_filtered, "atempo=1.02")),
    Attack("AAC 48 kb/s", partial(_coded, "AAC", 48)),
    Attack("Opus 32 kb/s", partial(_coded, "Opus", 32)),
    Attack("MP3 64 kb/s, then AAC 64 kb/s", lambda s: _coded("AAC", 64, _coded("MP3", 64, s)[0])),
)
