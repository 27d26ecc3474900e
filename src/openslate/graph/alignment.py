"""How Slate's terms relate to those of other ontologies, read from the Turtle files beside."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import pyoxigraph as ox

from openslate.graph.vocabulary import SKOS, Terms

ONTOLOGIES = {"ebucoreplus": "EBUCorePlus", "omc": "MovieLabs OMC"}
"""Files of alignments and what people call the ontology."""
RELATIONS = {
    SKOS + "exactMatch": "the same",
    SKOS + "closeMatch": "nearly the same",
    SKOS + "broadMatch": "means more",
}
"""How the counterpart relates to Slate's term, in words."""


@dataclass(frozen=True)
class Alignment:
    """One of Slate's terms and its counterpart; None where there is none, or none verified."""

    term: str
    relation: str | None
    counterpart: str | None


@cache
def alignments(ontology: str) -> tuple[Alignment, ...]:
    """Every term of the vocabulary with its counterparts in one of `ONTOLOGIES`, in file order."""
    text = alignment_text(ontology)
    found = []
    for triple in ox.parse(text, format=ox.RdfFormat.TURTLE):
        term, predicate = str(triple.subject.value), triple.predicate.value
        if predicate == Terms.NO_COUNTERPART:
            found.append(Alignment(term, None, None))
        elif predicate in RELATIONS:
            found.append(Alignment(term, RELATIONS[predicate], str(triple.object.value)))
    return tuple(found)


def alignment_text(ontology: str) -> str:
    """The Turtle of an alignment, as it is shipped."""
    file = files("openslate.graph.alignments") / f"{ontology}.ttl"
    return file.read_text(encoding="utf-8")
