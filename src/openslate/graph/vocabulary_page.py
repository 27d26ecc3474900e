"""The reference page of the vocabulary, written from the vocabulary itself."""

from collections.abc import Iterable

from openslate.graph.alignment import ONTOLOGIES, alignments
from openslate.graph.vocabulary import (
    AVAILABILITY_FIELDS,
    DCTERMS,
    FIELDS,
    PROV,
    RDF,
    SCHEMA,
    SKOS,
    SLATE,
    Field,
    Graphs,
    Terms,
)

PREFIXES = {
    "schema": SCHEMA,
    "dcterms": DCTERMS,
    "prov": PROV,
    "rdf": RDF,
    "skos": SKOS,
    "slate": SLATE,
}
INTRODUCTION = """# Vocabulary

Written from `openslate.graph.vocabulary`, the only place that spells terms and columns. A field is
a column of frames, snapshots and rules, and a term of the graph.
"""


def vocabulary_page() -> str:
    """The whole page in Markdown."""
    prefixes = "\n".join(f"- `{prefix}:` {namespace}" for prefix, namespace in PREFIXES.items())
    graphs = "\n".join(f"- `{iri}`: {name.lower()}" for name, iri in _constants(Graphs))
    terms = "\n".join(f"- `{short(iri)}`" for _, iri in _constants(Terms))
    parts = {
        "Prefixes": prefixes,
        "Fields of an item": _table(FIELDS),
        "Fields of a rights window": _table(AVAILABILITY_FIELDS),
        "Named graphs beside the deliveries": graphs,
        "Other terms": terms,
    }
    parts |= {f"Counterparts in {name}": _counterparts(o) for o, name in ONTOLOGIES.items()}
    sections = (f"## {title}\n{text}\n" for title, text in parts.items())
    return "\n".join([INTRODUCTION, *sections])


def short(iri: str) -> str:
    """An IRI with its prefix.

    >>> short("https://schema.org/name")
    'schema:name'
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _table(fields: Iterable[Field]) -> str:
    rows = [
        f"| `{f.column}` | {f.kind}{', many' if f.many else ''} | `{short(f.iri)}` | {f.about} |"
        for f in fields
    ]
    return "\n".join(["| column | kind | term | what it says |", "|---|---|---|---|", *rows])


def _counterparts(ontology: str) -> str:
    """A table of terms and counterparts, then the terms without one."""
    found = alignments(ontology)
    rows = [
        f"| `{short(a.term)}` | {a.relation} | `{a.counterpart}` |" for a in found if a.counterpart
    ]
    missing = ", ".join(f"`{short(a.term)}`" for a in found if not a.counterpart)
    return "\n".join(
        [
            f"From `openslate/graph/alignments/{ontology}.ttl`, which names its sources.\n",
            "| term | theirs is | counterpart |",
            "|---|---|---|",
            *rows,
            f"\nWithout a counterpart, or without one that could be verified: {missing}.",
        ]
    )


def _constants(names: type) -> list[tuple[str, str]]:
    return [(name, value) for name, value in vars(names).items() if name.isupper()]
