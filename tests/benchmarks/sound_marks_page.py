"""The page on marks in sound, from figures that were kept."""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.benchmarks.report import markdown_table
from tests.benchmarks.sound_marks_attacks import ATTACKS

ABOUT = """Every piece carries an id of 64 bits of its own. A row counts the pieces whose whole id
was read after a change, with the key and without the original or any hint. Pieces last 30 seconds;
speech is synthetic (flite, espeak-ng) or recorded (alsa-utils, sound-theme-freedesktop), music is
played from scores made by rule (fluidsynth) or synthetic, and some is mixed. What is wanted is the
figure that the project set itself. The choices of the mark were made on the same pieces.
"""
FAINT = """Noise to mask is the idea of the noise-to-mask ratio of ITU-R BS.1387 by a simpler model
of our own, not an implementation of it, and the model is the one that shapes the mark: so it tells
what the mark does by design, not what listeners heard. Nobody listened.
"""
CHANCE = """Every trial is a key that marked nothing, on ten seconds of a piece, every second one
with a mark of another key. An id is accepted below p = 0.000001. Stated p-values are bounds, so
fewer trials than a level's share may be at or below it.
"""
Kept = Mapping[str, Any]


def page(kept: Kept) -> str:
    """The whole page of the parts that were measured."""
    parts = [ABOUT]
    if kept.get("missing"):
        parts.append(f"Could not be made here: {', '.join(kept['missing'])}.\n")
    if "survival" in kept:
        parts += _survival(kept["survival"])
        parts += _faint(kept["survival"])
    if "chance" in kept:
        parts += _chance(kept["chance"])
    return "\n".join(parts)


def _survival(kept: Kept) -> Iterator[str]:
    count = len(kept["pieces"])
    rows = [
        (a.name, f"{kept['read'][a.name] / count:.3f}", f"{a.wanted:.2f}" if a.wanted else "")
        for a in ATTACKS
    ]
    yield f"## What it survives\n{count} pieces, so a row is {count} trials.\n"
    yield markdown_table(("change", "ids read", "wanted"), rows)
    wanted = [a for a in ATTACKS if a.wanted]
    mean = sum(kept["read"][a.name] for a in wanted) / count / len(wanted)
    yield f"Mean of the {len(wanted)} rows with a wanted figure: {mean:.4f}.\n"
    if kept["missed"]:
        yield f"Not read: {'; '.join(kept['missed'])}.\n"


def _faint(kept: Kept) -> Iterator[str]:
    rows = [
        (name, f"{ratio:.1f}", f"{m['mean']:.1f}", f"{m['loudest']:.1f}", f"{m['heard']:.3f}")
        for name, ratio, m in zip(kept["pieces"], kept["snr"], kept["masked"], strict=True)
    ]
    yield f"## How faint it is\n{FAINT}"
    headings = (
        "piece", "signal to noise, dB", "noise to mask, dB", "loudest hundredth, dB",
        "frames with a band 1.5 dB above its mask",
    )  # fmt: skip
    yield markdown_table(headings, rows)
    yield f"Signal to noise: least {min(kept['snr']):.2f} dB.\n"
    yield (
        "## How long it takes\nProcessor time for a minute of sound at 44.1 kHz, in pieces of half "
        f"a minute: to mark {kept['embed_seconds']:.2f} s, to read (mean of all changes) "
        f"{kept['read_seconds']:.2f} s, to find that there is no mark "
        f"{kept['unmarked_seconds']:.2f} s.\n"
    )


def _chance(kept: Kept) -> Iterator[str]:
    trials = kept["trials"]
    rows = [(level, count, f"{count / trials:.4f}") for level, count in kept["below"].items()]
    yield f"## Chance\n{CHANCE}"
    yield markdown_table(("stated p at most", f"of {trials} trials", "share"), rows)
    yield (
        f"Accepted by mistake: {kept['found']} of {trials}; places likely enough to be decoded: "
        f"{kept['attempts']}; least p-value {kept['least']:.2g}; places tested in each: "
        f"{kept['tests']:,}.\n"
    )
