"""Answers of a SPARQL engine as plain data, cut off where they grow too large."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pyoxigraph as ox

from openslate.common.errors import SlateError
from openslate.graph.vocabulary import XSD

TermKind = Literal["iri", "literal", "blank", "triple"]
TRIPLE = ("subject", "predicate", "object")
BOOLEAN = XSD + "boolean"


@dataclass(frozen=True)
class Term:
    """One value of the graph. A statement about a statement is `triple`, written as N-Triples."""

    kind: TermKind
    value: str
    datatype: str = ""
    language: str = ""

    def ntriples(self) -> str:
        """The term as N-Triples writes it."""
        if self.kind == "iri":
            return f"<{self.value}>"
        if self.kind == "blank":
            return f"_:{self.value}"
        if self.kind == "triple":
            return self.value
        if self.language:
            return str(ox.Literal(self.value, language=self.language))
        return str(ox.Literal(self.value, datatype=ox.NamedNode(self.datatype)))


@dataclass(frozen=True)
class Answer:
    """Rows of terms; null where a variable has no value. `truncated` says why some are missing."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    truncated: str = ""


@dataclass(frozen=True)
class Limits:
    """How much of an answer is read: rows, bytes of their values, and how long a server may take.

    The engine in this process takes its time; whoever asks it ends the process.
    """

    rows: int
    size: int
    seconds: float = 60.0


def read_answer(found: Any, limits: Limits) -> Answer:
    """Take rows from the engine one by one until they end or reach a limit."""
    if isinstance(found, ox.QueryBoolean):
        told = Term("literal", str(bool(found)).lower(), BOOLEAN)
        return Answer(("answer",), ((told,),))
    if isinstance(found, ox.QueryTriples):
        return read_triples(found, limits)
    names = tuple(variable.value for variable in found.variables)
    return _cut(names, ([row[name] for name in names] for row in found), limits)


def read_triples(found: Iterable[Any], limits: Limits) -> Answer:
    """Take triples one by one until they end or reach a limit."""
    triples = ((each.subject, each.predicate, each.object) for each in found)
    return _cut(TRIPLE, triples, limits)


def turtle(answer: Answer, prefixes: dict[str, str]) -> str:
    """Triples as Turtle; raises SlateError for an answer that is a table."""
    if answer.columns != TRIPLE:
        raise SlateError(
            "Only triples can be written as Turtle", do="Ask with CONSTRUCT or DESCRIBE"
        )
    lines = (" ".join(term.ntriples() for term in row if term) + " ." for row in answer.rows)
    triples = ox.parse("\n".join(lines), format=ox.RdfFormat.N_TRIPLES)
    written = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=prefixes)
    return (written or b"").decode()


def _cut(columns: tuple[str, ...], rows: Iterable[Sequence[Any]], limits: Limits) -> Answer:
    kept: list[tuple[Term | None, ...]] = []
    size = 0
    for row in rows:
        if len(kept) == limits.rows:
            return Answer(columns, tuple(kept), f"Only the first {limits.rows:,} rows are here.")
        terms = tuple(_term(value) for value in row)
        size += sum(len(term.value.encode()) for term in terms if term)
        if size > limits.size:
            told = f"Only the first {len(kept):,} rows are here; more than {limits.size:,} bytes."
            return Answer(columns, tuple(kept), told)
        kept.append(terms)
    return Answer(columns, tuple(kept))


def _term(value: Any) -> Term | None:
    if value is None:
        return None
    if isinstance(value, ox.NamedNode):
        return Term("iri", value.value)
    if isinstance(value, ox.BlankNode):
        return Term("blank", value.value)
    if isinstance(value, ox.Literal):
        return Term("literal", value.value, value.datatype.value, value.language or "")
    return Term("triple", str(value))
