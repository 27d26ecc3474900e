"""Heads over the point of a message: what its meaning says of risk and topics, beside its words."""

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

FOLDER = Path(__file__).parent / "shipped"
WEIGHTS = "sentence_heads.npz"
CARD = "sentence_heads.json"
Floats = NDArray[np.float32]


class SentenceHeadsCard(BaseModel):
    """Which encoder heads belong to, what they were trained on and how well they did."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    encoder: str
    """SHA-256 of the encoder's weights."""
    topics: tuple[str, ...]
    data: Mapping[str, str]
    """SHA-256 of each set of messages, by name."""
    licence: str
    figures: Mapping[str, float]

    @property
    def name(self) -> str:
        """What decisions call them: a hash of encoder and lessons."""
        return f"sentences-{hash_json([self.encoder, dict(self.data)])[:12]}"


@dataclass(frozen=True, eq=False)
class HiddenLayer:
    """One hidden layer of rectified sums, and sums of those: (size, hidden), then (hidden, out)."""

    inner: Floats
    inner_bias: Floats
    outer: Floats
    outer_bias: Floats

    def __call__(self, points: Floats) -> Floats:
        """What it says of points: (..., size) to (..., out)."""
        hidden = np.maximum(points @ self.inner + self.inner_bias, 0)
        return np.asarray(hidden @ self.outer + self.outer_bias)


@dataclass(frozen=True, eq=False)
class SentenceHeads:
    """`risk` says whether anything is restrained (log-odds), `topic` which (softmax).

    `blend` weighs what the words' head says of the risk, what `risk` says, and 1.
    """

    card: SentenceHeadsCard
    risk: HiddenLayer
    topic: HiddenLayer
    blend: tuple[float, float, float]

    def risk_sum(self, of_words: float, point: Floats) -> float:
        """The log-odds that anything is restrained, by words and meaning together."""
        words, meaning, shift = self.blend
        return words * of_words + meaning * float(self.risk(point)[0]) + shift

    def shares(self, of_words: Mapping[str, float], point: Floats) -> dict[str, float]:
        """How likely each topic is the one that is restrained; all sum to one.

        `of_words` are the log-odds that a message is about a topic, by what its words say.
        """
        own = dict(zip(self.card.topics, self.topic(point).tolist(), strict=True))
        least = min(own.values(), default=0.0)
        sums = np.array([said + own.get(topic, least) for topic, said in of_words.items()])
        odds = np.exp(sums - sums.max(initial=-np.inf))
        return dict(zip(of_words, (odds / odds.sum()).tolist(), strict=True))


def save_sentence_heads(heads: SentenceHeads, folder: Path) -> None:
    """Write the array file, in half precision, and the card beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    arrays = {
        f"{name}_{part}": getattr(layer, part).astype(np.float16)
        for name, layer in (("risk", heads.risk), ("topic", heads.topic))
        for part in HiddenLayer.__dataclass_fields__
    }
    np.savez_compressed(folder / WEIGHTS, blend=np.array(heads.blend), **arrays)
    text = json.dumps(heads.card.model_dump(mode="json"), indent=1, ensure_ascii=False)
    (folder / CARD).write_text(text + "\n", encoding="utf-8")


def load_sentence_heads(folder: Path) -> SentenceHeads:
    """Heads that `save_sentence_heads` wrote; raises SlateError where there are none."""
    if not (folder / WEIGHTS).is_file() or not (folder / CARD).is_file():
        raise SlateError(
            "There are no heads over sentences here",
            where=str(folder),
            do="Make them with python -m openslate.guard.reading.train --sentences FOLDER",
        )
    card = SentenceHeadsCard.model_validate_json((folder / CARD).read_text(encoding="utf-8"))
    with np.load(folder / WEIGHTS) as arrays:
        layers = {
            name: HiddenLayer(
                *(
                    arrays[f"{name}_{part}"].astype(np.float32)
                    for part in HiddenLayer.__dataclass_fields__
                )
            )
            for name in ("risk", "topic")
        }
        words, meaning, shift = arrays["blend"].tolist()
    return SentenceHeads(card, layers["risk"], layers["topic"], (words, meaning, shift))


@cache
def shipped_sentence_heads() -> SentenceHeads:
    """The heads over sentences that come with Slate."""
    return load_sentence_heads(FOLDER)
