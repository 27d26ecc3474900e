"""The page on marks in video, from figures that were kept."""

from collections.abc import Iterator, Mapping
from statistics import mean
from typing import Any

from tests.benchmarks.report import markdown_table
from tests.benchmarks.video_marks_attacks import ATTACKS
from tests.benchmarks.video_marks_material import FRAMES, KINDS, MEASURED, RATE, scenes
from tests.benchmarks.video_marks_survival import megapixels

ABOUT = f"""Every video carries an id of 64 bits of its own, put in as `slate mark` does it. A row
counts the videos whose whole id was read after a change, with the key and without the original or
any hint, from 16 frames: spread over the video, or 16 in a row from its middle, far from a frame
that was encoded whole. The videos are made of photos in motion, {FRAMES} frames of 1280 x 720 at
{RATE} a second with the noise of a camera, of {len(KINDS)} kinds:
{", ".join(KINDS)} (in "depth" half of the
picture moves by faster, in "crowd" eight things cross it). None was filmed: a scene that moves
everywhere in its own way (water, leaves, faces close by) is not among them. The choices of the mark
were made on half of the photos; these are videos of the other half. What is wanted is the figure
that the project set itself.
"""
CHANCE = """Every trial is a key that marked nothing, on a video without a mark or with one of
another key after 720p, H.264 CRF 35. An id is accepted below p = 0.000001. Stated p-values are
bounds, so fewer trials than a level's share may be at or below it.
"""
Kept = Mapping[str, Any]


def page(kept: Kept) -> str:
    """The whole page."""
    return "\n".join([ABOUT, *_survival(kept), *_faint(kept), *_chance(kept["chance"])])


def _survival(kept: Kept) -> Iterator[str]:
    count, photos = len(kept["scenes"]), len({name.split(",")[0] for name in kept["scenes"]})
    rows = [
        (
            attack.name,
            _share(kept["spread"].get(attack.name), count),
            _share(kept["consecutive"].get(attack.name), count),
            f"{attack.wanted:.2f}" if attack.wanted else "",
        )
        for attack in ATTACKS
    ]
    yield f"## What it survives\n{count} videos of {photos} photos, so many trials a row.\n"
    yield markdown_table(("change", "16 frames spread", "16 in a row", "wanted"), rows)
    planned = len(scenes(MEASURED))
    if count < planned:
        yield f"The run was stopped: {count} of {planned} videos. The same command goes on.\n"
    if kept["missed"]:
        yield f"Not read: {'; '.join(kept['missed'])}.\n"


def _share(read: int | None, count: int) -> str:
    return "" if read is None else f"{read / count:.3f}"


def _faint(kept: Kept) -> Iterator[str]:
    rows = [
        (name, f"{alone:.2f}", f"{alike:.4f}", f"{written:.2f}")
        for name, alone, alike, written in zip(
            kept["scenes"], kept["psnr"], kept["ssim"], kept["file_psnr"], strict=True
        )
    ]
    yield "## How faint it is\nMeans over frames; the last column has the encoder's changes too.\n"
    headings = ("video", "PSNR of the mark, dB", "SSIM", "PSNR of the marked file, dB")
    yield markdown_table(headings, rows)
    yield (
        f"PSNR of the mark: mean {mean(kept['psnr']):.2f} dB, least {min(kept['psnr']):.2f} dB; "
        f"SSIM: mean {mean(kept['ssim']):.4f}, least {min(kept['ssim']):.4f}.\n"
    )
    yield (
        "## What it takes\nProcessor time of one core, without ffmpeg's: to mark "
        f"{mean(kept['mark_seconds']) / megapixels():.3f} s a frame and megapixel; to read 16 "
        f"frames {mean(kept['read_seconds']):.1f} s. The benchmark, which holds all frames of a "
        f"video twice, took at most {kept['megabytes']:.0f} MB.\n"
    )


def _chance(kept: Kept) -> Iterator[str]:
    trials = kept["trials"]
    rows = [(level, count, f"{count / trials:.5f}") for level, count in kept["tail"].items()]
    yield f"## Chance\n{CHANCE}"
    yield markdown_table(("stated p at most", f"of {trials:,} trials", "share"), rows)
    yield (
        f"Accepted by mistake: {kept['accepted']} of {trials:,}, on {kept['videos']} videos; "
        f"likely enough to be decoded: {kept['decoded']}; least p-value {kept['least']:.2g}.\n"
    )
