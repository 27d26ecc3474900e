"""Every scene through every attack: what is read, how faint the mark is, what it takes."""

import resource
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

import numpy as np

from openslate.authenticity.marks.key import MarkKey
from openslate.authenticity.marks.video import VideoMarker, detect_video
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
from tests.benchmarks.video_marks_material import FRAMES, HEIGHT, WIDTH, Scene, write_video

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
    spread: dict[str, int] = field(default_factory=dict)
    consecutive: dict[str, int] = field(default_factory=dict)
    psnr: list[float] = field(default_factory=list)
    ssim: list[float] = field(default_factory=list)
    file_psnr: list[float] = field(default_factory=list)
    mark_seconds: list[float] = field(default_factory=list)
    read_seconds: list[float] = field(default_factory=list)
    megabytes: float = 0.0
    missed: list[str] = field(default_factory=list)
    chance: Chance = field(default_factory=Chance)


def survive(scenes: Sequence[Scene], told: Survival) -> Iterator[Survival]:
    """Mark every scene with an id of its own, do everything to it, and read; what is known so far
    after each scene. Those that are already told of are left out.
    """
    for scene in scenes:
        if scene.name in told.scenes:
            continue
        with TemporaryDirectory() as folder:
            _one(scene, Path(folder), told)
        told.scenes.append(scene.name)
        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        told.megabytes = max(told.megabytes, used)
        print(f"{scene.name}: {told.psnr[-1]:.2f} dB; missed so far {told.missed}", flush=True)
        yield told


def known(figures: dict[str, Any]) -> Survival:
    """What was kept of an earlier run."""
    return Survival(**(figures | {"chance": Chance(**figures["chance"])}))


def _one(scene: Scene, folder: Path, told: Survival) -> None:
    source, marked, changed = (folder / f"{name}.mp4" for name in ("source", "marked", "changed"))
    mark_id = int(np.random.default_rng(scene.seed).integers(1, 2**63)) * 2 + 1
    write_video(scene, source)
    _marked(source, marked, mark_id, told)
    plain = every_frame(source)
    told.chance.try_keys(spread(plain))
    told.file_psnr.append(_mean(psnr, plain[::EVERY], every_frame(marked)[::EVERY]))
    del plain
    for attack in ATTACKS:
        through(marked, changed, attack)
        frames = every_frame(changed)
        _count(told.spread, spread(frames), attack, mark_id, f"{scene.name}: {attack.name}", told)
        if attack.in_a_row:
            name = f"{scene.name}: {attack.name}, 16 in a row"
            _count(told.consecutive, consecutive(frames), attack, mark_id, name, told)
        if attack is ATTACKS[0]:
            told.chance.try_keys(spread(frames))


def _marked(source: Path, target: Path, mark_id: int, told: Survival) -> None:
    """Mark a file as the product does, and look at some of its frames before and after."""
    marker, pairs = VideoMarker(mark_id, KEY), []

    def change(frames: Iterator[np.ndarray]) -> Iterator[np.ndarray]:
        for at, frame in enumerate(frames):
            (after,) = marker.frames([frame])
            if at % EVERY == 0:
                pairs.append((frame, after))
            yield after

    began = process_time()
    rewrite_video(source, target, change)
    told.mark_seconds.append((process_time() - began) / FRAMES)
    before, after = zip(*pairs, strict=True)
    told.psnr.append(_mean(psnr, before, after))
    told.ssim.append(_mean(ssim, before, after))


def _mean(
    measure: Callable[[np.ndarray, np.ndarray], float],
    before: Sequence[np.ndarray],
    after: Sequence[np.ndarray],
) -> float:
    return float(np.mean([measure(a, b) for a, b in zip(before, after, strict=True)]))


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


def megapixels() -> float:
    """Of a frame."""
    return WIDTH * HEIGHT / 1e6
