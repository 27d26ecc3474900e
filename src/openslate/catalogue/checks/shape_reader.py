"""Reads a Turtle file of SHACL shapes; what Slate can't run is refused, never skipped."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from pyoxigraph import BlankNode, NamedNode

from openslate.catalogue.checks.constraint_values import UnfitError, read_constraint
from openslate.catalogue.checks.finding import SEVERITIES, VIOLATION
from openslate.catalogue.checks.sentence import unknown_columns
from openslate.catalogue.checks.shape import (
    LOGIC,
    OF_ALL_VALUES,
    OF_EACH_VALUE,
    Condition,
    Constraint,
    Logic,
    LogicKind,
    Shape,
)
from openslate.catalogue.checks.shape_graph import ShapeGraph
from openslate.common.errors import SlateError
from openslate.common.text import join_words, nearest
from openslate.graph.delivery import RECORD_FIELDS, DeliveryKind
from openslate.graph.record_frame import record_schema
from openslate.graph.vocabulary import RDF, SHACL, WORK_TYPES, Columns, Field, Terms

CONSTRAINTS = OF_EACH_VALUE | OF_ALL_VALUES
ABOUT = frozenset(
    {
        *("targetClass", "path", "property", "flags", "name", "description", "message"),
        *("severity", "deactivated", "order", "group"),
    }
)
CLASSES: dict[str, DeliveryKind] = {
    **dict.fromkeys(WORK_TYPES.values(), "works"),
    Terms.AVAILABILITY: "availability",
}


class ShapeReader:
    """Turns the shapes of one graph into `Shape`s. Raises SlateError naming the shape."""

    def __init__(self, graph: ShapeGraph) -> None:
        self._graph = graph
        self._known = [node for node in graph.subjects() if self._is_shape(node)]

    def shapes(self) -> Iterator[Shape]:
        """Every shape that can find something, for each kind of record it is for."""
        reached = set()
        for node, targets in self._targets().items():
            reached.add(node)
            for kind in ("works", "availability"):
                mine = frozenset(t for t in targets if CLASSES[t] == kind)
                if mine and not self._off(node):
                    yield from self._own(node, kind, mine)
        lost = next((node for node in self._named() if node not in reached), None)
        if lost is not None:
            raise self._error(lost, "has no sh:targetClass and no shape uses it")

    def switched_off(self) -> set[str]:
        """Ids of the shapes that the file says are not to be used."""
        return {_id(node) for node in self._graph.subjects() if self._off(node)}

    def _targets(self) -> Mapping[object, frozenset[str]]:
        """The classes each shape is for: its own, and those of shapes it is a property of."""
        found: dict[object, frozenset[str]] = {}
        for node in self._known:
            classes = frozenset(map(self._class, self._graph.values(node, f"{SHACL}targetClass")))
            if classes and not self._off(node):
                for one in (node, *self._graph.values(node, f"{SHACL}property")):
                    found[one] = found.get(one, frozenset()) | classes
        return found

    def _class(self, value: object) -> str:
        name = str(getattr(value, "value", value))
        if name not in CLASSES:
            raise SlateError(
                f"Records have no class {name}",
                where=self._graph.where,
                do=f"Use one of {join_words(sorted(CLASSES), 'or')}",
            )
        return name

    def _own(self, node: object, kind: DeliveryKind, targets: frozenset[str]) -> Iterator[Shape]:
        whole = self._condition(node, kind)
        own = replace(whole, parts=())  # its property shapes report for themselves
        if not own.constraints and not own.logic:
            return
        message = self._graph.text(node, f"{SHACL}message")
        if isinstance(node, BlankNode) or not message:
            raise self._error(node, "needs a name (an IRI) and an sh:message to tell people")
        suggestion = self._graph.text(node, Terms.SUGGESTION)
        columns = {Columns.VALUE, *record_schema(kind)} - {Columns.ROW}  # rows move, findings stay
        for unknown in sorted(unknown_columns(message + suggestion, columns)):
            raise self._error(node, f"quotes {{{unknown}}}, which records of {kind} don't have")
        yield Shape(
            id=_id(node),
            title=self._graph.text(node, f"{SHACL}name") or message,
            kind=kind,
            targets=targets,
            severity=self._severity(node),
            message=message,
            suggestion=suggestion,
            condition=own,
        )

    def _severity(self, node: object) -> str:
        found = self._graph.text(node, f"{SHACL}severity").removeprefix(SHACL).lower() or VIOLATION
        if found not in SEVERITIES:
            raise self._error(node, f"has sh:severity {found!r}, which SHACL does not know")
        return found

    def _condition(self, node: object, kind: DeliveryKind) -> Condition:
        if self._off(node):
            return Condition()  # holds always
        self._refuse_unknown(node)
        parts = tuple(
            self._condition(part, kind) for part in self._graph.values(node, f"{SHACL}property")
        )
        logic = tuple(self._logics(node, kind))
        path = self._graph.value(node, f"{SHACL}path")
        names = [n for n in self._graph.shacl_terms(node) if n in CONSTRAINTS]
        if path is None:
            if names:
                raise self._error(node, f"has sh:{names[0]} but no sh:path")
            return Condition(logic=logic, parts=parts)
        if logic or parts:
            raise self._error(node, "is about one field, so it can't hold other shapes")
        field = self._field(node, path, kind)
        return Condition(field, tuple(self._constraints(node, names, field, kind)))

    def _constraints(
        self, node: object, names: list[str], field: Field, kind: DeliveryKind
    ) -> Iterator[Constraint]:
        among = {other.iri: other for other in RECORD_FIELDS[kind]}
        for name in names:
            for value in self._graph.values(node, SHACL + name):
                try:
                    yield read_constraint(self._graph, node, name, value, field, among)
                except UnfitError as error:
                    raise self._error(node, f"can't be used: {error}") from None

    def _logics(self, node: object, kind: DeliveryKind) -> Iterator[Logic]:
        names: tuple[LogicKind, ...] = ("and", "or", "not", "xone")
        for name in names:
            for value in self._graph.values(node, SHACL + name):
                members = [value] if name == "not" else self._graph.members(value)
                yield Logic(name, tuple(self._condition(member, kind) for member in members))

    def _field(self, node: object, path: object, kind: DeliveryKind) -> Field:
        iri = path.value if isinstance(path, NamedNode) else "a path of several steps"
        fields = {field.iri: field for field in RECORD_FIELDS[kind]}
        if iri not in fields:
            meant = nearest(iri, fields)
            hint = f"; did you mean {meant}?" if meant else ""
            raise self._error(node, f"is about {iri}, which records of {kind} don't have{hint}")
        return fields[iri]

    def _refuse_unknown(self, node: object) -> None:
        for name in self._graph.shacl_terms(node):
            if name not in ABOUT | CONSTRAINTS | LOGIC:
                raise self._error(node, f"uses sh:{name}, which Slate can't check")

    def _off(self, node: object) -> bool:
        return self._graph.text(node, f"{SHACL}deactivated") == "true"

    def _is_shape(self, node: object) -> bool:
        typed = {f"{SHACL}NodeShape", f"{SHACL}PropertyShape"}
        types = {getattr(t, "value", "") for t in self._graph.values(node, RDF + "type")}
        aimed = any(name.startswith("target") for name in self._graph.shacl_terms(node))
        return bool(types & typed) or aimed

    def _named(self) -> Iterator[object]:
        """Shapes that were given a name and are in use, and those that aim at something."""
        for node in self._known:
            if not self._off(node):
                self._refuse_unknown(node)
                if isinstance(node, NamedNode):
                    yield node

    def _error(self, node: object, what: str) -> SlateError:
        where = f"{self._graph.where}, shape {_id(node)}"
        return SlateError(
            f"This shape {what}", where=where, do="The guide to checks tells what shapes may say"
        )


def read_shapes(text: str, where: str) -> tuple[tuple[Shape, ...], frozenset[str]]:
    """The shapes of a Turtle text, and the ids of those that it switches off."""
    reader = ShapeReader(ShapeGraph(text, where))
    return tuple(reader.shapes()), frozenset(reader.switched_off())


def _id(node: object) -> str:
    """What a shape is called in findings: the last part of its IRI."""
    return re.split(r"[#/]", str(getattr(node, "value", node)))[-1]
