"""The data sets that accuracy is measured on, as the product's own viewings, splits and facts."""

import gzip
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import polars as pl
import scipy.sparse as sp

from openslate.recommend.evaluation.split import Split
from openslate.recommend.models.graph_features import GraphFeatures
from openslate.recommend.models.interactions import Interactions, interactions_of
from tests.repository import ROOT

FACTS = {
    "related_to_wikipage": "page",
    "belong_to_category": "category",
    "starred_by_actor": "cast",
    "wrote_by_writter": "writers",
    "directed_by_director": "directors",
    "composed_by_composer": "composers",
}
"""Kinds of facts by DBpedia's relations; all others keep their name."""


def shared_data() -> Path:
    """The folder of shared reference data: SLATE_SHARED_DATA, else beside the checkout."""
    folder = Path(os.environ.get("SLATE_SHARED_DATA") or ROOT.parent / "shared" / "data")
    if not folder.is_dir():
        raise SystemExit(f"No shared data at {folder}: set SLATE_SHARED_DATA to its folder")
    return folder


def read_published_split(name: str) -> Split:
    """The very files of the published tables: one line a viewer, then the items."""
    folder = shared_data() / "lightgcn-splits" / name
    parts = [_pairs(folder / f"{part}.txt.gz") for part in ("train", "valid", "test")]
    viewers, items = (1 + max(int(part[axis].max()) for part in parts) for axis in (0, 1))
    names = tuple(map(str, range(viewers)))
    return Split(*(Interactions(names, _ones(*part, (viewers, items))) for part in parts))


@cache
def read_views() -> Interactions:
    """MovieLens 1M's timestamped viewings of films that DBpedia knows."""
    folder = shared_data() / "ml1m-dbpedia"
    views = pl.read_csv(folder / "interactions.csv.gz")
    items = film_ids()
    dense = np.searchsorted(items, views["item"].to_numpy())
    return interactions_of(
        views["viewer"].cast(pl.Utf8), dense, len(items), times=views["timestamp"]
    )


@cache
def film_ids() -> np.ndarray:
    """MovieLens' numbers of the films, ascending; the dense item is the place among them."""
    views = pl.read_csv(shared_data() / "ml1m-dbpedia" / "interactions.csv.gz", columns=["item"])
    return np.unique(views["item"].to_numpy())


@cache
def read_facts(least_items: int = 2) -> GraphFeatures:
    """What DBpedia says of each film, and its year, where at least so many share it."""
    facts = pl.concat([_triples(), _years()]).unique()
    spread = facts.group_by("kind", "value").len().filter(pl.col("len") >= least_items)
    names = spread.sort("kind", "value").with_row_index("feature")
    rows = facts.join(names, on=["kind", "value"])
    places = np.searchsorted(film_ids(), rows["item"].to_numpy())
    matrix = _ones(places, rows["feature"].to_numpy(), (len(film_ids()), names.height))
    return GraphFeatures(matrix, tuple(names.select("kind", "value").iter_rows()))


def _triples() -> pl.DataFrame:
    triples = pl.read_csv(shared_data() / "ml1m-dbpedia" / "triples.csv.gz")
    known = triples.filter(pl.col("item").is_in(film_ids().tolist()))
    kind = pl.col("relation").replace(FACTS).alias("kind")
    return known.select("item", kind, pl.col("entity").alias("value"))


def _years() -> pl.DataFrame:
    """The years about a film's, which its MovieLens name ends in: Jumanji (1995).

    Films of near years share some of them, so that nearness in time is a likeness like others.
    """
    items = pl.read_csv(shared_data() / "ml1m-dbpedia" / "items.csv")
    known = items.filter(pl.col("item").is_in(film_ids().tolist()))
    year = pl.col("movielens_name").str.extract(r"\((\d{4})\)\s*$").cast(pl.Int32)
    about = [known.select("item", (year + away).alias("value")) for away in range(-2, 3)]
    rows = pl.concat(about).drop_nulls()
    return rows.select("item", pl.lit("year").alias("kind"), pl.col("value").cast(pl.Utf8))


def _pairs(path: Path) -> tuple[np.ndarray, np.ndarray]:
    viewers, items = zip(*_lines(path), strict=True)
    return np.array(viewers), np.array(items)


def _lines(path: Path) -> Iterator[tuple[int, int]]:
    with gzip.open(path, "rt") as lines:
        for line in lines:
            viewer, *items = map(int, line.split())
            yield from ((viewer, item) for item in items)


def _ones(rows: np.ndarray, columns: np.ndarray, shape: tuple[int, int]) -> "sp.csr_matrix":
    matrix = sp.csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), shape=shape)
    matrix.sum_duplicates()
    matrix.data[:] = 1.0
    return matrix
