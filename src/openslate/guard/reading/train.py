"""Makes the heads that ship.

    python -m openslate.guard.reading.train [--lessons FOLDER]... [--public FOLDER] [--films FOLDER]
        [--sentences FOLDER] [--into FOLDER]

Without `--lessons` the lessons that ship are read, and with them the tuning half of the exam;
`--public` adds the public sets of a folder, `--films` ordinary requests with its films' titles.
With `--sentences` heads over the sentence encoder of that folder are made too, on the same.
"""

import argparse
from collections.abc import Iterable, Sequence, Set
from pathlib import Path

from openslate.guard.evaluation.film_requests import taught_requests
from openslate.guard.evaluation.public_sets import public_examples
from openslate.guard.exam.exam_level import Level
from openslate.guard.exam.read_exam import shipped_pairs
from openslate.guard.lessons.read_lessons import read_lessons, shipped_lessons
from openslate.guard.norms import NormBook, default_norms
from openslate.guard.reading.examples import LESSONS, Example, examples_of, family
from openslate.guard.reading.heads import FOLDER, Heads, save_heads
from openslate.guard.reading.normalise import normalise
from openslate.guard.reading.sentences import sentence_heads
from openslate.guard.reading.sentences.bert_encoder import SentenceEncoder
from openslate.guard.reading.sentences.sentence_training import train_sentence_heads
from openslate.guard.reading.training import (
    TrainingSettings,
    calibration,
    fit,
    held_out_sums,
    matrix_of,
)

TAUGHT: tuple[Level, ...] = ("ordinary", "plain")
"""Levels of the exam whose tuning half teaches. Hard pairs teach what is odd: with them the heads
do worse on what people send.
"""


def gathered(
    lessons: Sequence[Path],
    public: Path | None = None,
    films: Path | None = None,
    *,
    exam: bool = False,
) -> list[Example]:
    """Examples of the lessons in some folders (of those that ship where none is named)."""
    taught = [lesson for folder in lessons for lesson in read_lessons(folder)]
    examples = examples_of(taught or shipped_lessons())
    examples += tuning_examples(each.topic for each in examples) if exam else []
    examples += public_examples(public) if public else []
    return examples + (taught_requests(films) if films else [])


def tuning_examples(topics: Iterable[str | None] = ()) -> list[Example]:
    """The tuning half of the exam; pairs that only their contexts tell apart teach nothing here.

    Where a pair's topic is none of `topics`, it teaches the nearest broader one that is.
    """
    known, norms = {topic for topic in topics if topic}, default_norms()
    pairs = [pair for level in TAUGHT for pair in shipped_pairs(level)]
    return [
        Example(
            text, verdict != "allowed", _nearest(pair.topic, known, norms), family(text), LESSONS
        )
        for pair in pairs
        if pair.half == "tuning" and pair.context == pair.twin_context
        for text, verdict in ((pair.refuse, pair.verdict), (pair.twin, pair.twin_verdict))
    ]


def _nearest(topic: str, known: Set[str], norms: NormBook) -> str:
    return next((one for one in (topic, *norms.ancestors(topic)) if one in known), topic)


def train(
    examples: Sequence[Example], encoder: SentenceEncoder | None = None
) -> tuple[Heads, sentence_heads.SentenceHeads | None]:
    """Heads over words, and over sentences where there is an encoder."""
    settings = TrainingSettings()
    matrix = matrix_of([each.text for each in examples])
    held = held_out_sums(matrix, examples, settings)
    heads = fit(matrix, examples, settings, held)
    if encoder is None:
        return heads, None
    slope, shift = calibration(held, examples)
    points = encoder.many([normalise(each.text).text for each in examples])
    return heads, train_sentence_heads(
        points, examples, held * slope + shift, encoder.digest, settings.licence
    )


def main() -> None:
    """Train, save and say how well it went on lessons held out."""
    parser = argparse.ArgumentParser(description="Make the heads that ship.")
    parser.add_argument("--lessons", type=Path, action="append", default=[])
    parser.add_argument("--public", type=Path)
    parser.add_argument("--films", type=Path)
    parser.add_argument("--sentences", type=Path)
    parser.add_argument("--into", type=Path, default=FOLDER)
    chosen = parser.parse_args()
    encoder = SentenceEncoder.load(chosen.sentences) if chosen.sentences else None
    examples = gathered(chosen.lessons, chosen.public, chosen.films, exam=not chosen.lessons)
    heads, of_sentences = train(examples, encoder)
    save_heads(heads, chosen.into)
    told = dict(heads.card.figures)
    if of_sentences is not None:
        into = sentence_heads.FOLDER if chosen.into == FOLDER else chosen.into
        sentence_heads.save_sentence_heads(of_sentences, into)
        told |= {f"with sentences, {name}": n for name, n in of_sentences.card.figures.items()}
    for name, figure in told.items():
        print(f"{name}: {figure}")


if __name__ == "__main__":
    main()
