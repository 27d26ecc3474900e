"""Writes the canonical view into the graph, so that it can be asked for in SPARQL."""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from openslate.graph.canonical import Canonical
from openslate.graph.canonical_lines import (
    LINE,
    item_iri,
    item_lines,
    people,
    people_lines,
    record_lines,
    redirect_lines,
)
from openslate.graph.canonical_mark import canonical_digest
from openslate.graph.ntriples import literal, triple
from openslate.graph.quad_store import QuadStore
from openslate.graph.quads import Quads
from openslate.graph.set_digest import SetDigest
from openslate.graph.vocabulary import Columns, Graphs, Terms

__all__ = ["CanonicalReport", "canonical_digest", "item_iri", "write_canonical", "write_change"]


@dataclass(frozen=True)
class CanonicalReport:
    """What writing changed: triples added and removed; both 0 when nothing was new."""

    items: int
    added: int
    removed: int
    digest: str


def write_canonical(store: QuadStore, canonical: Canonical) -> CanonicalReport:
    """Make the canonical graph say exactly this, whatever it says now.

    The first time it is bulk loaded and marked complete after. From then on only the difference is
    written, together with the mark, in one transaction: a reader or a kill sees the old graph or
    the new one, never half.
    """
    lines, old = canonical_lines(canonical), canonical_digest(store.quads)
    digest = str(SetDigest().change(lines, ()))
    if old == digest:
        return CanonicalReport(canonical.items.height, 0, 0, digest)
    present = pl.Series(LINE, store.quads.dump(Graphs.CANONICAL), pl.String)
    if present.is_empty():
        store.quads.load(Graphs.CANONICAL, lines)
        store.quads.update(_change((), (), _mark(digest), _mark(old)))
        return CanonicalReport(canonical.items.height, len(lines), 0, digest)
    added, removed = without(lines, present), without(present, lines)
    store.quads.update(_change(added, removed, _mark(digest), _mark(old)))
    return CanonicalReport(canonical.items.height, len(added), len(removed), digest)


def write_change(quads: Quads, old: str, added: pl.Series, removed: pl.Series) -> str:
    """Write a difference to the graph marked `old`, in one transaction; the new mark."""
    digest = str(SetDigest.parse(old).change(added, removed))
    if digest != old:
        quads.update(_change(added, removed, _mark(digest), _mark(old)))
    return digest


def canonical_lines(canonical: Canonical) -> pl.Series:
    """All that the canonical graph says, each line once."""
    lines = [
        *item_lines(canonical.items),
        people_lines(people(canonical.items)),
        record_lines(canonical.records.select(_OF), Terms.RECORD_OF),
        record_lines(canonical.windows.attached.select(_OF), Terms.WINDOW_OF),
        redirect_lines(canonical.replaced),
    ]
    return pl.concat(lines).unique(maintain_order=True)


def without(lines: pl.Series, others: pl.Series) -> pl.Series:
    """The lines that are not among the others."""
    return lines.to_frame(LINE).join(others.to_frame(LINE), on=LINE, how="anti")[LINE]


_OF = [Columns.SOURCE, Columns.RECORD, Columns.ID]


def _mark(digest: str | None) -> str:
    return triple(Graphs.CANONICAL, Terms.DIGEST, literal(digest)) if digest else ""


def _change(added: Iterable[str], removed: Iterable[str], mark: str, old_mark: str) -> str:
    """A SPARQL update; all its steps are one transaction."""
    return f"""
    DELETE DATA {{ GRAPH <{Graphs.CANONICAL}> {{ {" ".join(removed)} }}
                   GRAPH <{Graphs.DELIVERIES}> {{ {old_mark} }} }};
    INSERT DATA {{ GRAPH <{Graphs.CANONICAL}> {{ {" ".join(added)} }}
                   GRAPH <{Graphs.DELIVERIES}> {{ {mark} }} }}
    """
