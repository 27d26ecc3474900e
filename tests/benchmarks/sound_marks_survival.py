"""Every piece through every attack: what is read, how faint the mark is, how long it takes."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from time import process_time

import numpy as np

from openslate.authenticity.marks.key import MarkKey
from openslate.authenticity.marks.sound import detect, embed
from tests.benchmarks.sound_marks_attacks import ATTACKS
from tests.benchmarks.sound_marks_material import RATE
from tests.benchmarks.sound_marks_noise import noise_to_mask

KEY = MarkKey(bytes(range(1, 33)))


@dataclass(frozen=True)
class Survival:
    """Ids read by attack, of as many as there are pieces; by piece: SNR, noise to mask (mean,
    loudest hundredth, share of frames heard); seconds of processor time a minute of sound.
    """

    pieces: list[str]
    read: dict[str, int]
    snr: list[float]
    masked: list[dict[str, float]]
    embed_seconds: float
    read_seconds: float
    unmarked_seconds: float
    missed: list[str]


def survive(pieces: Mapping[str, np.ndarray]) -> Iterator[dict[str, object]]:
    """Mark every piece with an id of its own, do everything to it, and read; what is known so far
    after each piece.
    """
    read = dict.fromkeys((attack.name for attack in ATTACKS), 0)
    snr: list[float] = []
    masked: list[dict[str, float]] = []
    missed: list[str] = []
    spent, minutes = np.zeros(3), np.zeros(3)
    for name, piece in pieces.items():
        mark_id = int(np.random.default_rng(len(snr)).integers(1, 2**63)) * 2 + 1
        began = process_time()
        marked = embed(piece, RATE, mark_id, KEY)
        _count(spent, minutes, 0, began, piece, RATE)
        began = process_time()
        detect(piece, RATE, KEY)
        _count(spent, minutes, 2, began, piece, RATE)
        snr.append(decibels(piece, marked))
        masked.append(asdict(noise_to_mask(piece, marked, RATE)))
        for attack in ATTACKS:
            heard, rate = attack.change(marked)
            began = process_time()
            told = detect(heard, rate, KEY).mark_id
            _count(spent, minutes, 1, began, heard, rate)
            read[attack.name] += told == mark_id
            if told != mark_id:
                missed.append(f"{name}: {attack.name}")
        print(f"{name}: {snr[-1]:.2f} dB, missed so far {len(missed)}", flush=True)
        marking, reading, unmarked = (spent / minutes).tolist()
        done = list(pieces)[: len(snr)]
        yield asdict(Survival(done, read, snr, masked, marking, reading, unmarked, missed))


def decibels(sound: np.ndarray, marked: np.ndarray) -> float:
    """Signal-to-noise ratio."""
    error = marked.astype(float) - sound
    return float(10 * np.log10((sound.astype(float) ** 2).sum() / (error**2).sum()))


def _count(
    spent: np.ndarray, minutes: np.ndarray, at: int, began: float, heard: np.ndarray, rate: int
) -> None:
    spent[at] += process_time() - began
    minutes[at] += len(heard) / rate / 60
