"""Every scene through every attack: what is read, how faint the mark is, what it takes."""

import resource
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

import numpy as np

from openslate.authenticity.marks.key import MarkKey
from openslate.authenticity.marks.video import VideoMarker, detect_video
from openslate.authenticity.media.frames import read_frames
from openslate.authenticity.media.video_files import rewrite_video
from tests.benchmarks.marks_photos import psnr, ssim
from tests.benchmarks.video_marks_attacks import (
    ATTACKS,
    Attack,
    consecutive,
    every_frame,
    spread,
    through,
)
from tests.benchmarks.video_marks_chance import Chance
from tests.benchmarks.video_marks_material import HEIGHT, RATE, WIDTH, Scene, write_video

KEY = MarkKey(bytes(range(1, 33)))
EVERY = 10
"""Of how many frames one is compared with what it was."""


@dataclass
class Survival:
    """Ids read by attack and by which frames were read, of as many as there are `scenes`.

    By scene: PSNR and SSIM of the frames that were marked, before they are encoded; PSNR of the
    marked file to the source. Seconds of processor time, in this process, for a frame.
    """

    scenes: list[str] = field(default_factory=list)
    photos: int = 0
    spread: dict[str, int] = field(default_factory=dict)
    consecutive: dict[str, int] = field(default_factory=dict)
    psnr: list[float] = field(default_factory=list)
    ssim: list[float] = field(default_factory=list)
    file_psnr: list[float] = field(default_factory=list)
    mark_seconds: list[float] = field(default_factory=list)
    read_seconds: list[float] = field(default_factory=list)
    megabytes: float = 0.0
    missed: list[str] = field(default_factory=list)
    chance: dict[str, object] = field(default_factory=dict)


def survive(scenes: Sequence[Scene]) -> Iterator[dict[str, object]]:
    """Mark every scene with an id of its own, do everything to it, and read; what is known so far
    after each scene.
    """
    told, chance = Survival(photos=len({s.photos[0].name for s in scenes})), Chance()
    for scene in scenes:
        with TemporaryDirectory() as folder:
            _one(scene, Path(folder), told, chance)
        told.scenes.append(scene.name)
        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        told.megabytes, told.chance = used, asdict(chance)
        print(f"{scene.name}: {told.psnr[-1]:.2f} dB; missed so far {told.missed}", flush=True)
        yield asdict(told)


def _one(scene: Scene, folder: Path, told: Survival, chance: Chance) -> None:
    source, marked, changed = (folder / f"{name}.mp4" for name in ("source", "marked", "changed"))
    mark_id = int(np.random.default_rng(scene.seed).integers(1, 2**63)) * 2 + 1
    write_video(scene, source)
    began = process_time()
    rewrite_video(source, marked, VideoMarker(mark_id, KEY).frames)
    spent = process_time() - began
    before = every_frame(source)
    told.mark_seconds.append(spent / len(before))
    _compared(before, mark_id, marked, told)
    chance.try_keys(spread(before))
    del before
    for attack in ATTACKS:
        through(marked, changed, attack)
        frames = every_frame(changed)
        _count(told.spread, spread(frames), attack, mark_id, f"{scene.name}: {attack.name}", told)
        if attack.wanted:
            name = f"{scene.name}: {attack.name}, 16 in a row"
            _count(told.consecutive, consecutive(frames), attack, mark_id, name, told)
        if attack is ATTACKS[0]:
            chance.try_keys(spread(frames))


def _count(
    read: dict[str, int],
    frames: list[np.ndarray],
    attack: Attack,
    mark_id: int,
    name: str,
    told: Survival,
) -> None:
    began = process_time()
    found = detect_video(frames, KEY).mark_id == mark_id
    told.read_seconds.append(process_time() - began)
    read[attack.name] = read.get(attack.name, 0) + found
    if not found:
        told.missed.append(name)


def _compared(before: list[np.ndarray], mark_id: int, marked: Path, told: Survival) -> None:
    """How much frames change, by the mark alone and with the encoder that writes them."""
    alone = list(VideoMarker(mark_id, KEY).frames(before))[::EVERY]
    written = list(read_frames(marked, RATE, WIDTH))[::EVERY]
    plain = before[::EVERY]
    told.psnr.append(float(np.mean([psnr(a, b) for a, b in zip(plain, alone, strict=True)])))
    told.ssim.append(float(np.mean([ssim(a, b) for a, b in zip(plain, alone, strict=True)])))
    told.file_psnr.append(float(np.mean([psnr(a, b) for a, b in zip(plain, written, strict=True)])))


def megapixels() -> float:
    """Of a frame."""
    return WIDTH * HEIGHT / 1e6
