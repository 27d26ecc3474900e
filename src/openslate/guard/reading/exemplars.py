"""Nearest taught messages: what a moderator said of one message holds at once for those like it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from openslate.guard.reading.features import BUCKETS, Block, Features

NEAR = 0.62  # cosine from which a message is like a taught one
SAME = 0.9  # and from which it is as good as the same
EMBEDDED_NEAR = 0.8  # the same for sentence embeddings, which are never far apart
Floats = NDArray[np.float64]
Embedding = Callable[[str], NDArray[np.floating]]


class Taught(StrEnum):
    """What a moderator said of a message."""

    OFF_LIMITS = "off-limits"
    WITH_CARE = "with-care"
    ALLOWED = "allowed"


@dataclass(frozen=True)
class Exemplar:
    """A message that a moderator judged; `topic` is what it is about, restrained or harmless."""

    id: str
    text: str
    verdict: Taught
    topic: str | None = None


@dataclass(frozen=True)
class Near:
    """An exemplar and how sure it is that a message says the same, from 0 to 1."""

    exemplar: Exemplar
    strength: float


class NearestExemplars:
    """Finds the exemplar that a message is nearest to, by its words, letters and frames."""

    def __init__(
        self,
        exemplars: Sequence[Exemplar],
        features: Callable[[str], Features],
        embedding: Embedding | None = None,
    ) -> None:
        self.exemplars = tuple(exemplars)
        self._embedding = embedding
        rows = [features(each.text) for each in exemplars]
        self._rarity = _rarity(rows)
        self._rows = _matrix([self._vector(row) for row in rows])
        self._embedded = _embedded(exemplars, embedding)

    def nearest(self, text: str, features: Features) -> Near | None:
        """The nearest exemplar if it is near enough; of equals the one taught last."""
        if not self.exemplars:
            return None
        numbers, values = self._vector(features)
        message = np.zeros(BUCKETS)
        message[numbers] = values
        strengths = _stretched(self._rows @ message, NEAR)
        if self._embedding is not None and self._embedded is not None:
            close = self._embedded @ _unit(self._embedding(text))
            strengths = np.maximum(strengths, _stretched(close, EMBEDDED_NEAR))
        best = len(strengths) - 1 - int(np.argmax(strengths[::-1]))
        return Near(self.exemplars[best], float(strengths[best])) if strengths[best] > 0 else None

    def _vector(self, features: Features) -> tuple[NDArray[np.int64], Floats]:
        kept = features.blocks != Block.KINDS
        numbers = features.numbers[kept]
        values = features.values()[kept] * self._rarity[numbers]
        return numbers, values / max(sqrt(float(values @ values)), 1e-9)


def _rarity(rows: Sequence[Features]) -> Floats:
    """How rare each feature is among exemplars (inverse document frequency)."""
    counts = np.zeros(BUCKETS)
    for row in rows:
        counts[row.numbers] += 1
    return np.log((1 + len(rows)) / (1 + counts)) + 1


def _matrix(vectors: Sequence[tuple[NDArray[np.int64], Floats]]) -> sp.csr_matrix:
    if not vectors:
        return sp.csr_matrix((0, BUCKETS))
    starts = np.cumsum([0] + [len(numbers) for numbers, _ in vectors])
    numbers = np.concatenate([numbers for numbers, _ in vectors])
    values = np.concatenate([values for _, values in vectors])
    return sp.csr_matrix((values, numbers, starts), shape=(len(vectors), BUCKETS))


def _embedded(exemplars: Sequence[Exemplar], embedding: Embedding | None) -> Floats | None:
    if embedding is None or not exemplars:
        return None
    return np.stack([_unit(embedding(each.text)) for each in exemplars])


def _unit(vector: NDArray[np.floating]) -> Floats:
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-9))


def _stretched(cosines: Floats, near: float) -> Floats:
    """0 below `near`, a half at it, 1 from `SAME` on."""
    share = 0.5 + 0.5 * (cosines - near) / max(SAME - near, 1e-9)
    return np.where(cosines >= near, np.minimum(share, 1.0), 0.0)
