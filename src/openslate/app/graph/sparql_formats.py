"""Answers of the graph as CSV for sheets, as Turtle, and with short names for people."""

import csv
import io
import re

from openslate.app.graph.graph_views import GraphAnswer
from openslate.app.graph.sparql_guard import PREFIXES
from openslate.graph.answers import Answer, Term, turtle
from openslate.graph.vocabulary import DATA

ITEM = f"{DATA}item:"
FORMULA = re.compile(r"[=@\t\r]|[+-](?!\d+(\.\d+)?$)")
"""How a cell begins that a sheet would run as a formula; signed numbers are none."""


def as_csv(answer: GraphAnswer) -> str:
    """Comma-separated values with a line of names; formulas are made text by an apostrophe."""
    lines = io.StringIO()
    writer = csv.writer(lines)
    writer.writerow(answer.columns)
    writer.writerows([_cell(term) for term in row] for row in answer.rows)
    return lines.getvalue()


def as_turtle(answer: GraphAnswer) -> str:
    """Triples as Turtle with Slate's prefixes; raises SlateError for a table."""
    return turtle(Answer(answer.columns, answer.rows), PREFIXES)


def short(term: Term) -> str:
    """A term as a person reads it: an address by its prefix, everything else as it is.

    >>> short(Term("iri", "https://schema.org/name"))
    'schema:name'
    """
    if term.kind != "iri":
        return term.value
    for prefix, iri in PREFIXES.items():
        if term.value.startswith(iri):
            return f"{prefix}:{term.value.removeprefix(iri)}"
    return term.value


def item_of(term: Term) -> str | None:
    """The id of the item that a term stands for, None for everything else."""
    named = term.kind == "iri" and term.value.startswith(ITEM)
    return term.value.removeprefix(ITEM) if named else None


def _cell(term: Term | None) -> str:
    if term is None:
        return ""
    return f"'{term.value}" if FORMULA.match(term.value) else term.value
