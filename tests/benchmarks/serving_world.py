"""What serving is measured on: MovieLens 1M, and the demo's films among 100,000 items."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import polars as pl
import scipy.sparse as sp

from openslate.app.identity.make_snapshot import MakeSnapshot
from openslate.app.train import TrainRecommender
from openslate.app.viewers import NOTED_FOR
from openslate.app.workspace import Workspace
from openslate.catalogue.record import SourceRecord
from openslate.graph.delivery import Delivery
from openslate.recommend.models.graph_features import GraphFeatures, read_features
from openslate.recommend.models.interactions import Interactions
from openslate.store.event_kinds import EventKind
from openslate.store.events import Event, EventStore
from openslate.store.viewers import Viewer, ViewerStore
from tests.benchmarks.accuracy_sets import read_facts, shared_data
from tests.benchmarks.demo_catalogue import demo_folder, read_demo

SOURCE = "movielens"
RECEIVED = datetime(2026, 1, 1, tzinfo=UTC)
AGES = {"Under 18": 16, "18-24": 21, "25-34": 30, "35-44": 40, "45-49": 47, "50-55": 53, "56+": 60}
LANGUAGES = ("English", "English", "English", "English", "French", "Japanese")
LISTED = ("cast", "directors", "writers")
"""What DBpedia says of a film that Slate's records have fields for."""


def large_catalogue(size: int) -> tuple[Interactions, GraphFeatures]:
    """The demo's films and viewers among `size` items; the others have half of two films' facts.

    Nobody has watched those others, so their scores come from their facts alone.
    """
    demo = read_demo(demo_folder([]))
    views, real = demo.interactions, read_features(demo.snapshot)
    draw = np.random.default_rng(20)
    pair = draw.integers(0, real.size, (2, size - real.size))
    both = sp.csr_matrix(real.matrix[pair[0]] + real.matrix[pair[1]])
    kept = draw.random(both.nnz) < 0.5
    parts = (np.minimum(both.data, 1.0) * kept, both.indices, both.indptr)
    others = sp.csr_matrix(parts, shape=both.shape)
    others.eliminate_zeros()
    features = GraphFeatures(sp.csr_matrix(sp.vstack([real.matrix, others])), real.names)
    held = views.matrix
    matrix = sp.csr_matrix((held.data, held.indices, held.indptr), (held.shape[0], size))
    return Interactions(views.viewers, matrix, times=views.times), features


def movielens_workspace(folder: Path) -> Workspace:
    """A workspace with the films, viewers and viewings of MovieLens 1M, ready to serve.

    Languages, ages and rights, which the rules ask about, are made up.
    """
    Workspace.create(folder).close()
    workspace = Workspace.open(folder)
    delivery = Delivery(SOURCE, "items.csv", "00", RECEIVED, "research", 0.5, "benchmark")
    films = _films()
    workspace.quads.add_delivery(delivery, films)
    rights = Delivery("rights", "w", "01", RECEIVED, "own", 0.5, "benchmark", kind="availability")
    workspace.quads.add_delivery(rights, _windows(films))
    ViewerStore(workspace.database).upsert(_viewers())
    views = pl.read_csv(shared_data() / "ml1m-dbpedia" / "interactions.csv.gz")
    EventStore(workspace.database).import_events(SOURCE, "00", map(_event, views.iter_rows()))
    MakeSnapshot(workspace)()
    TrainRecommender(workspace)()
    return workspace


def _films() -> list[SourceRecord]:
    folder = shared_data() / "ml1m-dbpedia"
    items, features = pl.read_csv(folder / "items.csv"), read_facts()
    names = items["movielens_name"].str.extract_groups(r"^(.*) \((\d{4})\)\s*$").struct.unnest()
    told = dict(zip(items["item"], names.iter_rows(), strict=True))
    films = sorted(pl.read_csv(folder / "interactions.csv.gz")["item"].unique())
    return [
        SourceRecord(SOURCE, str(film), row, _values(*told[film], features, row))
        for row, film in enumerate(films)
    ]


def _values(name: str, year: str, features: GraphFeatures, row: int) -> dict[str, object]:
    facts = [features.names[at] for at in features.matrix[row].indices]
    listed = {kind: [value for own, value in facts if own == kind] for kind in LISTED}
    known = {kind: values for kind, values in listed.items() if values}
    drawn = {"minimum_age": 17 if row % 4 else 0, "languages": [LANGUAGES[row % len(LANGUAGES)]]}
    return {"name": name, "year": int(year), **drawn, **known}


def _windows(films: Sequence[SourceRecord]) -> Iterator[SourceRecord]:
    """Nine films in ten may be shown."""
    for film in films:
        if film.row % 10:
            told = {"of_source": SOURCE, "of_record": film.id, "territory": "US"}
            window = {**told, "starts": date(2020, 1, 1), "licence_type": "subscription"}
            yield SourceRecord("rights", str(film.row), film.row, window, "availability")


def _viewers() -> list[Viewer]:
    table = pl.read_csv(shared_data() / "ml1m-dbpedia" / "viewers.csv")
    return [Viewer(str(name), AGES[age], gender) for name, gender, age in table.iter_rows()]


def _event(row: tuple[int, int, int]) -> Event:
    viewer, item, timestamp = row
    at = datetime.fromtimestamp(timestamp, UTC)
    return Event(str(viewer), str(item), EventKind.WATCHED, None, at, purposes=NOTED_FOR)
