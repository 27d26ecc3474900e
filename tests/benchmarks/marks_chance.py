"""How often a mark is seen that is not there: wrong keys on marked pictures, any on unmarked."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from time import process_time

import numpy as np

from openslate.authenticity.marks.key import MarkKey
from openslate.authenticity.marks.picture import embed, examine, read
from openslate.authenticity.marks.pictures.settings import PictureMarkSettings
from tests.benchmarks.marks_contenders import KEY
from tests.benchmarks.marks_photos import Photo

LEVELS = (0.5, 0.1, 0.01, 0.001, 0.0001)
SETTINGS = PictureMarkSettings()


@dataclass(frozen=True)
class Chance:
    """`accepted` of `trials` were false; `tail` counts p-values at most each level."""

    trials: int
    pictures: int
    accepted: int
    decoded: int
    tail: dict[str, int]
    seconds: float


def false_accepts(photos: Sequence[Photo], trials: int) -> Iterator[dict[str, object]]:
    """Try keys that marked nothing: each picture once with and once without a mark of another.

    What needs no key is done once for each picture; every trial goes the whole way from there.
    Gives the figures so far after each picture.
    """
    began = process_time()
    counts = np.zeros(len(LEVELS), dtype=int)
    accepted = decoded = done = 0
    states = [pixels for photo in photos for pixels in (photo.pixels, embed(photo.pixels, 1, KEY))]
    shares = np.diff(np.linspace(0, trials, len(states) + 1).astype(int))
    for pixels, share in zip(states, shares, strict=True):
        examined = examine(pixels, SETTINGS)
        for _ in range(share):
            key = MarkKey(b"wrong" + done.to_bytes(27, "big"))
            found = read(examined, key, SETTINGS)
            counts += found.p_value <= np.array(LEVELS)
            accepted += found.mark_id is not None
            decoded += found.attempts > 0
            done += 1
        print(f"{done:,} of {trials:,} trials, {accepted} accepted", flush=True)
        tail = {f"{level:.4f}": int(count) for level, count in zip(LEVELS, counts, strict=True)}
        yield asdict(Chance(done, len(states), accepted, decoded, tail, process_time() - began))
