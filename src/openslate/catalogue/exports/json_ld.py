"""Exports items as JSON-LD in schema.org's terms, with who said what."""

import json
from collections.abc import Collection
from datetime import date
from typing import Any, BinaryIO

from openslate.catalogue.exports.items import Claim, ExportedItem, Progress, exported_items
from openslate.catalogue.exports.rdf_terms import (
    PREFIXES,
    RECORD,
    RUNTIME,
    iso_minutes,
    item_class,
    typed,
)
from openslate.graph.canonical_writer import item_iri
from openslate.graph.delivery import record_iri
from openslate.graph.fact_writer import person_iri
from openslate.graph.snapshot import Snapshot
from openslate.graph.vocabulary import FIELD, SCHEMA, Field, Terms

SAID = "slate:said"
CONTEXT = {"@vocab": SCHEMA, **{name: iri for name, iri in PREFIXES.items() if iri != SCHEMA}}


def export_json_ld(
    snapshot: Snapshot,
    file: BinaryIO,
    ids: Collection[str] | None = None,
    progress: Progress | None = None,
) -> int:
    """Write items as one JSON-LD graph, a line each; how many."""
    file.write(f'{{"@context": {json.dumps(CONTEXT)},\n"@graph": ['.encode())
    count = 0
    for item in exported_items(snapshot, ids, progress, claims=True):
        text = json.dumps(_node(item), ensure_ascii=False)
        file.write(f"{',' if count else ''}\n{text}".encode())
        count += 1
    file.write(b"\n]}\n")
    return count


def _node(item: ExportedItem) -> dict[str, Any]:
    node: dict[str, Any] = {
        "@id": item_iri(item.id),
        "@type": term(item_class(item.values.get(FIELD["work_type"].column))),
    }
    for column, value in item.values.items():
        node[term(FIELD[column].iri)] = _value(FIELD[column], value)
    if item.claims:
        node[SAID] = _said(item.claims)
    return node


def _said(claims: tuple[Claim, ...]) -> list[dict[str, Any]]:
    """A node for each record, with its source and what it says."""
    nodes: dict[tuple[str, str], dict[str, Any]] = {}
    for claim in claims:
        made = {
            "@id": record_iri(claim.source, claim.record),
            "@type": term(RECORD),
            term(Terms.SOURCE): claim.source,
        }
        node = nodes.setdefault((claim.source, claim.record), made)
        field = FIELD[claim.field]
        value = typed(field, claim.value)
        if field.many:
            node.setdefault(term(field.iri), []).extend(_value(field, [value]))
        else:
            node[term(field.iri)] = value
    return list(nodes.values())


def _value(field: Field, value: Any) -> Any:
    if field.role:
        kind = term(Terms.PERSON)
        return [{"@type": kind, "@id": person_iri(name), "name": name} for name in value]
    if field.column == RUNTIME:
        return iso_minutes(value)
    return value.isoformat() if isinstance(value, date) else value


def term(iri: str) -> str:
    """A term as the context of the export spells it: schema.org's own without a prefix.

    >>> term("https://schema.org/name"), term("https://openslate.org/ns#year")
    ('name', 'slate:year')
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            name = iri.removeprefix(namespace)
            return name if namespace == SCHEMA else f"{prefix}:{name}"
    return iri
