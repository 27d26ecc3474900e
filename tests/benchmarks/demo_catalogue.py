"""The demo's two catalogues and its viewings, read, resolved and joined as the product does it."""

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import platformdirs
import scipy.sparse as sp

from openslate.audience.readers.movielens import read_ratings
from openslate.catalogue.identity import resolve
from openslate.catalogue.importing import import_file
from openslate.catalogue.readers.movielens import MovieLensReader
from openslate.catalogue.readers.wikidata_films import WikidataFilmsReader
from openslate.graph.canonical import derive_canonical
from openslate.graph.quad_store import QuadStore
from openslate.graph.snapshot import Snapshot
from openslate.graph.snapshot_tables import snapshot_tables
from openslate.recommend.models.graph_features import GraphFeatures
from openslate.recommend.models.interactions import Interactions, interactions_of
from openslate.testing.clock import FrozenClock


@dataclass(frozen=True, eq=False)
class Demo:
    """The snapshot, and the viewings both as items of it and as MovieLens' own 1,682 films."""

    snapshot: Snapshot
    interactions: Interactions
    films: Interactions
    item_of_film: np.ndarray

    def film_features(self, features: GraphFeatures) -> GraphFeatures:
        """Features of the snapshot's items handed to MovieLens' own films."""
        return GraphFeatures(sp.csr_matrix(features.matrix[self.item_of_film]), features.names)


def demo_folder(arguments: Sequence[str] | None = None) -> Path:
    """The folder of the demo's files: an argument, SLATE_DEMO_DATA or the user's cache."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", type=Path)
    cache = platformdirs.user_cache_path("slate") / "demo"
    given = parser.parse_args(arguments).folder or os.environ.get("SLATE_DEMO_DATA")
    folder = Path(given) if given else cache
    if not folder.is_dir():
        parser.error("no demo data: run 'slate data get demo', or name its folder")
    return folder


def read_demo(folder: Path) -> Demo:
    """Everything from the files as they ship; takes about half a minute."""
    snapshot = make_snapshot(folder)
    source = MovieLensReader().source
    events = list(read_ratings(find(folder, "ml-100k.inter")))
    films = sorted({event.record for event in events}, key=int)
    number = {film: at for at, film in enumerate(films)}
    items = np.array([snapshot.item_of_record[source, film] for film in films])
    viewers, watched = [e.viewer for e in events], [number[e.record] for e in events]
    return Demo(
        snapshot,
        interactions_of(viewers, items[watched], snapshot.size),
        interactions_of(viewers, watched, len(films)),
        items,
    )


def make_snapshot(folder: Path) -> Snapshot:
    """Both catalogues as one snapshot, in memory."""
    clock = FrozenClock(datetime(2026, 1, 1, tzinfo=UTC))
    with QuadStore() as store:
        import_file(store, WikidataFilmsReader(), find(folder, "movies.db"), clock)
        import_file(store, MovieLensReader(), find(folder, "ml-100k.item"), clock)
        store.links.put(resolve(store.records_frame()).links)
        return Snapshot("demo", **snapshot_tables(derive_canonical(store)))


def find(folder: Path, name: str) -> Path:
    """The file called `name` at any depth below `folder`."""
    found = next(folder.rglob(name), None)
    if found is None:
        raise SystemExit(f"There is no {name} in {folder}: run 'slate data get demo' again")
    return found
