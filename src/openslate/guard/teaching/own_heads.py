"""Heads that a house trains itself: on the lessons that ship and on its own labelled messages."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import scipy.sparse as sp

from openslate.guard.evaluation.labelled_file import LabelledMessage
from openslate.guard.lessons.read_lessons import Verdict
from openslate.guard.reading.examples import LESSONS, Example, digest, family
from openslate.guard.reading.heads import Heads
from openslate.guard.reading.training import Matrix, TrainingSettings, fit, matrix_of

OWN = "own lessons"
"""What the card calls a house's own messages."""
READ_TOGETHER = 500
OWN_LICENCE = "The house's own: trained on its messages, and on what `data` names besides."
Report = Callable[[int, int | None], None]


def own_examples(messages: Iterable[LabelledMessage]) -> list[Example]:
    """A house's messages as lessons: they teach topics, and the risk is calibrated on them too."""
    return [
        Example(
            each.text,
            each.verdict is not Verdict.ALLOWED,
            each.topic,
            family(each.text),
            LESSONS,
            language=each.language,
        )
        for each in messages
    ]


def own_heads(
    shipped: Sequence[Example], own: Sequence[Example], start: Callable[[str], Report]
) -> Heads:
    """Heads trained on both; the card names the house's own messages by a hash of their own.

    What a house labels takes the place of a shipped lesson that says the same. `start` begins a
    stage and gives what to report with: reading tells how far it is, training takes minutes.
    """
    said = {each.family for each in own}
    examples = [*(each for each in shipped if each.family not in said), *own]
    matrix = _read(examples, start("Reading lessons"))
    start("Training, some minutes")
    heads = fit(matrix, examples, TrainingSettings(licence=OWN_LICENCE))
    data = {**heads.card.data, OWN: digest(own)}
    return replace(heads, card=heads.card.model_copy(update={"data": data}))


def _read(examples: Sequence[Example], report: Report) -> Matrix:
    parts = []
    for start in range(0, len(examples), READ_TOGETHER):
        texts = [each.text for each in examples[start : start + READ_TOGETHER]]
        parts.append(matrix_of(texts))
        report(start + len(texts), len(examples))
    return sp.csr_matrix(sp.vstack(parts))
