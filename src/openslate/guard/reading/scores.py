"""From what the heads say of one text, or of its parts, to risk, topics and what is asked."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import log

import numpy as np
from numpy.typing import NDArray

from openslate.guard.facts import Asks
from openslate.guard.reading.features import Features, features_of
from openslate.guard.reading.frames import Frame, frames_in
from openslate.guard.reading.heads import ABOUT, ASKS, Heads, probability
from openslate.guard.reading.noticed import Noticed, notice
from openslate.guard.reading.sentences.sentence_reading import SentenceReading

SURE = 0.5  # what a message has to be about a topic for all of its risk to be that topic's
LONG = 45  # words from which a text is read in parts too, so that one bad sentence is not lost
PART = 30
FEW = 3  # words of the shortest sentence that is read by itself
ALLOWANCE = 1.25  # for each e-fold of sentences, in log-odds
_SENTENCE = re.compile(r"(?<=[.!?\n])\s+")
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Scored:
    """One text with everything that was seen in it and what the heads say.

    `parts` is (features, heads); `sums` (heads,). `shares` tells how likely each topic is the one
    that is restrained, where that was read from what the text means.
    """

    heads: Heads
    noticed: Noticed
    frames: tuple[Frame, ...]
    features: Features
    parts: NDArray[np.float32]
    sums: Floats
    shares: Mapping[str, float] | None = None

    @cached_property
    def risk(self) -> float:
        """The probability that anything is restrained."""
        return float(probability(self.sums[:1])[0])

    @cached_property
    def about(self) -> Mapping[str, float]:
        """The probability that a text is about a topic, by topic."""
        every = probability(self.sums)
        return {name: float(every[at]) for name, at in self.heads.places(ABOUT).items()}

    @cached_property
    def topics(self) -> Mapping[str, float]:
        """The probability that what is restrained is a topic's: the risk, shared by what the text
        is about. The likeliest has all of it where the text is plainly about that."""
        shares = self.about if self.shares is None else self.shares
        each = self.risk / max([SURE, *shares.values()])
        return {topic: each * share for topic, share in shares.items()}

    @cached_property
    def asks(self) -> Asks:
        """What is asked, by the heads that have learned it; by the rules where there are none."""
        said = {name: self.sums[at] for name, at in self.heads.places(ASKS).items()}
        return Asks(max(said, key=lambda name: said[name])) if said else self.noticed.asks


def score(heads: Heads, text: str, sentences: SentenceReading | None = None) -> Scored:
    """What heads say of a text; of a long one, half of it is what they say of its worst part.

    What it means is read from the whole.
    """
    said = _look(heads, text)
    if len(said.noticed.words) >= LONG:
        worst = _worst(heads, parts_of(text))
        said = replace(said, sums=(said.sums + worst.sums) / 2)
    return said if sentences is None else _weighed(said, text, sentences)


def score_apart(heads: Heads, text: str, sentences: SentenceReading | None = None) -> Scored:
    """As `score`, and as its worst sentence where that is worse, so that none hides among others.

    Of many sentences one is bad by chance: what the worst says counts less by ALLOWANCE times the
    logarithm of how many there are. The topic is the sentence's in a long text only.
    """
    whole, every = score(heads, text, sentences), sentences_of(text)
    if len(every) < 2:
        return whole
    worst = max(every, key=lambda sentence: float(_look(heads, sentence).sums[0]))
    said = score(heads, worst, sentences)
    risk = float(said.sums[0]) - ALLOWANCE * log(len(every))
    if risk <= whole.sums[0]:
        return whole
    topic = said if len(whole.noticed.words) >= LONG else whole
    sums = np.concatenate([[risk], topic.sums[1:]])
    return replace(whole, sums=sums, shares=topic.shares)


def sentences_of(text: str) -> list[str]:
    """The sentences of a text that are long enough to say something by themselves."""
    return [each for each in _SENTENCE.split(text) if len(each.split()) >= FEW]


def _worst(heads: Heads, parts: Iterable[str]) -> Scored:
    return max((_look(heads, part) for part in parts), key=lambda part: float(part.sums[0]))


def _weighed(scored: Scored, text: str, sentences: SentenceReading) -> Scored:
    """The same with what the text means."""
    about = {topic: float(scored.sums[at]) for topic, at in scored.heads.places(ABOUT).items()}
    weighed = sentences.weigh(text, float(scored.sums[0]), about)
    if weighed is None:
        return scored
    sums = scored.sums.copy()
    sums[0] = weighed.risk
    return replace(scored, sums=sums, shares=weighed.shares)


def parts_of(text: str) -> Iterator[str]:
    """Sentences together up to some thirty words; longer ones are cut."""
    kept: list[str] = []
    for sentence in _SENTENCE.split(text):
        words = sentence.split()
        for at in range(0, len(words), PART):
            piece = words[at : at + PART]
            if kept and len(kept) + len(piece) > PART:
                yield " ".join(kept)
                kept = []
            kept += piece
    if kept:
        yield " ".join(kept)


def _look(heads: Heads, text: str) -> Scored:
    noticed = notice(text)
    frames = frames_in(noticed)
    features = features_of(noticed, frames)
    parts = heads.parts(features)
    return Scored(heads, noticed, frames, features, parts, heads.sums(parts))
