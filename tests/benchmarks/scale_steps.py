"""The steps that the scale benchmark measures, each run in a process of its own."""

import json
import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from time import perf_counter, process_time
from typing import Any
from unittest.mock import patch

import polars as pl
import pyoxigraph as ox
import rdflib

from openslate.app.catalogue.check_catalogue import CheckCatalogue
from openslate.app.identity.make_snapshot import MakeSnapshot
from openslate.app.identity.resolve import ResolveIdentities
from openslate.app.workspace import Workspace
from openslate.graph import refresh
from openslate.graph.delivery import Delivery
from openslate.graph.links import ACCEPTED, PAIR
from openslate.graph.quad_store import QuadStore
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


def tell(what: str) -> Callable[[int, int], None]:
    """Progress to standard error, in tenths."""
    told = -1

    def progress(done: int, of: int) -> None:
        nonlocal told
        if (tenths := 10 * done // max(of, 1)) > told:
            told = tenths
            print(f"  {what}: {done:,} of {of:,}", file=sys.stderr, flush=True)

    return progress


def import_step(folder: Path, size: int) -> Measures:
    """All deliveries from records to the graph."""
    found: Measures = {}
    with measured(found, "import") as noted, Workspace.create(folder) as workspace:
        store = workspace.quads
        reports = [deliver(store, source) for source in sources(size)]
        rights = Delivery("rights", "f", "aa", START, "own", 0.5, "made up", kind="availability")
        reports.append(store.add_delivery(rights, windows(sources(size)[0])))
        noted |= {
            "records": sum(report.records for report in reports),
            "triples": sum(report.triples for report in reports),
        }
    return found


def deliver(store: QuadStore, source: SyntheticSource) -> Any:
    """All that a source knows."""
    count = source.last - source.first
    told = tell(source.name)
    delivery = Delivery(source.name, "f", "00", START, "own", source.trust, "made up")
    return store.add_delivery(delivery, records(source), lambda done: told(done, count))


def deliver_change(store: QuadStore, source: SyntheticSource, edition: int) -> Any:
    """An update with other facts of a source's first hundred films."""
    at = START + timedelta(days=edition)
    delivery = Delivery(
        *(source.name, "f", f"{edition:04x}", at, "own", source.trust, "made up"), scope="update"
    )
    return store.add_delivery(delivery, islice(records(source, edition, CHANGED), CHANGED))


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
    """Identity by the resolver, from nothing."""
    found: Measures = {}
    with measured(found, "resolve") as noted, Workspace.open(folder) as workspace:
        made = ResolveIdentities(workspace)(tell("resolve"))
        noted |= {"records": made.records, "links": made.accepted + made.waiting}
    return found


def truth_step(folder: Path, size: int) -> Measures:
    """Identity as it was made up, in place of the resolver."""
    rows = [(*pair, 1.0, "made up", "the same film", ACCEPTED) for pair in links(size)]
    named = [*PAIR, Columns.CONFIDENCE, Columns.METHOD, Columns.EVIDENCE, Columns.STATUS]
    found: Measures = {}
    with measured(found, "write links") as noted, Workspace.open(folder) as workspace:
        noted["links"] = workspace.quads.links.put(pl.DataFrame(rows, named, orient="row"))
    return found


def snapshot_step(folder: Path, _size: int) -> Measures:
    """Canonical graph, checks and snapshot from nothing."""
    found: Measures = {}
    with measured(found, "first snapshot") as noted, Workspace.open(folder) as workspace:
        with by_part(found):
            made = MakeSnapshot(workspace)()
        noted |= {"items": made.items}
    return found


def change_step(folder: Path, size: int, resolved: bool = True) -> Measures:
    """A hundred items of one source say something new, to a process that has just begun."""
    found: Measures = {}
    shop = sources(size)[2]
    with measured(found, "all"):
        with measured(found, "open the workspace"):
            workspace = Workspace.open(folder)
            edition = len(workspace.quads.deliveries.reports())
        with measured(found, "import 100 records") as noted:
            noted["records"] = deliver_change(workspace.quads, shop, edition).records
        if resolved:
            with measured(found, "resolve again"):
                ResolveIdentities(workspace)()
        with measured(found, "snapshot again") as noted, by_part(found):
            noted["touched"] = MakeSnapshot(workspace)().touched
    with measured(found, "another process reads the snapshot"):
        workspace.snapshot()
    workspace.close()
    return found


PARTS = {
    "- read what counts": (refresh, "read_known"),
    "- read the snapshot before": (refresh, "recall"),
    "- check": (CheckCatalogue, "__call__"),
    "- write the tables": (refresh, "write_tables"),
}


@contextmanager
def by_part(found: Measures) -> Iterator[None]:
    """Notes what parts of a snapshot take."""
    with ExitStack() as stack:
        for name, (owner, function) in PARTS.items():
            timed = _timed(found, name, getattr(owner, function))
            stack.enter_context(patch.object(owner, function, timed))
        yield


def _timed(found: Measures, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    def run(*given: Any, **named: Any) -> Any:
        with measured(found, name):
            return function(*given, **named)

    return run


def change_with_truth(folder: Path, size: int) -> Measures:
    """The same, with identity as it was made up."""
    return change_step(folder, size, resolved=False)


STEPS: dict[str, Callable[[Path, int], Measures]] = {
    "import": import_step,
    "peers": peers_step,
    "resolve": resolve_step,
    "truth": truth_step,
    "snapshot": snapshot_step,
    "change": change_step,
    "change of truth": change_with_truth,
}


def main() -> None:
    """Run one step and print its measures and the peak memory of this process as JSON."""
    step, folder, size = sys.argv[1:]
    found = STEPS[step](Path(folder), int(size))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"measures": found, "peak": peak}))


if __name__ == "__main__":
    main()
