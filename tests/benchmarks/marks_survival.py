"""One contender through the suite of attacks: what is read, how faint it is, how long it takes."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from time import process_time

import numpy as np
from PIL import Image

from tests.benchmarks.marks_attacks import ATTACKS
from tests.benchmarks.marks_contenders import Contender
from tests.benchmarks.marks_photos import Photo, psnr, ssim


@dataclass(frozen=True)
class Survival:
    """Ids read by attack, of as many as there are photos; PSNR and SSIM by photo, in order;
    seconds of processor time a megapixel (Slate only: peers work in processes of their own).
    """

    photos: list[str]
    read: dict[str, int]
    psnr: list[float]
    ssim: list[float]
    embed_seconds: float
    read_seconds: float
    unmarked_seconds: float
    missed: list[str]


def survive(contender: Contender, photos: Sequence[Photo]) -> dict[str, object]:
    """Mark every photo with an id of its own, do everything to it, and read."""
    read = dict.fromkeys((attack.name for attack in ATTACKS), 0)
    faint: list[tuple[float, float]] = []
    missed: list[str] = []
    spent, seen = np.zeros(3), np.zeros(3)
    for photo in photos:
        size = photo.pixels.shape[1::-1]
        mark_id = int(np.random.default_rng(len(faint)).integers(1, 2**63)) * 2 + 1
        began = process_time()
        marked = contender.embed(photo.pixels, mark_id)
        _count(spent, seen, 0, began, photo.pixels)
        faint.append((psnr(photo.pixels, marked), ssim(photo.pixels, marked)))
        began = process_time()
        contender.read(photo.pixels, size)
        _count(spent, seen, 2, began, photo.pixels)
        for attack in ATTACKS:
            attacked = np.array(attack.change(Image.fromarray(marked)))
            began = process_time()
            told = contender.read(attacked, size)
            _count(spent, seen, 1, began, attacked)
            read[attack.name] += told == mark_id
            if told != mark_id:
                missed.append(f"{photo.name}: {attack.name}")
        print(f"{contender.name}: {photo.name}, {faint[-1][0]:.2f} dB", flush=True)
    ratios, alike = zip(*faint, strict=True)
    names = [photo.name for photo in photos]
    return asdict(Survival(names, read, list(ratios), list(alike), *(spent / seen), missed))


def _count(spent: np.ndarray, seen: np.ndarray, at: int, began: float, pixels: np.ndarray) -> None:
    spent[at] += process_time() - began
    seen[at] += pixels.shape[0] * pixels.shape[1] / 1e6
