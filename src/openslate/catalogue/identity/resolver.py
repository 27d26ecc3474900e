"""Identity resolution: which records of all sources are the same work, how surely, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from openslate.catalogue.identity.alone import least_odds
from openslate.catalogue.identity.candidates import LEFT, RIGHT
from openslate.catalogue.identity.changes import Changes, changes, too_many
from openslate.catalogue.identity.choosing import choose, concerned
from openslate.catalogue.identity.contender import Contender, ScoredPair, contender
from openslate.catalogue.identity.decided import ACCEPTED, PAIR, REJECTED, read_decided
from openslate.catalogue.identity.index import build_index, joined
from openslate.catalogue.identity.lexicon import ROW, typed
from openslate.catalogue.identity.links import Link
from openslate.catalogue.identity.memory import ResolverMemory
from openslate.catalogue.identity.partition import Partition
from openslate.catalogue.identity.records import Entry, Key, check_records, read_entries
from openslate.catalogue.identity.scoring import (
    PairScorer,
    Progress,
    candidate_pairs,
    entries_by_row,
)
from openslate.catalogue.identity.settings import ResolverSettings
from openslate.catalogue.identity.state import (
    CLUSTER_SCHEMA,
    DECIDED_SCHEMA,
    KEYS,
    LINK_SCHEMA,
    OPEN_SCHEMA,
    State,
    no_pairs,
)
from openslate.common.ids import short_id
from openslate.graph.vocabulary import Columns

DEFAULT = ResolverSettings()


@dataclass(frozen=True)
class Resolution:
    """`links`: pairs with confidence, method, evidence, status (accepted or waiting) and, as JSON,
    contributions: what each thing compared added to the log-odds.

    `clusters`: every record and the work it belongs to, by accepted links alone. A cluster is
    named after its first record, so that it keeps its name when others join. `compared` counts the
    records that were looked at again.
    """

    links: pl.DataFrame
    clusters: pl.DataFrame
    compared: int = 0


def resolve(
    records: pl.DataFrame,
    decided: pl.DataFrame | None = None,
    settings: ResolverSettings = DEFAULT,
    memory: ResolverMemory | None = None,
    progress: Progress | None = None,
) -> Resolution:
    """Find the records that are the same work, within and across any number of sources.

    `records` has `source, record, name` and, where known, any other column of the vocabulary.
    `decided` has pairs with status accepted or rejected, which stand: a rejected pair is neither
    linked nor proposed again. The order of rows and of the two sides of a pair changes nothing.
    With a `memory` only what changed since the last resolution is compared; the result is that of
    a resolution from nothing with the same statistics, which are counted anew when a fifth of the
    records have changed. Raises SlateError for columns or decisions that make no sense.
    """
    check_records(records)
    before = memory.load(settings) if memory else None
    found = changes(records, before)
    if before is None or too_many(found, before):
        before, found = None, changes(records, None)
    step = _Step(before, found, settings)
    state, compared = step.advance(decided, progress)
    if memory and (compared or found.count):
        memory.save(state, settings)
    return Resolution(state.links, state.clusters, compared)


class _Step:
    """One step from a state (or from nothing) to the next."""

    def __init__(self, before: State | None, found: Changes, settings: ResolverSettings) -> None:
        self.before, self.found, self.settings = before, found, settings
        self.new = read_entries(found.new)
        known = before.index.statistics if before else None
        fresh = build_index(self.new, settings, known)
        self.index = joined(before.index, found.gone, fresh) if before else fresh
        self.kept = self.index.size - len(self.new)

    def advance(self, decided: pl.DataFrame | None, progress: Progress | None) -> tuple[State, int]:
        """The state afterwards, and how many records the changes concerned."""
        told = _told(decided)
        old, touched = self._old_pairs()
        touched[list(self._rows(self._decided_anew(told)).values())] = True
        pairs = candidate_pairs(self.index, np.arange(self.index.size) >= self.kept, self.settings)
        open_pairs = pl.concat([old, self._frame(self._score(pairs, progress))])
        concern = concerned(self.index.size, touched, open_pairs, self._edges(told))
        rows = pl.Series(np.flatnonzero(concern), dtype=pl.UInt32)
        here = self.index.records.select(KEYS)[rows].sort(KEYS).rows()
        said = read_decided(told, set(here))
        again = open_pairs.filter(pl.Series(concern[open_pairs[LEFT].to_numpy()], dtype=pl.Boolean))
        chosen, works = choose(here, said, self._read(again), self.settings)
        links, clusters = link_frame(chosen), cluster_frame(here, works)
        return self._state(open_pairs, told, links, clusters, here), len(here)

    def _rows(self, keys: Iterable[Key]) -> dict[Key, int]:
        """The rows of these records; those that are gone have none."""
        wanted = list(set(keys))
        if not wanted:
            return {}
        asked = pl.DataFrame(wanted, dict.fromkeys(KEYS, pl.String), orient="row")
        known = self.index.records.select(KEYS).with_row_index(ROW)
        found = known.join(asked, on=list(KEYS), how="semi")
        return {(source, record): row for row, source, record in found.iter_rows()}

    def _old_pairs(self) -> tuple[pl.DataFrame, np.ndarray]:
        """Open pairs of records that stay, and which rows are new or have lost a pair."""
        touched = np.arange(self.index.size) >= self.kept
        if self.before is None:
            return no_pairs(), touched
        stays = np.ones(self.before.index.size, bool)
        stays[self.found.gone] = False
        moved = np.cumsum(stays) - 1
        pairs = self.before.open_pairs
        left, right = (pairs[side].to_numpy() for side in (LEFT, RIGHT))
        touched[moved[left[stays[left] & ~stays[right]]]] = True
        touched[moved[right[stays[right] & ~stays[left]]]] = True
        whole = stays[left] & stays[right]
        rows = (
            pl.Series(name, moved[side[whole]]) for name, side in ((LEFT, left), (RIGHT, right))
        )
        kept = pairs.filter(pl.Series(whole, dtype=pl.Boolean)).with_columns(*rows)
        return typed(kept, OPEN_SCHEMA), touched

    def _score(self, pairs: pl.DataFrame, progress: Progress | None = None) -> list[Contender]:
        """The open ones among these pairs."""
        scored = PairScorer(self.index, self._entries(pairs), self.settings).each(pairs, progress)
        return [
            contender(one, self.settings)
            for one in scored
            if one.odds >= least_odds(one.pair, self.settings)
        ]

    def _entries(self, pairs: pl.DataFrame) -> dict[int, Entry]:
        """Entries of new records, and of those of the others that the pairs need."""
        rows = np.unique(np.concatenate([pairs[LEFT].to_numpy(), pairs[RIGHT].to_numpy()]))
        older = rows[rows < self.kept].astype(np.int64)
        entries = {self.kept + place: entry for place, entry in enumerate(self.new)}
        if len(older):
            needed = read_entries(self.found.records[self.found.kept[older]])
            row_of = self._rows(entry.key for entry in needed)
            entries |= {row_of[entry.key]: entry for entry in needed}
        return entries

    def _frame(self, pairs: Sequence[Contender]) -> pl.DataFrame:
        row_of = self._rows(key for pair in pairs for key in (pair.left, pair.right))
        rows = [(row_of[pair.left], row_of[pair.right], *pair[2:]) for pair in pairs]
        return pl.DataFrame(rows, schema=OPEN_SCHEMA, orient="row")

    def _read(self, open_pairs: pl.DataFrame) -> list[Contender]:
        records = self.index.records.select(KEYS)
        left, right = (records[open_pairs[side]].iter_rows() for side in (LEFT, RIGHT))
        told = open_pairs.drop(LEFT, RIGHT).iter_rows()
        return [
            Contender(one, two, *rest) for one, two, rest in zip(left, right, told, strict=True)
        ]

    def _edges(self, told: pl.DataFrame) -> list[tuple[int, int]]:
        pairs = [((a, b), (c, d)) for a, b, c, d in told.select(PAIR).iter_rows()]
        known = self._rows(key for pair in pairs for key in pair)
        return [(known[a], known[b]) for a, b in pairs if a in known and b in known]

    def _decided_anew(self, told: pl.DataFrame) -> list[Key]:
        """Records about which people said something else before, or that they tied to one gone."""
        if self.before is None:
            return []
        before, gone = set(self.before.decided.iter_rows()), self.found.gone_keys
        differ = before.symmetric_difference(told.iter_rows())
        differ |= {said for said in before if said[:2] in gone or said[2:4] in gone}
        return [key for a, b, c, d, _ in differ for key in ((a, b), (c, d))]

    def _state(
        self,
        open_pairs: pl.DataFrame,
        told: pl.DataFrame,
        links: pl.DataFrame,
        clusters: pl.DataFrame,
        here: Sequence[Key],
    ) -> State:
        if self.before is None:
            size = self.index.size
            hashes = self.found.new_hashes
            return State(self.index, hashes, open_pairs, told, links, clusters, 0, size)
        stays = np.ones(self.before.index.size, bool)
        stays[self.found.gone] = False
        over = pl.DataFrame([*here, *self.found.gone_keys], schema=list(KEYS), orient="row")
        over = over.cast(pl.String)
        return State(
            self.index,
            np.concatenate([self.before.hashes[stays], self.found.new_hashes]),
            open_pairs,
            told,
            _merged(self.before.links, links, over, PAIR),
            _merged(self.before.clusters, clusters, over, KEYS),
            self.before.changed + self.found.count,
            self.before.counted,
        )


def _merged(
    old: pl.DataFrame, new: pl.DataFrame, over: pl.DataFrame, order: tuple[str, ...]
) -> pl.DataFrame:
    """`old` without rows about the records in `over`, and `new`; all are in `order`, which names
    the two columns of each record.
    """
    for place in range(0, len(order), len(KEYS)):
        side = list(order[place : place + len(KEYS)])
        old = old.join(over, left_on=side, right_on=KEYS, how="anti", maintain_order="left")
    return old.merge_sorted(new, key=list(order))


def _told(decided: pl.DataFrame | None) -> pl.DataFrame:
    """Decisions as they are kept; checks that they make sense."""
    if decided is None:
        return pl.DataFrame(schema=DECIDED_SCHEMA)
    read_decided(decided, set())
    return typed(decided, DECIDED_SCHEMA).filter(pl.col(Columns.STATUS).is_in([ACCEPTED, REJECTED]))


def score_pairs(
    entries: Sequence[Entry], settings: ResolverSettings, progress: Progress | None = None
) -> list[ScoredPair]:
    """Every pair worth comparing with its log-odds, the surest first."""
    index = build_index(entries, settings)
    pairs = candidate_pairs(index, np.ones(index.size, bool), settings)
    return PairScorer(index, entries_by_row(entries), settings).score(pairs, progress)


def link_frame(links: Iterable[Link]) -> pl.DataFrame:
    """Links as a frame in the order of their records."""
    rows = [_link_row(link) for link in sorted(links, key=lambda link: (link.left, link.right))]
    return pl.DataFrame(rows, schema=LINK_SCHEMA, orient="row")


def _link_row(link: Link) -> tuple[object, ...]:
    pair = (*link.left, *link.right)
    said = (link.confidence, link.method, link.evidence, link.status)
    return (*pair, *said, link.contributions)


def cluster_frame(keys: Sequence[Key], works: Partition) -> pl.DataFrame:
    """Each record with its cluster."""
    rows = [(*key, short_id("c", *works.first_of(key))) for key in keys]
    return pl.DataFrame(rows, schema=CLUSTER_SCHEMA, orient="row")
