"""The tiny catalogue already in a graph, for tests that start from knowledge."""

from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from openslate.catalogue.importing import import_file
from openslate.catalogue.readers.availability_csv import AvailabilityReader
from openslate.catalogue.readers.movielens import MovieLensReader
from openslate.catalogue.readers.wikidata_films import WikidataFilmsReader
from openslate.common.clock import Clock
from openslate.graph.canonical import derive_canonical
from openslate.graph.links import ACCEPTED, PAIR
from openslate.graph.quad_store import QuadStore
from openslate.graph.snapshot import Snapshot
from openslate.graph.snapshot_writer import write_snapshot
from openslate.graph.vocabulary import Columns
from openslate.testing.clock import FrozenClock
from openslate.testing.tiny import MOVIELENS, TRUE_PAIRS, WIKIDATA, TinyFiles, write_tiny

NOON = datetime(2026, 3, 15, 12, tzinfo=UTC)


def tiny_store(folder: Path, path: Path | None = None, clock: Clock | None = None) -> QuadStore:
    """A quad store holding the tiny catalogue and its true links; files go to `folder`."""
    store = QuadStore(path)
    import_tiny(store, write_tiny(folder), clock or FrozenClock(NOON))
    store.links.put(true_links())
    return store


def import_tiny(store: QuadStore, files: TinyFiles, clock: Clock) -> None:
    """Import both catalogues and the availability sheet."""
    import_file(store, MovieLensReader(), files.item, clock)
    import_file(store, WikidataFilmsReader(), files.movies, clock)
    import_file(store, AvailabilityReader(), files.availability, clock)


def true_links() -> pl.DataFrame:
    """The links that a perfect resolver would find."""
    rows = [(MOVIELENS, left, WIKIDATA, right) for left, right in TRUE_PAIRS]
    return pl.DataFrame(rows, schema=list(PAIR), orient="row").with_columns(
        pl.lit(1.0).alias(Columns.CONFIDENCE),
        pl.lit("by hand").alias(Columns.METHOD),
        pl.lit("the tiny catalogue says so").alias(Columns.EVIDENCE),
        pl.lit(ACCEPTED).alias(Columns.STATUS),
    )


def tiny_snapshot(folder: Path) -> Snapshot:
    """A snapshot of the tiny catalogue: eight items, five of them known to both sources."""
    store = tiny_store(folder / "files")
    return write_snapshot(derive_canonical(store), folder / "snapshots")
