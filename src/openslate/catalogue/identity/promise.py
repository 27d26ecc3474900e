"""Promise: which candidates could be the same work at all, asked of all of them at once."""

from math import log2

import numpy as np
import polars as pl
from rapidfuzz.fuzz import ratio, token_set_ratio
from rapidfuzz.process import cpdist
from scipy.special import logit

from openslate.catalogue.identity.candidates import LEFT, LEFT_FORM, RIGHT, RIGHT_FORM
from openslate.catalogue.identity.facts import TOLD, FactBounds
from openslate.catalogue.identity.index import KEY, KIND, WORDS, RecordIndex
from openslate.catalogue.identity.lexicon import COUNT, TERM
from openslate.catalogue.identity.score import MOST_STEPS, NEARLY, SAME
from openslate.catalogue.identity.settings import ResolverSettings, Weights
from openslate.catalogue.identity.vectors import Pairs, products

PLACE, BITS = "place", "bits"
WITHIN = 90  # per cent
AT_ONCE = 200_000


def promising(index: RecordIndex, pairs: pl.DataFrame, settings: ResolverSettings) -> pl.DataFrame:
    """Those of `pairs` whose log-odds may reach `wait`, all that is not looked at being well.

    Directors without a word in common count as others, and so, where names differ, do people who
    are not spelled alike.
    """
    parts = [
        _Promise(index, pairs[start : start + AT_ONCE], settings).kept()
        for start in range(0, pairs.height, AT_ONCE)
    ]
    return pl.concat(parts) if parts else pairs


class _Promise:
    """Some pairs and the most that each can reach; what is cheap to look at comes first."""

    def __init__(self, index: RecordIndex, pairs: pl.DataFrame, settings: ResolverSettings) -> None:
        self._index, self._settings, self._pairs = index, settings, pairs
        self._facts = FactBounds(index.records, self._at, settings)
        names, self._same = _names(index, pairs, settings)
        self._most = names + self._facts.most()

    def kept(self) -> pl.DataFrame:
        """The pairs that stay."""
        self._drop(self._most_people() + self._most_texts())
        self._most = self._most + self._people()
        self._drop(self._most_texts())
        self._most = self._most + self._texts()
        self._drop(np.zeros(len(self._most)))
        return self._pairs

    @property
    def _at(self) -> Pairs:
        left, right = (self._pairs[side].to_numpy().astype(np.int64) for side in (LEFT, RIGHT))
        return left, right

    @property
    def _weights(self) -> Weights:
        return self._settings.weights

    def _drop(self, more: np.ndarray) -> None:
        """Leave out what cannot reach `wait` even if all of `more` is added."""
        keep = self._most + more >= logit(self._settings.wait)
        self._pairs = self._pairs.filter(pl.Series(keep, dtype=pl.Boolean))
        self._most, self._same = self._most[keep], self._same[keep]
        self._facts = FactBounds(self._index.records, self._at, self._settings)

    def _most_people(self) -> np.ndarray:
        weights = self._weights
        named = np.diff(self._index.people.indptr) > 0
        both = named[self._at[0]] & named[self._at[1]]
        some = weights.people * self._settings.most_people_bits + weights.people_covered
        most: np.ndarray = both * (some + max(0.0, weights.same_director))
        return most

    def _people(self) -> np.ndarray:
        weights = self._weights
        bits = products(self._index.people, self._index.people, self._at)
        told = weights.people * np.minimum(bits, self._settings.most_people_bits)
        told = told + (bits > 0) * (weights.people_covered + max(0.0, weights.same_director))
        nobody = self._facts.no_director() & (bits == 0)
        told = np.where(nobody, weights.other_director, told)
        perhaps: np.ndarray = self._same & (bits == 0) & ~nobody
        return np.where(perhaps, self._most_people(), told)

    def _most_texts(self) -> np.ndarray:
        weights, (left, right) = self._weights, self._at
        described = np.diff(self._index.about.indptr) > 0
        about = (described[left] & described[right]) * weights.about * MOST_STEPS
        most: np.ndarray = about + self._written_counts() * weights.written * MOST_STEPS
        return most

    def _written_counts(self) -> np.ndarray:
        told, (left, right) = self._index.records[TOLD].to_numpy(), self._at
        counts: np.ndarray = (told[left] | told[right]) & ~self._same
        return counts

    def _texts(self) -> np.ndarray:
        known, index = self._index.statistics, self._index
        about = known.about.steps(products(index.about, index.about, self._at))
        written = known.written.steps(products(index.written, index.written, self._at))
        told: np.ndarray = self._weights.about * np.minimum(about, MOST_STEPS)
        more: np.ndarray = self._weights.written * np.minimum(written, MOST_STEPS)
        found: np.ndarray = told + self._written_counts() * more
        return found


