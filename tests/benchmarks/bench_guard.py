"""How well the guard's reading tells harm from its neighbours, and how fast.

    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 scripts/bench guard [FOLDER_OF_LESSONS...]

Trained anew for each fold of the lessons and of the public sets in SLATE_SHARED_DATA (else
../shared/data); what says the same is never on both sides. The house's exam is not read. Where a
sentence encoder is installed (`scripts/setup sentences`), by words and meaning too. Filters of
others are timed where SLATE_PEERS_PYTHON names a Python that has them (`scripts/peers guard`).
"""

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from openslate.guard.conversation import Setting, Turn
from openslate.guard.deciding.operating_point import BALANCED, STRICT
from openslate.guard.evaluation.film_requests import SOURCE, held_requests
from openslate.guard.evaluation.held_out import HeldOut, held_out, with_meaning
from openslate.guard.evaluation.measures import area, f1, share
from openslate.guard.evaluation.public_sets import MODERATION
from openslate.guard.reading.examples import LESSONS
from openslate.guard.reading.heads import shipped_heads
from openslate.guard.reading.message_reader import MessageReader
from openslate.guard.reading.normalise import normalise
from openslate.guard.reading.sentences.sentence_reading import sentence_encoder, sentence_reading
from openslate.guard.reading.train import gathered
from openslate.guard.reading.training import TrainingSettings
from tests.benchmarks.guard_speed import messages_of, own_speed, peers_speed
from tests.benchmarks.report import markdown_table, write_page
from tests.repository import ROOT

POINTS = {point.name: point for point in (BALANCED, STRICT)}
SETTINGS = TrainingSettings()
ENCODER, SENTENCES = sentence_encoder(), sentence_reading()
WORDS, BOTH = "words", "words and meaning"


def shared_data() -> Path:
    """Where data beside the project lies."""
    return Path(os.environ.get("SLATE_SHARED_DATA", ROOT.parent / "shared" / "data"))


def main() -> None:
    """Measure everything and write docs/evaluation/guard.md."""
    lessons = [Path(name) for name in sys.argv[1:]]
    told = held_out(
        gathered(lessons, shared_data() / "guard", shared_data() / "wiki-films"), SETTINGS
    )
    readings = {WORDS: told}
    if ENCODER is not None:
        texts = [normalise(each.text).text for each in told.examples]
        readings[BOTH] = with_meaning(told, ENCODER.many(texts))
    sets = [f"### By {name}\n\n{_sets(each)}" for name, each in readings.items()]
    parts = ["## Trained without what is asked", HEAD, *sets, _harmless(readings), _topics(told)]
    speed = ("## Speed", SPEED, _speed(told))
    write_page("guard", "Reading messages", "\n\n".join([*parts, *speed, BEYOND]))


def _sets(told: HeldOut) -> str:
    headings = ("set", "messages", "AUC", *(f"recall, {name}" for name in POINTS), "F1")
    rows = []
    for source in sorted({each.source for each in told.examples}):
        restrained, risks = told.of(source)
        both = not restrained.all() and bool(restrained.any())
        if not restrained.any():
            continue
        found = [share(risks[restrained] >= point.risk) for point in POINTS.values()]
        half = BALANCED.risk
        rest = (area(restrained, risks), f1(restrained, risks >= half)) if both else ("", "")
        rows.append((source, len(risks), rest[0], *found, rest[1]))
    plain = [
        at for at, e in enumerate(told.examples) if e.source not in (LESSONS, MODERATION, SOURCE)
    ]
    found = [share(told.risks[plain] >= point.risk) for point in POINTS.values()]
    rows.append(("**plainly unsafe, together**", len(plain), "", *found, ""))
    return markdown_table(headings, rows)


def _harmless(readings: Mapping[str, HeldOut]) -> str:
    """False refusals: of ordinary requests, and of those that merely sound unsafe."""
    requests = held_requests(shared_data() / "wiki-films")
    rows = []
    for by, told in readings.items():
        reader = MessageReader(shipped_heads(), sentences=SENTENCES if by == BOTH else None)
        films = np.array([reader.read([Turn(text)], Setting()).risk for text in requests])
        rows.append(_row("requests about real films, heads that ship", by, films))
        for name, kept in (("ordinary lessons", False), ("lessons near a topic", True)):
            at = [
                place
                for place, each in enumerate(told.examples)
                if each.source == LESSONS and not each.restrained and bool(each.topic) is kept
            ]
            rows.append(_row(f"{name}, held out", by, told.risks[at]))
    headings = ("harmless messages", "read by", "messages", *(f"refused, {n}" for n in POINTS))
    return "## Harmless messages\n\n" + markdown_table(headings, rows)


def _row(
    name: str, by: str, risks: "np.ndarray[tuple[int], np.dtype[np.float64]]"
) -> tuple[object, ...]:
    return name, by, len(risks), *(share(risks >= point.risk) for point in POINTS.values())


def _topics(told: HeldOut) -> str:
    rows = [*_by("topic", told), *_by("language", told)]
    headings = (
        "lessons held out",
        "restrained",
        "recall, balanced",
        "harmless",
        "refused, balanced",
    )
    return "## Lessons by topic and language, read by words\n\n" + markdown_table(headings, rows)


def _by(kind: str, told: HeldOut) -> Iterator[tuple[object, ...]]:
    half = BALANCED.risk
    names = sorted({name for each in told.examples if (name := getattr(each, kind))})
    for name in names:
        at = [i for i, each in enumerate(told.examples) if getattr(each, kind) == name]
        restrained = np.array([told.examples[i].restrained for i in at])
        said = told.risks[at] >= half
        sides = [said[restrained], said[~restrained]]
        shares = [f"{side.mean():.2f}" if side.size else "" for side in sides]
        yield name, sides[0].size, shares[0], sides[1].size, shares[1]


def _speed(told: HeldOut) -> str:
    messages = messages_of([each.text for each in told.examples if each.language == "en"])
    taken = own_speed(messages) | peers_speed(messages)
    rows = [(name, f"{middle:.2f}", f"{late:.2f}") for name, (middle, late) in taken.items()]
    return markdown_table(("one message of 200 characters", "p50, ms", "p95, ms"), rows)


HEAD = """Five folds, grouped so that no message, nor its translation, tests heads that knew it.
Each figure has a 95 % bootstrap interval over messages. `balanced` reads something from a risk of
.6 on, `strict` from .3 on. Lessons are contrast pairs that were written to be hard: the harmless
half uses the words of the harmful one."""
SPEED = "Processor time on one core; caches are warm from a tenth of the messages."
BEYOND = """## Where larger models stay ahead

Llama Guard 3 with eight billion parameters reaches F1 .88 with 4.4 % false refusals on XSTest as
published; linear heads over words do not know what they have seen no lesson of. A house that can
run such a model hands it to `MessageReader` as `judge`: it is asked inside the uncertainty band
only."""


if __name__ == "__main__":
    main()
