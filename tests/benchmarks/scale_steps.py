"""The steps that the scale benchmark measures, each run in a process of its own."""

import json
import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import polars as pl
import pyoxigraph as ox
import rdflib

from openslate.catalogue.identity import resolve
from openslate.graph.delivery import Delivery
from openslate.graph.links import ACCEPTED, PAIR
from openslate.graph.policy import CanonicalPolicy
from openslate.graph.quad_store import QuadStore
from openslate.graph.refresh import refresh
from openslate.graph.vocabulary import Columns
from tests.benchmarks.synthetic_catalogue import SyntheticSource, links, records, sources, windows

START = datetime(2026, 1, 1, tzinfo=UTC)
CHANGED = 100
RDFLIB_SHARE = 50_000
Measures = dict[str, dict[str, float]]


@contextmanager
def measured(into: Measures, name: str) -> Iterator[dict[str, float]]:
    """Notes seconds on the clock and seconds of processor time under a name."""
    began, worked = perf_counter(), process_time()
    into[name] = {}
    yield into[name]
    into[name] |= {"seconds": perf_counter() - began, "processor": process_time() - worked}


def import_step(folder: Path, size: int) -> Measures:
    """All deliveries from records to the graph."""
    found: Measures = {}
    with QuadStore(folder / "graph") as store, measured(found, "import") as noted:
        reports = [deliver(store, source, 0) for source in sources(size)]
        rights = Delivery("rights", "f", "aa", START, "own", 0.5, "made up", kind="availability")
        reports.append(store.add_delivery(rights, windows(sources(size)[0])))
        noted |= {
            "records": sum(report.records for report in reports),
            "triples": sum(report.triples for report in reports),
        }
    return found


def deliver(store: QuadStore, source: SyntheticSource, edition: int) -> Any:
    """A source's delivery; a later edition has other facts of its first hundred films."""
    at, changed = START + timedelta(days=edition), CHANGED if edition else 0
    delivery = Delivery(source.name, "f", f"{edition:04x}", at, "own", source.trust, "made up")
    return store.add_delivery(delivery, records(source, edition, changed))


def peers_step(folder: Path, _size: int) -> Measures:
    """The same triples, as a finished file, into plain pyoxigraph and into rdflib."""
    with QuadStore(folder / "graph") as store:
        graph = store.deliveries.current()[0].graph
        lines = [*store.quads.dump(graph)]
    found: Measures = {}
    store = ox.Store(str(folder / "plain"))
    with measured(found, "pyoxigraph") as noted:
        text = "\n".join(lines).encode()
        store.bulk_load(text, format=ox.RdfFormat.N_TRIPLES)
        noted["triples"] = len(lines)
    with measured(found, "rdflib") as noted:
        few = lines[:RDFLIB_SHARE]
        rdflib.Graph().parse(data="\n".join(few), format="nt")
        noted["triples"] = len(few)
    return found


def resolve_step(folder: Path, _size: int) -> Measures:
    """Identity by the resolver."""
    found: Measures = {}
    with QuadStore(folder / "graph") as store:
        with measured(found, "read records") as noted:
            frame = store.records_frame()
            noted["records"] = frame.height
        with measured(found, "resolve") as noted:
            made = resolve(frame).links
            noted |= {"records": frame.height, "links": made.height}
        with measured(found, "write links") as noted:
            noted["links"] = store.links.put(made)
    return found


def truth_step(folder: Path, size: int) -> Measures:
    """Identity as it was made up, in place of the resolver."""
    rows = [(*pair, 1.0, "made up", "the same film", ACCEPTED) for pair in links(size)]
    named = [*PAIR, Columns.CONFIDENCE, Columns.METHOD, Columns.EVIDENCE, Columns.STATUS]
    found: Measures = {}
    with QuadStore(folder / "graph") as store:
        with measured(found, "read records") as noted:
            noted["records"] = store.records_frame().height
        with measured(found, "write links") as noted:
            noted["links"] = store.links.put(pl.DataFrame(rows, named, orient="row"))
    return found


def snapshot_step(folder: Path, _size: int) -> Measures:
    """Canonical graph and snapshot from nothing."""
    found: Measures = {}
    with QuadStore(folder / "graph") as store, measured(found, "first snapshot") as noted:
        made = refresh(store, CanonicalPolicy(), folder / "snapshots")
        noted |= {"items": made.items, "touched": made.touched}
    return found


def change_step(folder: Path, size: int) -> Measures:
    """A hundred items of one source say something new; the process is already running."""
    found: Measures = {}
    with QuadStore(folder / "graph") as store:
        root = folder / "snapshots"
        with measured(found, "nothing new") as noted:
            noted["touched"] = refresh(store, CanonicalPolicy(), root).touched
        shop = sources(size)[2]
        edition = 1 + len(store.deliveries.reports())
        with measured(found, f"import {shop.name} again") as noted:
            noted["records"] = deliver(store, shop, edition).records
        with measured(found, "read records again"):
            store.records_frame()
        with measured(found, "snapshot again") as noted:
            noted["touched"] = refresh(store, CanonicalPolicy(), root).touched
    return found


STEPS: dict[str, Callable[[Path, int], Measures]] = {
    "import": import_step,
    "peers": peers_step,
    "resolve": resolve_step,
    "truth": truth_step,
    "snapshot": snapshot_step,
    "change": change_step,
}


def main() -> None:
    """Run one step and print its measures and the peak memory of this process as JSON."""
    step, folder, size = sys.argv[1:]
    found = STEPS[step](Path(folder), int(size))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"measures": found, "peak": peak}))


if __name__ == "__main__":
    main()
