"""Trains the heads: whether anything is restrained, what a message is about, what it asks."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict
from sklearn.linear_model import LogisticRegression

from openslate.guard.facts import Asks
from openslate.guard.reading.examples import LESSONS, Example, digest, folds_of
from openslate.guard.reading.features import BUCKETS, Features, features_of
from openslate.guard.reading.frames import frames_in
from openslate.guard.reading.heads import ABOUT, ASKS, RISK, Heads, HeadsCard
from openslate.guard.reading.normalise import normalise
from openslate.guard.reading.noticed import notice

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
Matrix = sp.csr_matrix


class TrainingSettings(BaseModel):
    """How heads are trained; the same settings and examples make the same heads."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    risk_strength: float = 4.0
    topic_strength: float = 16.0
    asks_strength: float = 4.0
    fewest: int = 8
    """Examples that a topic needs to have a head."""
    smallest_risk: float = 0.04
    smallest: float = 0.45
    """Weights smaller than these are left out."""
    folds: int = 5
    licence: str = (
        "Apache-2.0. Trained on our own lessons and on AdvBench, HarmBench, MaliciousInstruct, "
        "MultiJail, OpenAI moderation (MIT), XSafety (Apache-2.0) and requests of our own with "
        "film titles (prust/wikipedia-movie-data, MIT) where `data` names them; "
        "word classes from WordNet 3.0, whose licence is beside the words."
    )


class Linear:
    """One head while it is made: a weight for each bucket, and a bias."""

    def __init__(self, weights: Floats, bias: float) -> None:
        self.weights, self.bias = weights, bias

    def scaled(self, slope: float, shift: float) -> "Linear":
        """The head whose sums are these stretched and shifted."""
        return Linear(self.weights * slope, self.bias * slope + shift)

    def without(self, smallest: float) -> "Linear":
        """The head without its small weights."""
        return Linear(np.where(np.abs(self.weights) < smallest, 0.0, self.weights), self.bias)


def read_features(text: str) -> Features:
    """The features of one message, disguises undone."""
    noticed = notice(normalise(text).text)
    return features_of(noticed, frames_in(noticed))


def matrix_of(texts: Sequence[str]) -> Matrix:
    """Features of every text: (texts, BUCKETS)."""
    rows = [read_features(text) for text in texts]
    starts = np.cumsum([0] + [len(row.numbers) for row in rows])
    numbers = np.concatenate([row.numbers for row in rows])
    values = np.concatenate([row.values() for row in rows])
    return sp.csr_matrix((values, numbers, starts), shape=(len(rows), BUCKETS))


def train(examples: Sequence[Example], settings: TrainingSettings | None = None) -> Heads:
    """Heads from examples; those without a known topic teach the risk alone."""
    chosen = settings or TrainingSettings()
    return fit(matrix_of([each.text for each in examples]), examples, chosen)


def fit(
    matrix: Matrix,
    examples: Sequence[Example],
    settings: TrainingSettings,
    held: Floats | None = None,
) -> Heads:
    """Heads from a matrix of features that is made already, a row for each example.

    `held` are `held_out_sums` of the same, where they are known.
    """
    sums = held_out_sums(matrix, examples, settings) if held is None else held
    slope, shift = calibration(sums, examples)
    risk = risk_only(matrix, examples, settings).scaled(slope, shift)
    heads = {RISK: risk.without(settings.smallest_risk)}
    topics = np.array([each.topic or "" for each in examples])
    lessons = _lessons(examples)
    for topic in topics_of(examples, settings.fewest):
        head = _fitted(matrix[lessons], (topics == topic)[lessons], settings.topic_strength)
        heads[f"{ABOUT}{topic}"] = head.without(settings.smallest)
    asks = np.array([each.asks or "" for each in examples])
    told = asks != ""
    for one in Asks:
        if {True, False} <= set((asks == one)[told].tolist()):
            head = _fitted(matrix[told], (asks == one)[told], settings.asks_strength)
            heads[f"{ASKS}{one}"] = head.without(settings.smallest)
    restrained = np.array([each.restrained for each in examples])
    figures = _figures(sums[lessons] * slope + shift, restrained[lessons])
    return _together(heads, examples, settings, figures)


def calibration(sums: Floats, examples: Sequence[Example]) -> tuple[float, float]:
    """Slope and shift that make held-out sums the log-odds of lessons being restrained."""
    restrained, lessons = np.array([each.restrained for each in examples]), _lessons(examples)
    scale = LogisticRegression(C=1e6).fit(sums[lessons, None], restrained[lessons])
    return float(scale.coef_[0, 0]), float(scale.intercept_[0])


def _lessons(examples: Sequence[Example]) -> Mask:
    return np.array([each.source == LESSONS for each in examples])


def held_out_sums(
    matrix: Matrix, examples: Sequence[Example], settings: TrainingSettings
) -> Floats:
    """What heads that were not trained on an example's family say of it."""
    fold = folds_of(examples, settings.folds)
    sums = np.zeros(len(examples))
    for held in range(settings.folds):
        kept, out = np.flatnonzero(fold != held), fold == held
        head = risk_only(matrix[kept], [examples[at] for at in kept.tolist()], settings)
        sums[out] = matrix[out] @ head.weights + head.bias
    return sums


def topics_of(examples: Sequence[Example], fewest: int) -> list[str]:
    """Topics with enough examples to have a head."""
    counts = Counter(each.topic for each in examples if each.topic)
    return sorted(topic for topic, count in counts.items() if count >= fewest)


def risk_only(matrix: Matrix, examples: Sequence[Example], settings: TrainingSettings) -> Linear:
    """The head for the risk as it comes out of training, not calibrated."""
    restrained = np.array([each.restrained for each in examples])
    weights = np.array([each.weight for each in examples])
    model = LogisticRegression(
        C=settings.risk_strength, solver="liblinear", class_weight="balanced", tol=1e-3
    )
    model.fit(matrix, restrained, sample_weight=weights)
    return Linear(model.coef_[0], float(model.intercept_[0]))


def _fitted(matrix: Matrix, wanted: Mask, strength: float) -> Linear:
    model = LogisticRegression(C=strength, solver="liblinear", tol=1e-2)
    model.fit(matrix, wanted)
    return Linear(model.coef_[0], float(model.intercept_[0]))


def _figures(sums: Floats, restrained: Mask) -> dict[str, float]:
    """On lessons held out: what is found and what is suspected wrongly at a half."""
    said = sums > 0
    return {
        "lessons held out: recall": round(float(said[restrained].mean()), 4),
        "lessons held out: false alarms": round(float(said[~restrained].mean()), 4),
    }


def _together(
    heads: dict[str, Linear],
    examples: Sequence[Example],
    settings: TrainingSettings,
    figures: dict[str, float],
) -> Heads:
    table = np.stack([head.weights for head in heads.values()], axis=1)
    numbers = np.flatnonzero(table.any(axis=1))
    sources = sorted({each.source for each in examples})
    card = HeadsCard(
        heads=tuple(heads),
        data={name: digest(e for e in examples if e.source == name) for name in sources},
        licence=settings.licence,
        figures=figures,
    )
    bias = np.array([head.bias for head in heads.values()])
    return Heads.of(card, numbers, table[numbers], bias)
