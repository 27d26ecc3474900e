"""Linear heads: from hashed features to the probability of each topic, and of any at all."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from openslate.common.errors import SlateError
from openslate.common.ids import hash_json
from openslate.guard.reading.features import BUCKETS, Block, Features

RISK = "risk"
ABOUT = "about "
ASKS = "asks "
FOLDER = Path(__file__).parent / "shipped"
WEIGHTS = "heads*.npz"
CARD = "heads.json"
TOGETHER = 28
"""Heads in one array file, so that none grows too large to look after."""
Floats = NDArray[np.float64]


class HeadsCard(BaseModel):
    """Where heads come from and how well they did on what they were not trained on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    heads: tuple[str, ...]
    data: Mapping[str, str]
    """SHA-256 of each set of messages, by name."""
    licence: str
    figures: Mapping[str, float]

    @property
    def name(self) -> str:
        """What decisions call it: a hash of what it was trained on."""
        return f"heads-{hash_json(dict(self.data))[:12]}"


@dataclass(frozen=True, eq=False)
class Heads:
    """`weights` (rows, heads) for the features that have any; `row` (BUCKETS,) says which, or -1.

    Weights are whole numbers of `scale` (heads,), so that thousands of features by dozens of
    heads stay small. The first head is the risk; then what a message is about; then what it asks.
    """

    card: HeadsCard
    row: NDArray[np.int32]
    weights: NDArray[np.int8]
    scale: NDArray[np.float32]
    bias: NDArray[np.float32]

    @classmethod
    def of(
        cls, card: HeadsCard, numbers: NDArray[np.int64], weights: Floats, bias: Floats
    ) -> "Heads":
        """Heads that give feature `numbers[i]` the weights `weights[i]`."""
        scale = np.abs(weights).max(axis=0, initial=1e-9) / 127
        whole = np.rint(weights / scale).astype(np.int8)
        return cls._placed(card, numbers, whole, scale, bias)

    @classmethod
    def _placed(
        cls,
        card: HeadsCard,
        numbers: NDArray[np.int64],
        weights: NDArray[np.int8],
        scale: Floats,
        bias: Floats,
    ) -> "Heads":
        row = np.full(BUCKETS, -1, dtype=np.int32)
        row[numbers] = np.arange(len(numbers), dtype=np.int32)
        return cls(card, row, weights, scale.astype(np.float32), bias.astype(np.float32))

    def places(self, kind: str) -> Mapping[str, int]:
        """Which heads are of a kind (`ABOUT`, `ASKS`), by the rest of their names."""
        return self._places[kind]

    @cached_property
    def _places(self) -> Mapping[str, Mapping[str, int]]:
        names = tuple(enumerate(self.card.heads))
        return {
            kind: {name.removeprefix(kind): at for at, name in names if name.startswith(kind)}
            for kind in (ABOUT, ASKS)
        }

    def parts(self, features: Features) -> NDArray[np.float32]:
        """What each feature adds to each head: (features, heads)."""
        rows = self.row[features.numbers]
        values = np.where(rows >= 0, features.values(), 0.0).astype(np.float32)
        return np.asarray(self.weights[rows] * values[:, None] * self.scale)

    def sums(self, parts: NDArray[np.float32]) -> Floats:
        """What each head says, from what the features add to it; above 0 is yes."""
        return np.asarray(parts.sum(axis=0) + self.bias, dtype=np.float64)


def probability(sums: Floats) -> Floats:
    """The probability that belongs to what heads say."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(sums, -30, 30))))


def blocks_of(parts: NDArray[np.float32], features: Features) -> NDArray[np.float32]:
    """What each block adds to each head: (blocks, heads)."""
    sums = np.zeros((len(Block), parts.shape[1]), dtype=np.float32)
    np.add.at(sums, features.blocks, parts)
    return sums


def save_heads(heads: Heads, folder: Path) -> None:
    """Write the array files and the card beside them; array files of before are replaced."""
    numbers = np.flatnonzero(heads.row >= 0)  # rows are in the order of features
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob(WEIGHTS):
        old.unlink()
    for number, start in enumerate(range(0, len(heads.bias), TOGETHER), 1):
        part = slice(start, start + TOGETHER)
        own = np.flatnonzero(heads.weights[:, part].any(axis=1))
        np.savez_compressed(
            folder / WEIGHTS.replace("*", f"-{number:02}"),
            steps=np.diff(numbers[own], prepend=0).astype(np.int32),
            weights=np.ascontiguousarray(heads.weights[own, part].T),
            scale=heads.scale[part],
            bias=heads.bias[part],
        )
    text = json.dumps(heads.card.model_dump(mode="json"), indent=1, ensure_ascii=False)
    (folder / CARD).write_text(text + "\n", encoding="utf-8")


def load_heads(folder: Path) -> Heads:
    """Heads that `save_heads` wrote; raises SlateError where there are none."""
    files = sorted(folder.glob(WEIGHTS))
    if not files or not (folder / CARD).is_file():
        raise SlateError(
            "There are no trained heads here",
            where=str(folder),
            do="Make them with python -m openslate.guard.reading.train",
        )
    card = HeadsCard.model_validate_json((folder / CARD).read_text(encoding="utf-8"))
    parts = [_load_part(file) for file in files]
    numbers = np.unique(np.concatenate([own for own, *_ in parts]))
    weights = np.zeros((len(numbers), len(card.heads)), dtype=np.int8)
    at = 0
    for own, some, *_ in parts:
        weights[np.searchsorted(numbers, own), at : at + len(some)] = some.T
        at += len(some)
    scale, bias = (np.concatenate([part[i] for part in parts]) for i in (2, 3))
    return Heads._placed(card, numbers, weights, scale, bias)


def _load_part(file: Path) -> tuple[NDArray[np.int64], NDArray[np.int8], Floats, Floats]:
    """Features that some heads weigh, their weights (heads, features), scales and biases."""
    with np.load(file) as arrays:
        numbers = np.cumsum(arrays["steps"].astype(np.int64))
        return numbers, arrays["weights"], arrays["scale"], arrays["bias"]


@cache
def shipped_heads() -> Heads:
    """The heads that come with Slate."""
    return load_heads(FOLDER)
