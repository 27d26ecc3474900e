"""Scoring candidates: each pair by the names that agree best, with everything else it says."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from openslate.catalogue.identity.candidates import (
    LEFT,
    LEFT_FORM,
    PAIR_SCHEMA,
    RIGHT,
    RIGHT_FORM,
    same_keys,
    similar_names,
    similar_texts,
)
from openslate.catalogue.identity.compare import Likeness, NameAgreement, WordRarity, agree, compare
from openslate.catalogue.identity.contender import ScoredPair
from openslate.catalogue.identity.index import KEY, RecordIndex
from openslate.catalogue.identity.promise import promising
from openslate.catalogue.identity.records import Entry
from openslate.catalogue.identity.score import log_odds, name_weight, terms
from openslate.catalogue.identity.settings import ResolverSettings
from openslate.catalogue.identity.vectors import products
from openslate.graph.vocabulary import Columns

Forms = list[tuple[int, int]]
Progress = Callable[[int, int], None]


def candidate_pairs(
    index: RecordIndex, focus: np.ndarray, settings: ResolverSettings
) -> pl.DataFrame:
    """All pairs worth comparing that have a record in `focus` (bool by row), by form."""
    ways = (same_keys, similar_names, similar_texts)
    found = [promising(index, way(index, focus, settings), settings) for way in ways]
    pairs = pl.concat(found).unique().sort(list(PAIR_SCHEMA))
    return _without_clean(pairs, index, settings)


def _without_clean(
    pairs: pl.DataFrame, index: RecordIndex, settings: ResolverSettings
) -> pl.DataFrame:
    sources = index.records[Columns.SOURCE]
    left, right = sources.gather(pairs[LEFT]), sources.gather(pairs[RIGHT])
    clean = pl.lit(True) if settings.all_clean else left.is_in(list(settings.clean))
    return pairs.filter(~((left == right) & clean))


@dataclass(frozen=True, eq=False)
class PairScorer:
    """Compares candidates; `entries` has at least the records of the pairs it is given."""

    index: RecordIndex
    entries: Mapping[int, Entry]
    settings: ResolverSettings

    def score(self, pairs: pl.DataFrame, progress: Progress | None = None) -> list[ScoredPair]:
        """Every pair of `pairs` with its log-odds, the surest first."""
        return sorted(
            self.each(pairs, progress), key=lambda found: (-found.odds, found.left, found.right)
        )

    def each(self, pairs: pl.DataFrame, progress: Progress | None = None) -> Iterator[ScoredPair]:
        """The same one by one, in no order."""
        grouped = pairs.group_by(LEFT, RIGHT, maintain_order=True).agg(LEFT_FORM, RIGHT_FORM)
        at = tuple(grouped[side].to_numpy().astype(np.int64) for side in (LEFT, RIGHT))
        scorer = _Work(self, (at[0], at[1]))
        for place, (left, right, ones, others) in enumerate(grouped.iter_rows()):
            yield scorer.compare(place, left, right, list(zip(ones, others, strict=True)))
            if progress and place % 5000 == 0:
                progress(place, grouped.height)


class _Work:
    """What is looked up once for many pairs: bits of words and people, cosines, namesakes."""

    def __init__(self, scorer: PairScorer, at: tuple[np.ndarray, np.ndarray]) -> None:
        self._entries, self._settings = scorer.entries, scorer.settings
        entries = [self._entries[row] for row in np.unique(np.concatenate(at)).tolist()]
        known, index = scorer.index.statistics, scorer.index
        words = [w for e in entries for form in e.name.forms for w in form.words]
        self._words = WordRarity(known.words.bits_of(words), 0.0)
        people = [person for entry in entries for person in entry.people]
        self._people = WordRarity(known.people.bits_of(people), 0.0)
        self._about = products(index.about, index.about, at)
        self._written = products(index.written, index.written, at)
        self._about_steps = known.about.steps(self._about)
        self._written_steps = known.written.steps(self._written)
        keys = {form.key for entry in entries for form in entry.name.forms}
        asked = known.shared.filter(pl.col(KEY).is_in(list(keys)))
        self._shared = {(key, source): count for key, source, count in asked.iter_rows()}

    def compare(self, place: int, left: int, right: int, forms: Forms) -> ScoredPair:
        one, two = self._entries[left], self._entries[right]
        if two.key < one.key:
            one, two, forms = two, one, [(b, a) for a, b in forms]
        name = self._best_name(one, two, forms)
        pair = compare(
            *(one, two, name, self._people, self._likeness(place, one, two, name)),
            namesakes=self._namesakes(one, two, name),
        )
        found = terms(pair, self._settings)
        return ScoredPair(pair, log_odds(found, self._settings.weights))

    def _likeness(self, place: int, one: Entry, two: Entry, name: NameAgreement | None) -> Likeness:
        both = bool(one.about and two.about)
        about = float(self._about[place]) if both else None
        steps = float(self._about_steps[place]) if both else 0.0
        if name is not None and not (one.says_more and two.says_more):
            return Likeness(about, None, steps)
        written, further = float(self._written[place]), float(self._written_steps[place])
        return Likeness(about, written, steps, further)

    def _best_name(self, one: Entry, two: Entry, forms: Forms) -> NameAgreement | None:
        found = list(self._agreements(one, two, sorted(forms)))
        if len(found) == 1:
            return found[0]
        return max(found, key=lambda name: name_weight(name, self._settings), default=None)

    def _agreements(self, one: Entry, two: Entry, forms: Forms) -> Iterator[NameAgreement]:
        for first, second in forms:
            if first >= 0 and second >= 0:
                yield agree(one.name.forms[first], two.name.forms[second], self._words)

    def _namesakes(self, one: Entry, two: Entry, name: NameAgreement | None) -> int:
        if name is None or not name.same:
            return 1
        key = name.left.key
        counts: list[int] = [self._shared.get((key, entry.source), 1) for entry in (one, two)]
        return max(counts)


def entries_by_row(entries: Sequence[Entry]) -> dict[int, Entry]:
    """Entries by their place."""
    return dict(enumerate(entries))
