"""Speech and music to measure the mark in sound with, made from what is installed.

Debian packages: espeak-ng and flite (speech), alsa-utils and sound-theme-freedesktop (recorded
speech and sounds), fluidsynth with a General MIDI sound font (music).
"""

import shutil
import subprocess
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from openslate.authenticity.media.sound import read_sound
from tests.benchmarks.sound_marks_midi import Score, drums, pads, plucked, write_midi

RATE = 44_100
SECONDS = 30.0
FONT = Path("/usr/share/sounds/sf2/default-GM.sf2")
RECORDED = (Path("/usr/share/sounds/alsa"), Path("/usr/share/sounds/freedesktop/stereo"))
MUSIC = {"guitar and bass": plucked, "pads and flute": pads, "drums and brass": drums}
WORDS = (
    "Good evening. These are the news at eight. The city council decided last night, after a long "
    "debate, to build a second bridge over the river. Work will begin in the spring and is to take "
    "three years. Farmers in the valley worry about the dry weather; so far, only half of the "
    "usual rain has fallen. In the cup, the home side won by four goals to two. And now to the "
    "weather: tomorrow will be cloudy at first, with sunshine later and a light wind from the "
    "north west. Here is the report of our correspondent, who has been in the mountains all week. "
    "The road has been closed since Monday, and people help each other as best they can. "
)
FLITE = {"slt": "woman", "rms": "man", "awb": "man, Scottish"}
ESPEAK = {"en-us": "synthetic", "de": "synthetic, German accent"}


def material() -> tuple[dict[str, np.ndarray], list[str]]:
    """Pieces by name, float32 [samples, channels] at 44.1 kHz; and what could not be made."""
    pieces: dict[str, np.ndarray] = {}
    missing: list[str] = []
    with TemporaryDirectory() as folder:
        for name, make in _makers().items():
            try:
                pieces[name] = make(Path(folder) / "piece.wav")
            except (OSError, subprocess.CalledProcessError, StopIteration) as error:
                missing.append(f"{name} ({type(error).__name__})")
    _add_mixtures(pieces)
    return pieces, missing


def _makers() -> dict[str, Callable[[Path], np.ndarray]]:
    return {
        **{f"speech: {who}": partial(_flite, voice) for voice, who in FLITE.items()},
        **{f"speech: {who}": partial(_espeak, voice) for voice, who in ESPEAK.items()},
        "speech: recorded": partial(_recorded, ("*.wav", "audio-channel-*.oga")),
        "sounds: recorded": partial(_recorded, ("phone-*.oga", "s*.oga", "al*.oga", "b*.oga")),
        **{f"music: {name}": partial(_played, compose) for name, compose in MUSIC.items()},
        "music: synthetic": _strings,
    }


def _flite(voice: str, file: Path) -> np.ndarray:
    return _said(["flite", "-voice", voice, "-t", WORDS, "-o", str(file)], file)


def _espeak(voice: str, file: Path) -> np.ndarray:
    return _said(["espeak-ng", "-v", voice, "-w", str(file), WORDS], file)


def _said(asked: list[str], file: Path) -> np.ndarray:
    subprocess.run(asked, check=True, capture_output=True)
    return _fit(read_sound(file, RATE, 1).samples)


def _recorded(patterns: Sequence[str], _: Path) -> np.ndarray:
    files = [file for room in RECORDED for one in patterns for file in sorted(room.glob(one))]
    heard = [read_sound(file, RATE, 1).samples for file in files if "Noise" not in file.name]
    if not heard:
        raise FileNotFoundError(RECORDED[0])
    return _fit(np.concatenate(heard))


def _played(compose: Callable[[float], Score], file: Path) -> np.ndarray:
    score = file.with_suffix(".mid")
    write_midi(score, *compose(SECONDS))
    if shutil.which("fluidsynth") is None or not FONT.exists():
        raise FileNotFoundError("fluidsynth")
    asked = ["fluidsynth", "-ni", "-q", "-g", "0.6", "-r", str(RATE), "-F", str(file), str(FONT)]
    subprocess.run([*asked, str(score)], check=True, capture_output=True)
    return _fit(read_sound(file, RATE, 2).samples)


def _strings(_: Path) -> np.ndarray:
    """Plucked strings by K. Karplus and A. Strong, Computer Music Journal 7 (1983)."""
    rng = np.random.default_rng(4)
    out = np.zeros((int(SECONDS * RATE), 2), dtype=np.float32)
    for at in np.arange(0, SECONDS - 1, 0.25):
        pitch = 110 * 2 ** (int(rng.choice([0, 3, 5, 7, 10, 12, 15, 19, 24])) / 12)
        delay = int(RATE / pitch)
        rows = [rng.uniform(-1, 1, delay)]
        while len(rows) * delay < RATE:
            rows.append(0.996 * (rows[-1] + np.roll(rows[-1], 1)) / 2)
        note = np.concatenate(rows)[:RATE] * np.linspace(1, 0, min(RATE, len(rows) * delay))[:RATE]
        pan, begin = rng.uniform(0.2, 0.8), int(at * RATE)
        out[begin : begin + len(note)] += 0.3 * note[:, None] * np.array([pan, 1 - pan])
    return _fit(out)


def _fit(samples: np.ndarray) -> np.ndarray:
    """Repeated or cut to the length of all pieces, the loudest sample at 0.7."""
    count = int(SECONDS * RATE)
    whole = np.tile(samples, (-(-count // len(samples)), 1))[:count]
    told: np.ndarray = (whole * (0.7 / np.abs(whole).max())).astype(np.float32)
    return told


def _add_mixtures(pieces: dict[str, np.ndarray]) -> None:
    """Speech over music, as in broadcasts."""
    speech = [name for name in pieces if name.startswith("speech")]
    music = [name for name in pieces if name.startswith("music")]
    for voice, below in zip(speech[:2], music[1:3], strict=False):
        pieces[f"mixed: {voice[8:]} over {below[7:]}"] = _fit(pieces[voice] + 0.35 * pieces[below])
