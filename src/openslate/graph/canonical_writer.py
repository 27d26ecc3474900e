"""Writes the canonical view into the graph, so that it can be asked for in SPARQL."""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from openslate.common.ids import hash_lines
from openslate.graph.canonical import Canonical
from openslate.graph.delivery import record_iri
from openslate.graph.fact_writer import FactWriter
from openslate.graph.former_items import former_ids
from openslate.graph.ntriples import iri, literal, triple
from openslate.graph.quad_store import QuadStore
from openslate.graph.quads import Quads
from openslate.graph.vocabulary import DATA, FIELDS, Columns, Graphs, Terms


@dataclass(frozen=True)
class CanonicalReport:
    """What writing changed: triples added and removed; both 0 when nothing was new."""

    items: int
    added: int
    removed: int
    digest: str


def write_canonical(store: QuadStore, canonical: Canonical) -> CanonicalReport:
    """Make the canonical graph say exactly this.

    The first time it is bulk loaded and marked complete after. From then on only the difference is
    written, together with the mark, in one transaction: a reader or a kill sees the old graph or
    the new one, never half.
    """
    replaced = former_ids(store.quads, canonical)
    lines = sorted(set(_lines(canonical, replaced)))
    digest, old = hash_lines(lines), canonical_digest(store.quads)
    if old == digest:
        return CanonicalReport(canonical.items.height, 0, 0, digest)
    present = set(store.quads.dump(Graphs.CANONICAL))
    if present:
        added, removed = set(lines) - present, present - set(lines)
        store.quads.update(_change(added, removed, _mark(digest), _mark(old)))
        return CanonicalReport(canonical.items.height, len(added), len(removed), digest)
    store.quads.load(Graphs.CANONICAL, lines)
    store.quads.update(_change(set(), set(), _mark(digest), _mark(old)))
    return CanonicalReport(canonical.items.height, len(lines), 0, digest)


def canonical_digest(quads: Quads) -> str | None:
    """Content hash of the canonical graph, None while there is no complete one."""
    query = f"""SELECT ?digest WHERE {{ GRAPH <{Graphs.DELIVERIES}> {{
        <{Graphs.CANONICAL}> <{Terms.DIGEST}> ?digest }} }}"""
    found = quads.table(query)
    return None if found.is_empty() else str(found.item())


def item_iri(item_id: str) -> str:
    """IRI of an item."""
    return f"{DATA}item:{item_id}"


def _lines(canonical: Canonical, replaced: pl.DataFrame) -> Iterator[str]:
    writer = FactWriter(FIELDS)
    for item in canonical.items.iter_rows(named=True):
        subject = item_iri(item.pop(Columns.ID))
        yield triple(subject, Terms.TYPE, iri(Terms.MOVIE))
        yield from writer.facts(subject, item)
    for frame in (canonical.records, canonical.windows.attached):
        keys = frame.select(Columns.SOURCE, Columns.RECORD, Columns.ID)
        for source, record, item_id in keys.iter_rows():
            yield triple(record_iri(source, record), Terms.RECORD_OF, iri(item_iri(item_id)))
    for old, new in replaced.select(Columns.ID, Columns.REPLACED_BY).iter_rows():
        yield triple(item_iri(old), Terms.REPLACED_BY, iri(item_iri(new)))


def _mark(digest: str | None) -> str:
    return triple(Graphs.CANONICAL, Terms.DIGEST, literal(digest)) if digest else ""


def _change(added: set[str], removed: set[str], mark: str, old_mark: str) -> str:
    """A SPARQL update; all its steps are one transaction."""
    return f"""
    DELETE DATA {{ GRAPH <{Graphs.CANONICAL}> {{ {" ".join(removed)} }}
                   GRAPH <{Graphs.DELIVERIES}> {{ {old_mark} }} }};
    INSERT DATA {{ GRAPH <{Graphs.CANONICAL}> {{ {" ".join(added)} }}
                   GRAPH <{Graphs.DELIVERIES}> {{ {mark} }} }}
    """
