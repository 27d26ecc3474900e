"""Trains heads over sentences: on the lessons of the words' heads, and together with them."""

import warnings
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier

from openslate.guard.reading.examples import LESSONS, Example, digest, folds_of
from openslate.guard.reading.sentences.sentence_heads import (
    Floats,
    HiddenLayer,
    SentenceHeads,
    SentenceHeadsCard,
)

STRETCH = 16.0
"""Points are stretched for training, so that their numbers are about one."""
Sums = NDArray[np.float64]


class SentenceTrainingSettings(BaseModel):
    """How heads over sentences are trained; the same settings and points make the same heads."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    hidden: int = 256
    strength: float = 0.03
    rounds: int = 8
    folds: int = 5
    fewest: int = 8
    """Restrained examples that a topic needs."""


def train_sentence_heads(
    points: Floats,
    examples: Sequence[Example],
    of_words: Sums,
    encoder: str,
    licence: str,
    settings: SentenceTrainingSettings | None = None,
) -> SentenceHeads:
    """Heads over `points` (examples, size), a row for each example.

    `of_words` (examples,) is what the words' head for the risk says of each example when it was
    not trained on it, calibrated; `encoder` is the SHA-256 of what made the points.
    """
    chosen = settings or SentenceTrainingSettings()
    restrained = np.array([each.restrained for each in examples])
    lessons = np.array([each.source == LESSONS for each in examples])
    held = held_out_sums(points, examples, chosen)
    both = np.stack([of_words, held], axis=1)
    blend = LogisticRegression(C=1e6).fit(both[lessons], restrained[lessons])
    words, meaning = blend.coef_[0].tolist()
    together = blend.decision_function(both[lessons]) > 0
    topics, layer = _topics(points, examples, chosen)
    card = SentenceHeadsCard(
        encoder=encoder,
        topics=topics,
        data={
            name: digest(each for each in examples if each.source == name)
            for name in sorted({each.source for each in examples})
        },
        licence=licence,
        figures=dict(_figures(together, restrained[lessons])),
    )
    risk = _layer(_fitted(points, restrained, chosen))
    return SentenceHeads(card, risk, layer, (words, meaning, float(blend.intercept_[0])))


def held_out_sums(
    points: Floats, examples: Sequence[Example], settings: SentenceTrainingSettings
) -> Sums:
    """What heads that were not trained on an example's family say of it."""
    restrained = np.array([each.restrained for each in examples])
    fold = folds_of(examples, settings.folds)
    sums = np.zeros(len(examples))
    for held in range(settings.folds):
        kept, out = fold != held, fold == held
        sums[out] = _layer(_fitted(points[kept], restrained[kept], settings))(points[out])[:, 0]
    return sums


def _topics(
    points: Floats, examples: Sequence[Example], settings: SentenceTrainingSettings
) -> tuple[tuple[str, ...], HiddenLayer]:
    """Which topic restrained examples are of: as many outputs as there are topics."""
    named = np.array([(each.topic or "") if each.restrained else "" for each in examples])
    known, counts = np.unique(named, return_counts=True)
    pairs = zip(known.tolist(), counts.tolist(), strict=True)
    enough = [topic for topic, count in pairs if topic and count >= settings.fewest]
    kept = np.isin(named, enough)
    model = _fitted(points[kept], named[kept], settings)
    names, layer = tuple(model.classes_.tolist()), _layer(model)
    return names, _of_two(layer) if len(names) == 2 else layer


def _fitted(
    points: Floats, wanted: NDArray[np.generic], settings: SentenceTrainingSettings
) -> MLPClassifier:
    model = MLPClassifier(
        (settings.hidden,),
        alpha=settings.strength,
        batch_size=min(256, len(points)),
        max_iter=settings.rounds,
        n_iter_no_change=settings.rounds,
        random_state=0,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # so many rounds are what is wanted
        return model.fit(points * STRETCH, wanted)


def _layer(model: MLPClassifier) -> HiddenLayer:
    (inner, outer), (inner_bias, outer_bias) = model.coefs_, model.intercepts_
    every = (inner * STRETCH, inner_bias, outer, outer_bias)
    return HiddenLayer(*(np.asarray(each, dtype=np.float32) for each in every))


def _of_two(layer: HiddenLayer) -> HiddenLayer:
    """One output that tells two topics apart, as an output for each."""
    outer, bias = np.pad(layer.outer, ((0, 0), (1, 0))), np.pad(layer.outer_bias, (1, 0))
    return HiddenLayer(layer.inner, layer.inner_bias, outer, bias)


def _figures(said: NDArray[np.bool_], restrained: NDArray[np.bool_]) -> Iterator[tuple[str, float]]:
    """On lessons held out, words and meaning together: as the words' heads tell it."""
    yield "lessons held out: recall", round(float(said[restrained].mean()), 4)
    yield "lessons held out: false alarms", round(float(said[~restrained].mean()), 4)
