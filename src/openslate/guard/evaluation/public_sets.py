"""Reads public sets of labelled messages from a folder; whatever is not there is left out."""

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path

from openslate.guard.reading.examples import Example, family

LONGEST = 2000  # characters of one message
MODERATION = "openai-moderation"
_LABELS = ("S", "H", "V", "HR", "SH", "S3", "H2", "V2")
_WEIGHTS = {MODERATION: 20.0}  # few messages, but the only ones that are no requests
# The rest of XSafety is mostly harmless as it stands: it asks what a model would answer.
_XSAFETY = ("Crimes_And_Illegal_Activities_en", "Unsafe_Instruction_Topic_n", "Goal_Hijacking_n")
_MULTIJAIL = ("en", "it", "zh")

Told = tuple[str, bool, str]


def public_examples(folder: Path) -> list[Example]:
    """Every message of the sets in a folder; none names a topic.

    What says the same, in whichever language, is one family.
    """
    return [
        Example(text[:LONGEST], restrained, None, kin, source, _WEIGHTS.get(source, 1.0))
        for source, pattern, reader in _SETS
        for file in sorted(folder.glob(pattern))
        for text, restrained, kin in reader(file)
    ]


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        yield from csv.DictReader(opened)


def _advbench(file: Path) -> Iterator[Told]:
    for row in _rows(file):
        yield row["Behavior"], True, family(row["Behavior"])


def _harmbench(file: Path) -> Iterator[Told]:
    """Without behaviours about copyright: to ask for lyrics is no harm in a house of media."""
    for row in _rows(file):
        if row["FunctionalCategory"] != "copyright":
            yield row["Behavior"], True, family(row["Behavior"])


def _lines(file: Path) -> Iterator[Told]:
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield line.strip(), True, family(line)


def _multijail(file: Path) -> Iterator[Told]:
    for row in _rows(file):
        for language in _MULTIJAIL:
            yield row[language], True, family(row["en"])


def _xsafety(file: Path) -> Iterator[Told]:
    if file.stem not in _XSAFETY:
        return
    with file.open(encoding="utf-8-sig", newline="") as opened:
        for row in csv.reader(opened):
            if row and row[0].strip():
                yield row[0].strip(), True, family(row[0])


def _moderation(file: Path) -> Iterator[Told]:
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield row["prompt"], any(row.get(label) == 1 for label in _LABELS), family(row["prompt"])


_SETS: tuple[tuple[str, str, Callable[[Path], Iterator[Told]]], ...] = (
    ("advbench", "advbench_behaviors.csv", _advbench),
    ("harmbench", "harmbench_behaviors_text_*.csv", _harmbench),
    ("malicious-instruct", "malicious_instruct.txt", _lines),
    ("multijail", "multijail_*.csv", _multijail),
    ("xsafety", "xsafety_en/*.csv", _xsafety),
    (MODERATION, "openai_moderation_*.jsonl", _moderation),
)
