"""Three catalogues of films at once: MovieLens names, Wikidata films, Wikipedia's lists."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from time import perf_counter, process_time

import polars as pl

from openslate.catalogue.identity import Resolution, resolve
from openslate.catalogue.readers.wiki_films import WikiFilmsReader
from openslate.catalogue.readers.wikidata_films import WikidataFilmsReader
from openslate.catalogue.record import SourceRecord, read_file
from openslate.graph.vocabulary import Columns
from tests.benchmarks.identity_films import NAMES, read_names
from tests.benchmarks.matching_task import Quality

WIKIDATA, WIKI = WikidataFilmsReader.source, WikiFilmsReader.source
Key = tuple[str, str]
"""Source and record."""


@dataclass(frozen=True, eq=False)
class ThreeSources:
    """All records, the IMDb id of each MovieLens name, and the seconds that reading took."""

    records: pl.DataFrame
    truth: Mapping[str, str | None]
    seconds: float


@dataclass(frozen=True)
class Cluster:
    """Records said to be one work, and the confidence of the weakest link that holds them."""

    members: tuple[Key, ...]
    weakest: float

    @property
    def sources(self) -> int:
        """How many catalogues it spans."""
        return len({source for source, _ in self.members})

    @property
    def key(self) -> str:
        """Names it by its members, so that a verdict survives as long as they stay together."""
        return " | ".join(f"{source}:{record}" for source, record in self.members)


@dataclass(frozen=True, eq=False)
class Resolved:
    """What resolution made of three sources, and the seconds it took: passed and worked."""

    resolution: Resolution
    seconds: float
    worked: float

    def clusters(self) -> list[Cluster]:
        """Clusters of two records or more, by key."""
        members: dict[str, list[Key]] = defaultdict(list)
        for source, record, cluster in self.resolution.clusters.iter_rows():
            members[cluster].append((source, record))
        weakest = self._weakest()
        found = [
            Cluster(tuple(sorted(keys)), weakest.get(name, 1.0))
            for name, keys in members.items()
            if len(keys) > 1
        ]
        return sorted(found, key=lambda cluster: cluster.key)

    def _weakest(self) -> dict[str, float]:
        clusters = self.resolution.clusters
        left = [Columns.LEFT_SOURCE, Columns.LEFT_RECORD]
        links = self.resolution.links.filter(pl.col(Columns.STATUS) == "accepted")
        named = links.join(clusters, left_on=left, right_on=[Columns.SOURCE, Columns.RECORD])
        rows = named.group_by(Columns.CLUSTER).agg(pl.col(Columns.CONFIDENCE).min()).iter_rows()
        return {cluster: float(confidence) for cluster, confidence in rows}


def read_three(names: Path, films: Path, wiki: Path) -> ThreeSources:
    """Read all files: MovieLens names, `movies.db` and the folder of Wikipedia's lists."""
    start = perf_counter()
    name_records, truth = read_names(names)
    records = list(read_file(WikidataFilmsReader(), films).records)
    for path in sorted(wiki.glob("*.json*")):
        records.extend(read_file(WikiFilmsReader(), path).records)
    both = pl.concat([name_records, _frame(records)], how="diagonal_relaxed")
    return ThreeSources(both, truth, perf_counter() - start)


def _frame(records: Iterable[SourceRecord]) -> pl.DataFrame:
    rows = [{"source": one.source, "record": one.id, **one.values} for one in records]
    return pl.DataFrame(rows, infer_schema_length=None)


def resolve_three(three: ThreeSources) -> Resolved:
    """Resolve all records at once with the defaults."""
    start, worked = perf_counter(), process_time()
    resolution = resolve(three.records)
    return Resolved(resolution, perf_counter() - start, process_time() - worked)


def names_with_ids(clusters: Iterable[Cluster], three: ThreeSources) -> Quality:
    """MovieLens names and Wikidata films that share a cluster, against their IMDb ids."""
    films = {r for s, r in three.records.select("source", "record").iter_rows() if s == WIKIDATA}
    wanted = sum(film in films for film in three.truth.values())
    pairs = [pair for cluster in clusters for pair in _pairs(cluster, NAMES, WIKIDATA)]
    right = sum(three.truth[name] == film for name, film in pairs)
    return Quality(len(pairs), right, wanted)


def _pairs(cluster: Cluster, one: str, other: str) -> Iterable[tuple[str, str]]:
    by_source = defaultdict(list)
    for source, record in cluster.members:
        by_source[source].append(record)
    return product(by_source[one], by_source[other])


def sizes(clusters: Iterable[Cluster]) -> Counter[tuple[str, int]]:
    """How many clusters span which catalogues with how many records."""
    return Counter(
        (" + ".join(sorted({source for source, _ in cluster.members})), len(cluster.members))
        for cluster in clusters
    )
