"""Two hundred clusters that a person looked at: drawing them, keeping verdicts, reckoning."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from pathlib import Path
from typing import Any

import polars as pl

from openslate.common.ids import hash_bytes
from tests.benchmarks.matching_clusters import Cluster
from tests.benchmarks.report import FOLDER

SAMPLE = FOLDER / "cluster-sample.csv"
SEED = "clusters-1"
DOUBTFUL = 0.9
STRATA = {
    "two sources": 70,
    "two sources, doubtful": 40,
    "three sources": 60,
    "three sources, doubtful": 30,
}
"""How many clusters of each kind are looked at; doubtful ones are drawn more often than others."""
RIGHT, WRONG, UNDECIDABLE = "right", "wrong", "undecidable"
COLUMNS = ("stratum", "verdict", "note", "cluster")
SHOWN = ("name", "year", "directors", "cast", "genres", "runtime", "description")


@dataclass(frozen=True)
class Looked:
    """A drawn cluster and what a person said of it; no verdict yet is an empty text."""

    stratum: str
    cluster: str
    verdict: str = ""
    note: str = ""


def stratum(cluster: Cluster) -> str:
    """Which kind a cluster is of."""
    kind = "three sources" if cluster.sources == 3 else "two sources"
    return f"{kind}, doubtful" if cluster.weakest < DOUBTFUL else kind


def by_stratum(clusters: Iterable[Cluster]) -> dict[str, list[Cluster]]:
    """All clusters over more than one source, in the order in which they are drawn.

    The order is by a hash of the members, so a cluster that stays as it was stays in the sample.
    """
    kinds: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        if cluster.sources > 1:
            kinds[stratum(cluster)].append(cluster)
    return {kind: sorted(kinds[kind], key=_draw) for kind in STRATA}


def _draw(cluster: Cluster) -> str:
    return hash_bytes(f"{SEED} {cluster.key}".encode())


def draw(clusters: Iterable[Cluster], before: Sequence[Looked] = ()) -> list[Looked]:
    """The sample, with the verdicts that were given to the same clusters before."""
    said = {looked.cluster: looked for looked in before}
    return [
        replace(said.get(cluster.key, Looked(kind, cluster.key)), stratum=kind)
        for kind, members in by_stratum(clusters).items()
        for cluster in members[: STRATA[kind]]
    ]


def read_sample(path: Path = SAMPLE) -> list[Looked]:
    """The sample as committed; empty where there is none."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        return [Looked(**row) for row in csv.DictReader(stream)]


def write_sample(sample: Iterable[Looked], path: Path = SAMPLE) -> None:
    """Ids and verdicts as CSV."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: getattr(looked, name) for name in COLUMNS} for looked in sample)


@dataclass(frozen=True)
class Precision:
    """Share of right clusters over all strata, each weighing as much as it has clusters.

    `error` is the standard error, reckoned with one more right and one more wrong cluster in each
    stratum than were seen, so that it is not nothing where all were right. Undecidable clusters
    are left out of `value`, counted in `undecided`, and `least` takes them for wrong. `unread`
    clusters were drawn but have no verdict yet; they count nowhere.
    """

    value: float
    error: float
    least: float
    looked: int
    undecided: int
    unread: int


def precision(sample: Sequence[Looked], clusters: Iterable[Cluster]) -> Precision:
    """Reckon from verdicts; raises ValueError for a kind of clusters without any."""
    weights = {kind: len(members) for kind, members in by_stratum(clusters).items()}
    total = sum(weights.values())
    value = error = least = 0.0
    for kind, count in _verdicts(sample).items():
        share, right, wrong = weights[kind] / total, count[RIGHT], count[WRONG]
        if not right + wrong:
            raise ValueError(f"no cluster of {kind!r} has a verdict; draw again and read them")
        cautious = (right + 1) / (right + wrong + 2)
        value += share * right / (right + wrong)
        least += share * right / sum(count.values())
        error += share**2 * cautious * (1 - cautious) / (right + wrong)
    undecided = sum(looked.verdict == UNDECIDABLE for looked in sample)
    unread = sum(not looked.verdict for looked in sample)
    return Precision(value, sqrt(error), least, len(sample) - unread, undecided, unread)


def verdict_rows(sample: Sequence[Looked], clusters: Iterable[Cluster]) -> list[Sequence[object]]:
    """A line for each stratum: how many clusters there are, how many were looked at, verdicts."""
    counts = {kind: len(members) for kind, members in by_stratum(clusters).items()}
    return [
        (kind, f"{counts[kind]:,}", sum(said.values()), *said.values())
        for kind, said in _verdicts(sample).items()
    ]


def _verdicts(sample: Sequence[Looked]) -> dict[str, dict[str, int]]:
    kinds = [kind for kind in STRATA if any(looked.stratum == kind for looked in sample)]
    return {
        kind: {
            verdict: sum((one.stratum, one.verdict) == (kind, verdict) for one in sample)
            for verdict in (RIGHT, WRONG, UNDECIDABLE)
        }
        for kind in kinds
    }


def for_looking(sample: Iterable[Looked], records: pl.DataFrame) -> str:
    """The records of each cluster without verdict, side by side, for a person to read."""
    rows = {(row["source"], row["record"]): row for row in records.iter_rows(named=True)}
    parts = []
    for number, looked in enumerate(sample, start=1):
        if not looked.verdict:
            keys = [part.partition(":")[::2] for part in looked.cluster.split(" | ")]
            parts += [f"## {number} {looked.stratum}", *(_told(key, rows[key]) for key in keys)]
    return "\n".join(parts)


def _told(key: tuple[str, str], row: Mapping[str, Any]) -> str:
    said = [f"{column}={_short(row[column])}" for column in SHOWN if row.get(column)]
    return f"- {key[0]} {key[1]}: {'; '.join(said)}"


def _short(value: Any) -> str:
    text = ", ".join(value[:8]) if isinstance(value, list) else str(value)
    return text[:420]
