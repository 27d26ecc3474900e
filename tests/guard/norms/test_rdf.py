"""Norms in the graph: what SPARQL finds is what the book says."""

import pytest

from openslate.graph.embedded import EmbeddedQuads
from openslate.graph.vocabulary import DATA, SKOS, SLATE, Graphs
from openslate.guard.norms.combining import combine
from openslate.guard.norms.norm_book import NormBook
from openslate.guard.norms.norm_file import parse_norm_file
from openslate.guard.norms.rdf import norm_iri, norm_lines, put_norms, stored_digest, topic_iri

TEXT = """guard: G
owner: standards
review: 2027-01-01
source: us
topics:
- {topic: media, name: Media, definition: Ours}
- {topic: ends, name: Endings, definition: How it ends, broader: media, also: [finales, 'a "b"']}
norms:
- norm: warn
  topic: ends
  title: Warn
  stance: with-care
  severity: 2
  when: context.surface = 'chat'
  because: Surprise.
  citation: House rule
  obligations: [spoiler-warning]
  exceptions:
  - {exception: staff, when: context.part = 'editor', stance: allowed, because: They know.}
  examples: {for: [x], against: [z]}
"""
NAMES = f"PREFIX skos: <{SKOS}> PREFIX slate: <{SLATE}>"


def book(text: str = TEXT) -> NormBook:
    return combine([parse_norm_file(text, "g.yaml")])


def asked(quads: EmbeddedQuads, what: str, where: str) -> list[tuple[str, ...]]:
    graph = f"GRAPH <{Graphs.NORMS}> {{ {where} }}"
    return quads.table(f"{NAMES} SELECT {what} WHERE {{ {graph} }} ORDER BY {what}").rows()


def filled() -> EmbeddedQuads:
    quads = EmbeddedQuads(None)
    assert put_norms(quads, book())
    return quads


def test_topics_are_concepts() -> None:
    found = asked(filled(), "?label ?also", "?t skos:broader ?b; skos:prefLabel ?label; "
                  "skos:altLabel ?also")  # fmt: skip
    assert found == [("Endings", 'a "b"'), ("Endings", "finales")]


@pytest.mark.parametrize(
    ("term", "value"),
    [
        ("slate:stance", "with-care"),
        ("slate:severity", "2"),
        ("slate:floor", "false"),
        ("slate:condition", "context.surface = 'chat'"),
        ("slate:because", "Surprise."),
        ("slate:obligation", "spoiler-warning"),
        ("slate:owner", "standards"),
        ("slate:reviewBy", "2027-01-01"),
        ("slate:about", f"{DATA}topic:ends"),
        ("slate:exception", f"{DATA}norm:warn:staff"),
        ("slate:meantFor", "x"),
        ("slate:notMeantFor", "z"),
    ],
)
def test_a_norm_has_all_that_it_says(term: str, value: str) -> None:
    assert asked(filled(), "?o", f"<{norm_iri('warn')}> {term} ?o") == [(value,)]


def test_an_exception_has_its_own() -> None:
    subject = norm_iri("warn", "staff")
    assert asked(filled(), "?o", f"<{subject}> slate:stance ?o") == [("allowed",)]
    assert asked(filled(), "?o", f"<{subject}> slate:condition ?o") == [
        ("context.part = 'editor'",)
    ]


def test_the_same_again_changes_nothing() -> None:
    quads = filled()
    before = stored_digest(quads)
    assert not put_norms(quads, book())
    assert stored_digest(quads) == before


def test_another_book_takes_its_place_and_leaves_other_graphs_alone() -> None:
    quads = filled()
    other = f"INSERT DATA {{ GRAPH <{Graphs.LINKS}> {{ <urn:a> <urn:b> <urn:c> }} }}"
    quads.update(other)
    changed = book(TEXT.replace("title: Warn", "title: Warn them"))
    assert put_norms(quads, changed)
    lines = {line for line in quads.dump(Graphs.NORMS) if topic_iri("ends") in line}
    assert lines == {line for line in norm_lines(changed) if topic_iri("ends") in line}
    assert len(list(quads.dump(Graphs.NORMS))) == len(set(norm_lines(changed))) + 1  # the digest
    assert len(list(quads.dump(Graphs.LINKS))) == 1
