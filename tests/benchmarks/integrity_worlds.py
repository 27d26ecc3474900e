"""Two audiences in which rings are hidden: MovieLens 1M as it was, and a made town's evenings."""

import gzip
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from openslate.audience.integrity.viewings import Viewings, read_viewings
from openslate.testing.traffic import Evenings, Ring, Rows, events_of, hide_ring, ordinary_evenings
from tests.repository import ROOT

TOWN = Evenings(viewers=6_000, titles=800)
SAME_HOURS = 6


@dataclass(frozen=True, eq=False)
class World:
    """An audience with its puppets: `puppet` marks them, `targets` are titles that rings pushed."""

    viewings: Viewings
    puppet: np.ndarray
    targets: np.ndarray


def movielens() -> Rows | None:
    """The views of ml1m-dbpedia with their real times, None where the data is missing."""
    named = os.environ.get("SLATE_SHARED_DATA")
    folder = Path(named) if named else ROOT.parent / "shared" / "data"
    path = folder / "ml1m-dbpedia" / "interactions.csv.gz"
    if not path.exists():
        return None
    with gzip.open(path) as stream:
        frame = pl.read_csv(stream.read())
    numbers = (np.unique(frame[name], return_inverse=True)[1] for name in ("viewer", "item"))
    return Rows(*numbers, frame["timestamp"].to_numpy())


def town(seed: int) -> Rows:
    """The evenings of six thousand viewers in twelve weeks."""
    return ordinary_evenings(TOWN, seed)


def with_rings(rows: Rows, ring: Ring, rings: int, seed: int) -> World:
    """Hide so many rings of this kind."""
    puppets: list[int] = []
    made = rows
    for number in range(rings):
        made, accounts = hide_ring(made, ring, seed * 100 + number)
        puppets += accounts.tolist()
    viewings = read_viewings(events_of(made), SAME_HOURS)
    puppet = np.array([int(name[1:]) in set(puppets) for name in viewings.viewers])
    return World(viewings, puppet, _pushed(viewings, puppet, ring.targets * rings))


def _pushed(viewings: Viewings, puppet: np.ndarray, count: int) -> np.ndarray:
    """So many titles that puppets watched most beyond what others watch of them."""
    taken = np.bincount(viewings.title[puppet[viewings.viewer]], minlength=len(viewings.titles))
    usual = viewings.of_title - taken
    beyond = taken - usual * (taken.sum() / max(usual.sum(), 1))
    return np.sort(np.argsort(-beyond, kind="stable")[:count])
