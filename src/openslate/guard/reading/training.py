"""Trains the heads: one for whether anything is restrained, one for each topic."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict
from sklearn.linear_model import LogisticRegression

from openslate.guard.reading.examples import Example, digest
from openslate.guard.reading.features import BUCKETS, Features, features_of
from openslate.guard.reading.frames import frames_in
from openslate.guard.reading.heads import RISK, Heads, HeadsCard, OperatingPoint
from openslate.guard.reading.normalise import normalise
from openslate.guard.reading.noticed import notice

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


class TrainingSettings(BaseModel):
    """How heads are trained; the same settings and examples make the same heads."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    risk_strength: float = 4.0
    topic_strength: float = 8.0
    fewest: int = 8
    """Examples that a topic needs to have a head."""
    smallest_risk_weight: float = 0.05
    smallest_topic_weight: float = 0.25
    licence: str = "Apache-2.0; word classes from WordNet 3.0 (its licence is beside the words)"
    points: dict[str, OperatingPoint] = {
        "balanced": OperatingPoint(risk=0.5, topic=0.5),
        "strict": OperatingPoint(risk=0.3, topic=0.3),
    }


@dataclass(frozen=True)
class _Linear:
    weights: Floats
    bias: float


def read_features(text: str) -> Features:
    """The features of one message, disguises undone."""
    noticed = notice(normalise(text).text)
    return features_of(noticed, frames_in(noticed))


def matrix_of(texts: Sequence[str]) -> sp.csr_matrix:
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


def fit(matrix: sp.csr_matrix, examples: Sequence[Example], settings: TrainingSettings) -> Heads:
    """Heads from a matrix of features that is made already, a row for each example."""
    restrained = np.array([each.restrained for each in examples])
    weights = np.array([each.weight for each in examples])
    risk = _fitted(matrix, restrained, weights, settings.risk_strength)
    heads = {RISK: _pruned(risk, settings.smallest_risk_weight)}
    topics = np.array([each.topic or "" for each in examples])
    told = (topics != "") | ~restrained
    for topic in topics_of(examples, settings.fewest):
        head = _fitted(
            matrix[told], (topics == topic)[told], weights[told], settings.topic_strength
        )
        heads[topic] = _pruned(head, settings.smallest_topic_weight)
    return _together(heads, examples, settings)


def topics_of(examples: Sequence[Example], fewest: int) -> list[str]:
    """Topics with enough examples to have a head."""
    counts = Counter(each.topic for each in examples if each.topic)
    return sorted(topic for topic, count in counts.items() if count >= fewest)


def _fitted(matrix: sp.csr_matrix, wanted: Mask, weights: Floats, strength: float) -> _Linear:
    model = LogisticRegression(C=strength, solver="liblinear", class_weight="balanced")
    model.fit(matrix, wanted, sample_weight=weights)
    return _Linear(model.coef_[0], float(model.intercept_[0]))


def _pruned(head: _Linear, smallest: float) -> _Linear:
    return _Linear(np.where(np.abs(head.weights) < smallest, 0.0, head.weights), head.bias)


def _together(
    heads: dict[str, _Linear], examples: Sequence[Example], settings: TrainingSettings
) -> Heads:
    table = np.stack([head.weights for head in heads.values()], axis=1)
    numbers = np.flatnonzero(table.any(axis=1))
    sources = sorted({each.source for each in examples})
    card = HeadsCard(
        heads=tuple(heads),
        points=settings.points,
        data={name: digest(e for e in examples if e.source == name) for name in sources},
        licence=settings.licence,
        figures={},
    )
    bias = np.array([head.bias for head in heads.values()])
    return Heads.of(card, numbers, table[numbers], bias)
