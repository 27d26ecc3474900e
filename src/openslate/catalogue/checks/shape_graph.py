"""A Turtle file of shapes as subjects with their values."""

from collections import defaultdict

from pyoxigraph import BlankNode, NamedNode, RdfFormat, parse

from openslate.common.errors import SlateError
from openslate.graph.vocabulary import RDF, SHACL

Node = NamedNode | BlankNode
NIL = NamedNode(RDF + "nil")


class ShapeGraph:
    """The triples of one file; raises SlateError when it is not Turtle."""

    def __init__(self, text: str, where: str) -> None:
        self.where = where
        self._values: dict[object, dict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
        try:
            for quad in parse(text.encode(), format=RdfFormat.TURTLE):
                self._values[quad.subject][quad.predicate.value].append(quad.object)
        except SyntaxError as error:
            raise SlateError(
                f"The shapes are not valid Turtle: {error}", where=where, do="Mend that line"
            ) from None

    def subjects(self) -> list[Node]:
        """Everything the file says something of, in its order."""
        return [node for node in self._values if isinstance(node, NamedNode | BlankNode)]

    def values(self, node: object, term: str) -> list[object]:
        """All values of a term, in the file's order."""
        return self._values[node].get(term, []) if node in self._values else []

    def value(self, node: object, term: str) -> object | None:
        """The first value of a term."""
        return next(iter(self.values(node, term)), None)

    def shacl_terms(self, node: object) -> list[str]:
        """Local names of the SHACL terms that a shape uses."""
        terms = self._values.get(node, {})
        return [term.removeprefix(SHACL) for term in terms if term.startswith(SHACL)]

    def members(self, head: object) -> list[object]:
        """The members of an RDF list."""
        found = []
        while head is not None and head != NIL:
            found += self.values(head, RDF + "first")
            head = self.value(head, RDF + "rest")
        return found

    def text(self, node: object, term: str) -> str:
        """The text of a term's first value; empty when there is none."""
        return str(getattr(self.value(node, term), "value", ""))
