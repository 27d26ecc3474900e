"""Alignments: every term of the vocabulary has counterparts, or is said to have none."""

import pytest

from openslate.graph.alignment import ONTOLOGIES, RELATIONS, alignments
from openslate.graph.vocabulary import AVAILABILITY_FIELDS, FIELDS

HOMES = {
    "ebucoreplus": ("http://www.ebu.ch/metadata/ontologies/ebucoreplus#",),
    "omc": (
        "https://movielabs.com/cw/rdf/schema/v2.8#",
        "https://movielabs.com/omc/rdf/schema/v2.8#",
    ),
}


@pytest.mark.parametrize("ontology", ONTOLOGIES)
def test_every_term_is_aligned_or_said_to_have_no_counterpart(ontology: str) -> None:
    terms = {field.iri for field in (*FIELDS, *AVAILABILITY_FIELDS)}
    aligned = {a.term for a in alignments(ontology) if a.counterpart}
    missing = {a.term for a in alignments(ontology) if not a.counterpart}
    assert aligned | missing == terms
    assert not aligned & missing


@pytest.mark.parametrize("ontology", ONTOLOGIES)
def test_counterparts_are_of_the_ontology(ontology: str) -> None:
    for found in alignments(ontology):
        if found.counterpart:
            assert found.relation in RELATIONS.values()
            assert found.counterpart.startswith(HOMES[ontology])
            assert not found.counterpart.endswith("#")
