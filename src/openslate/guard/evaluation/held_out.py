"""What heads say of messages that they were not trained on, nor on anything that says the same."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from openslate.guard.reading.examples import LESSONS, Example, folds_of
from openslate.guard.reading.heads import probability
from openslate.guard.reading.scores import LONG, parts_of
from openslate.guard.reading.sentences.sentence_training import (
    SentenceTrainingSettings,
    held_out_sums,
)
from openslate.guard.reading.training import Linear, Matrix, TrainingSettings, matrix_of, risk_only

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class HeldOut:
    """The risk of each example, by heads that knew none of its family.

    `sums` is what the words' head says of each, before it is calibrated.
    """

    examples: tuple[Example, ...]
    sums: Floats
    risks: Floats

    def of(self, source: str) -> tuple[NDArray[np.bool_], Floats]:
        """Which are restrained, and the risks, of one source's examples."""
        rows = [at for at, each in enumerate(self.examples) if each.source == source]
        restrained = np.array([self.examples[at].restrained for at in rows], dtype=bool)
        return restrained, self.risks[rows]


def held_out(examples: Sequence[Example], settings: TrainingSettings) -> HeldOut:
    """Trains once for each fold; calibrated on the lessons, as the heads that ship are."""
    matrix = matrix_of([each.text for each in examples])
    fold = folds_of(examples, settings.folds)
    sums = np.zeros(len(examples))
    for held in range(settings.folds):
        kept = np.flatnonzero(fold != held)
        head = risk_only(matrix[kept], [examples[at] for at in kept.tolist()], settings)
        for at in np.flatnonzero(fold == held).tolist():
            sums[at] = _sum(head, matrix[at], examples[at].text)
    return HeldOut(tuple(examples), sums, _calibrated(sums[:, None], examples))


def with_meaning(told: HeldOut, points: NDArray[np.float32]) -> HeldOut:
    """The same by words and meaning together; `points` (examples, size) are a sentence encoder's.

    Heads over sentences are trained once for each fold too.
    """
    meant = held_out_sums(points, told.examples, SentenceTrainingSettings())
    both = np.stack([told.sums, meant], axis=1)
    return HeldOut(told.examples, told.sums, _calibrated(both, told.examples))


def _sum(head: Linear, row: Matrix, text: str) -> float:
    """As `scores.score`: of a long text, half of it is what the head says of its worst part."""
    whole = float((row @ head.weights)[0]) + head.bias
    if len(text.split()) < LONG:
        return whole
    parts = matrix_of(list(parts_of(text))) @ head.weights + head.bias
    return (whole + float(parts.max())) / 2


def _calibrated(sums: Floats, examples: Sequence[Example]) -> Floats:
    lessons = np.array([each.source == LESSONS for each in examples])
    restrained = np.array([each.restrained for each in examples])
    scale = LogisticRegression(C=1e6).fit(sums[lessons], restrained[lessons])
    return probability(scale.decision_function(sums))