def _names(
    index: RecordIndex, pairs: pl.DataFrame, settings: ResolverSettings
) -> tuple[np.ndarray, np.ndarray]:
    """The most that the names can add, and whether they are the same."""
    weights = settings.weights
    sides = [
        index.form_places(pairs[row].to_numpy(), pairs[form].to_numpy())
        for row, form in ((LEFT, LEFT_FORM), (RIGHT, RIGHT_FORM))
    ]
    alike = _likeness(index.forms[KEY], sides)
    nameless = (sides[0] < 0) | (sides[1] < 0)
    told = np.minimum(*_bits(index, sides))
    rarity = max(0.0, weights.rarity) * np.minimum(told, settings.most_bits)
    covered = max(0.0, weights.shorter_covered) + max(0.0, weights.longer_covered)
    within = _shared_words(index.forms[WORDS], sides)
    nearly = np.clip(np.maximum((alike - NEARLY) / (1 - NEARLY), within), 0, 1)
    similar = weights.similar_name + weights.likeness * alike + covered
    similar = similar + max(0.0, weights.nearly_same) * nearly
    kinds = index.forms[KIND].to_numpy()
    agree = np.array([getattr(weights, SAME[kind]) for kind in sorted(SAME)])
    same = agree[np.maximum(kinds[sides[0]], kinds[sides[1]])]
    same = same + max(0.0, weights.namesakes) * log2(settings.most_with_key)
    named = np.where(alike == 1, np.maximum(same, similar), similar) + rarity
    named = named + max(0.0, weights.articles_differ) + max(0.0, weights.numbers_differ)
    return np.where(nameless, weights.no_name, named), (alike == 1) & ~nameless


def _likeness(keys: pl.Series, sides: list[np.ndarray]) -> np.ndarray:
    """The share of equal letters; float64."""
    texts = [keys.gather(np.maximum(side, 0)).to_list() for side in sides]
    alike: np.ndarray = cpdist(*texts, scorer=ratio, workers=1, dtype=np.float64) / 100
    return alike


def _shared_words(words: pl.Series, sides: list[np.ndarray]) -> np.ndarray:
    """Whether the words of one are nearly all among those of the other."""
    texts = [words.gather(np.maximum(side, 0)).fill_null("").to_list() for side in sides]
    found: np.ndarray = cpdist(*texts, scorer=token_set_ratio, workers=1) >= WITHIN
    return found


def _bits(index: RecordIndex, sides: list[np.ndarray]) -> list[np.ndarray]:
    """Bits in the words of each form, of either side."""
    asked, place = np.unique(np.concatenate(sides), return_inverse=True)
    words = index.statistics.words
    listed = index.forms[WORDS].gather(np.maximum(asked, 0)).str.split(" ").list.unique()
    spread = listed.alias(TERM).to_frame().with_row_index(PLACE).explode(TERM)
    told = spread.join(words.terms, on=TERM, how="left").select(
        PLACE, (words.total / pl.col(COUNT).fill_null(0).clip(1)).log(2).clip(0).alias(BITS)
    )
    summed = told.group_by(PLACE).agg(pl.col(BITS).sum()).sort(PLACE)[BITS].to_numpy()
    return [summed[part] for part in np.split(place, 2)]
