"""Identity resolution: which records of all sources are the same work, how surely, and why."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from openslate.catalogue.identity.decided import PAIR, Decided, read_decided
from openslate.catalogue.identity.index import build_index
from openslate.catalogue.identity.links import (
    Link,
    ScoredPair,
    cross_links,
    decided_links,
    duplicate_links,
)
from openslate.catalogue.identity.partition import Partition
from openslate.catalogue.identity.records import Entry, Key, read_entries
from openslate.catalogue.identity.score import confidence
from openslate.catalogue.identity.scoring import (
    PairScorer,
    Progress,
    candidate_pairs,
    entries_by_row,
)
from openslate.catalogue.identity.settings import ResolverSettings
from openslate.common.ids import short_id
from openslate.graph.vocabulary import Columns

LINK_SCHEMA = {
    **dict.fromkeys(PAIR, pl.String()),
    Columns.CONFIDENCE: pl.Float64(),
    Columns.METHOD: pl.String(),
    Columns.EVIDENCE: pl.String(),
    Columns.STATUS: pl.String(),
    Columns.CONTRIBUTIONS: pl.String(),
}
CLUSTER_SCHEMA = {
    Columns.SOURCE: pl.String(),
    Columns.RECORD: pl.String(),
    Columns.CLUSTER: pl.String(),
}
DEFAULT = ResolverSettings()


@dataclass(frozen=True)
class Resolution:
    """`links`: pairs with confidence, method, evidence and status (accepted or waiting).

    `clusters`: every record and the work it belongs to, by accepted links alone. A cluster is
    named after its first record, so that it keeps its name when others join.
    """

    links: pl.DataFrame
    clusters: pl.DataFrame


def resolve(
    records: pl.DataFrame,
    decided: pl.DataFrame | None = None,
    settings: ResolverSettings = DEFAULT,
) -> Resolution:
    """Find the records that are the same work, within and across any number of sources.

    `records` has `source, record, name` and, where known, `alternate_names, year, runtime,
    directors, genres, imdb_id`. `decided` has pairs with status accepted or rejected, which
    stand: a rejected pair is neither linked nor proposed again. The order of rows and of the
    two sides of a pair changes nothing. Raises SlateError for columns or decisions that make
    no sense.
    """
    entries = read_entries(records)
    keys = [entry.key for entry in entries]
    said = read_decided(decided, set(keys))
    links, works = _choose(keys, said, score_pairs(entries, settings), settings)
    return Resolution(_link_frame(links), _cluster_frame(keys, works))


def score_pairs(
    entries: Sequence[Entry], settings: ResolverSettings, progress: Progress | None = None
) -> list[ScoredPair]:
    """Every pair worth comparing with its log-odds, the surest first."""
    index = build_index(entries)
    pairs = candidate_pairs(index, np.ones(index.size, bool), settings)
    return PairScorer(index, entries_by_row(entries), settings).score(pairs, progress)


def _choose(
    keys: Sequence[Key], said: Decided, scored: Sequence[ScoredPair], settings: ResolverSettings
) -> tuple[list[Link], Partition]:
    accepted = set(said.accepted)
    open_pairs = [
        found
        for found in scored
        if confidence(found.odds) >= settings.wait and (found.left, found.right) not in accepted
    ]
    inside = [found for found in open_pairs if found.pair.within_source]
    across = [found for found in open_pairs if not found.pair.within_source]
    works, draft = Partition(keys, said.rejected), Partition(keys, said.rejected)
    links = decided_links(said, works) + duplicate_links(inside, works, settings)
    decided_links(said, draft)
    duplicate_links(inside, draft, settings)
    return links + cross_links(across, works, draft, settings), works


def _link_frame(links: Iterable[Link]) -> pl.DataFrame:
    rows = [_link_row(link) for link in sorted(links, key=lambda link: (link.left, link.right))]
    return pl.DataFrame(rows, schema=LINK_SCHEMA, orient="row")


def _link_row(link: Link) -> tuple[object, ...]:
    pair = (*link.left, *link.right)
    told = json.dumps(link.contributions, ensure_ascii=False)
    return (*pair, link.confidence, link.method, link.evidence, link.status, told)


def _cluster_frame(keys: Sequence[Key], works: Partition) -> pl.DataFrame:
    rows = [(*key, short_id("c", *works.first_of(key))) for key in keys]
    return pl.DataFrame(rows, schema=CLUSTER_SCHEMA, orient="row")
