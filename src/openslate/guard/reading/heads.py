"""Linear heads: from hashed features to the probability of each topic, and of any at all."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from openslate.common.errors import SlateError
from openslate.common.ids import hash_json
from openslate.guard.reading.features import BUCKETS, Block, Features

RISK = "risk"
FOLDER = Path(__file__).parent / "shipped"
WEIGHTS = "heads.npz"
CARD = "heads.json"
Floats = NDArray[np.float64]


class OperatingPoint(BaseModel):
    """From which probability on something counts as read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    risk: float
    topic: float


class HeadsCard(BaseModel):
    """Where heads come from and how well they did on what they were not trained on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    heads: tuple[str, ...]
    points: Mapping[str, OperatingPoint]
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

    The first head is the risk.
    """

    card: HeadsCard
    row: NDArray[np.int32]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    @classmethod
    def of(
        cls, card: HeadsCard, numbers: NDArray[np.int64], weights: Floats, bias: Floats
    ) -> "Heads":
        """Heads that give feature `numbers[i]` the weights `weights[i]`."""
        row = np.full(BUCKETS, -1, dtype=np.int32)
        row[numbers] = np.arange(len(numbers), dtype=np.int32)
        return cls(card, row, weights.astype(np.float32), bias.astype(np.float32))

    def parts(self, features: Features) -> NDArray[np.float32]:
        """What each feature adds to each head: (features, heads)."""
        rows = self.row[features.numbers]
        known = rows >= 0
        parts = np.zeros((len(rows), len(self.bias)), dtype=np.float32)
        parts[known] = self.weights[rows[known]] * features.values()[known, None]
        return parts

    def probabilities(self, parts: NDArray[np.float32]) -> Floats:
        """The probability of each head, from what the features add to it."""
        total = parts.sum(axis=0) + self.bias
        return np.asarray(1.0 / (1.0 + np.exp(-np.clip(total, -30, 30).astype(np.float64))))


def blocks_of(parts: NDArray[np.float32], features: Features) -> NDArray[np.float32]:
    """What each block adds to each head: (blocks, heads)."""
    sums = np.zeros((len(Block), parts.shape[1]), dtype=np.float32)
    np.add.at(sums, features.blocks, parts)
    return sums


def save_heads(heads: Heads, folder: Path) -> None:
    """Write the array file (weights to a 127th of each head's largest) and the card beside it."""
    numbers = np.flatnonzero(heads.row >= 0)
    ordered = heads.weights[heads.row[numbers]]
    scale = np.abs(ordered).max(axis=0, initial=1e-9) / 127
    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        folder / WEIGHTS,
        steps=np.diff(numbers, prepend=0).astype(np.uint16 if numbers.size else np.int64),
        weights=np.ascontiguousarray(np.rint(ordered / scale).astype(np.int8).T),
        scale=scale.astype(np.float32),
        bias=heads.bias,
    )
    text = json.dumps(heads.card.model_dump(mode="json"), indent=1, ensure_ascii=False)
    (folder / CARD).write_text(text + "\n", encoding="utf-8")


def load_heads(folder: Path) -> Heads:
    """Heads that `save_heads` wrote; raises SlateError where there are none."""
    if not (folder / WEIGHTS).is_file() or not (folder / CARD).is_file():
        raise SlateError(f"There are no trained heads in {folder}. Make them: slate guard train.")
    card = HeadsCard.model_validate_json((folder / CARD).read_text(encoding="utf-8"))
    with np.load(folder / WEIGHTS) as arrays:
        numbers = np.cumsum(arrays["steps"].astype(np.int64))
        weights = arrays["weights"].T.astype(np.float64) * arrays["scale"]
        return Heads.of(card, numbers, weights, arrays["bias"].astype(np.float64))


@cache
def shipped_heads() -> Heads:
    """The heads that come with Slate."""
    return load_heads(FOLDER)
