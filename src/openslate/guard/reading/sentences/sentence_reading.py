"""What a message means, beside what its words say: an encoder with the heads that belong to it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from openslate.guard.reading.sentences.bert_encoder import SentenceEncoder, extra_installed
from openslate.guard.reading.sentences.find_model import find_sentence_model
from openslate.guard.reading.sentences.sentence_heads import (
    CARD,
    Floats,
    SentenceHeads,
    load_sentence_heads,
    shipped_sentence_heads,
)

PLAIN = -4.0
"""Log-odds of risk below which words alone say enough."""


@dataclass(frozen=True)
class Weighed:
    """The log-odds that anything is restrained, and how likely each topic is the one that is."""

    risk: float
    shares: Mapping[str, float]


@dataclass(frozen=True)
class SentenceReading:
    """Weighs what words say of a text together with what the text means."""

    encoder: Callable[[str], Floats]
    heads: SentenceHeads

    @property
    def name(self) -> str:
        """What decisions and figures call it."""
        return self.heads.card.name

    def weigh(self, text: str, risk: float, topics: Mapping[str, float]) -> Weighed | None:
        """From the log-odds that words give; None where they are plainly harmless."""
        if risk < PLAIN:
            return None
        point = self.encoder(text)
        return Weighed(self.heads.risk_sum(risk, point), self.heads.shares(topics, point))


def sentence_reading(folder: Path | None = None) -> SentenceReading | None:
    """With the encoder of a folder, else the installed one; None where no heads belong to it.

    Heads are those beside the encoder, else those that ship. Raises SlateError where a folder is
    named and its encoder can't be read.
    """
    encoder = sentence_encoder(folder)
    own = folder and (folder / CARD).is_file()
    heads = _heads(folder) if folder and own else shipped_sentence_heads()
    if encoder is None or encoder.digest != heads.card.encoder:
        return None
    return SentenceReading(encoder, heads)


def sentence_encoder(folder: Path | None = None) -> SentenceEncoder | None:
    """The encoder of a folder, else the installed one, read once; None where there is none."""
    if folder is None and not extra_installed():
        return None
    found = find_sentence_model(folder)
    return None if found is None else _loaded(found)


@cache
def _heads(folder: Path) -> SentenceHeads:
    return load_sentence_heads(folder)


@cache
def _loaded(folder: Path) -> SentenceEncoder:
    return SentenceEncoder.load(folder)
