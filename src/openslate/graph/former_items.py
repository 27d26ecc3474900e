"""Keeps the ids of items that are gone leading somewhere."""

import polars as pl

from openslate.graph.canonical import Canonical
from openslate.graph.delivery import record_key
from openslate.graph.quads import Quads
from openslate.graph.vocabulary import DATA, Columns, Graphs, Terms

NEW, OLD = "new", "old"
_ITEM = f"{DATA}item:"


def former_ids(quads: Quads, canonical: Canonical) -> pl.DataFrame:
    """Ids that lead to another item now: columns `id`, `replaced_by`.

    Beside the ids that joined records would have alone, those are the ids of the graph written
    before whose founding record is gone while another of its records is still here.
    """
    now = dict(canonical.replaced.select(Columns.ID, Columns.REPLACED_BY).iter_rows())
    here = set(canonical.items[Columns.ID])
    for old, new in _dissolved(quads, canonical) + _replaced(quads):
        target = now.get(new, new)
        if old not in here and target in here:
            now.setdefault(old, target)
    rows = sorted(now.items())
    schema = {Columns.ID: pl.String, Columns.REPLACED_BY: pl.String}
    return pl.DataFrame(rows, schema, orient="row")


def _dissolved(quads: Quads, canonical: Canonical) -> list[tuple[str, str]]:
    """Former item and present item of every record that has been in both."""
    keys = canonical.records.select(Columns.SOURCE, Columns.RECORD, Columns.ID).iter_rows()
    present = {(source, record): item for source, record, item in keys}
    former = [(record_key(record), _id(item)) for record, item in _pairs(quads, Terms.RECORD_OF)]
    return sorted((item, present[key]) for key, item in former if key in present)


def _replaced(quads: Quads) -> list[tuple[str, str]]:
    return [(_id(old), _id(new)) for old, new in _pairs(quads, Terms.REPLACED_BY)]


def _pairs(quads: Quads, term: str) -> list[tuple[str, str]]:
    query = f"SELECT ?old ?new WHERE {{ GRAPH <{Graphs.CANONICAL}> {{ ?old <{term}> ?new }} }}"
    return sorted((old, new) for old, new in quads.table(query).iter_rows())


def _id(item: str) -> str:
    return item.removeprefix(_ITEM)
