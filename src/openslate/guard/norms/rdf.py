"""Topics and norms as triples of the knowledge graph, in a named graph of their own."""

from collections.abc import Iterator

from openslate.common.ids import hash_lines
from openslate.graph.ntriples import iri, iri_part, literal, triple
from openslate.graph.quads import Quads
from openslate.graph.vocabulary import DATA, Graphs, Terms
from openslate.guard.norms.norm import Norm, NormException
from openslate.guard.norms.norm_book import NormBook
from openslate.guard.norms.topic import Topic

_DIGEST = f"<{Graphs.NORMS}> <{Terms.DIGEST}> ?digest"


def put_norms(quads: Quads, book: NormBook) -> bool:
    """Replace what the graph holds of norms in one transaction; False when it says so already."""
    lines = sorted(norm_lines(book))
    digest = hash_lines(lines)
    if stored_digest(quads) == digest:
        return False
    mark = triple(Graphs.NORMS, Terms.DIGEST, literal(digest))
    quads.update(
        f"DELETE WHERE {{ GRAPH <{Graphs.NORMS}> {{ ?s ?p ?o }} }};"
        f"INSERT DATA {{ GRAPH <{Graphs.NORMS}> {{ {' '.join(lines)} {mark} }} }}"
    )
    return True


def stored_digest(quads: Quads) -> str | None:
    """Hash of the norms in the graph, None when there are none."""
    found = quads.table(f"SELECT ?digest WHERE {{ GRAPH <{Graphs.NORMS}> {{ {_DIGEST} }} }}")
    return None if found.is_empty() else str(found.item())


def norm_lines(book: NormBook) -> Iterator[str]:
    """Every topic and norm as lines of N-Triples."""
    for topic in book.topics.values():
        yield from _topic_lines(topic)
    for norm in book.norms.values():
        yield from _norm_lines(norm)


def topic_iri(slug: str) -> str:
    """What the graph calls a topic."""
    return f"{DATA}topic:{iri_part(slug)}"


def norm_iri(slug: str, exception: str | None = None) -> str:
    """What the graph calls a norm, or one of its exceptions."""
    part = f":{iri_part(exception)}" if exception else ""
    return f"{DATA}norm:{iri_part(slug)}{part}"


def _topic_lines(topic: Topic) -> Iterator[str]:
    subject = topic_iri(topic.topic)
    yield triple(subject, Terms.TYPE, iri(Terms.CONCEPT))
    yield triple(subject, Terms.IDENTIFIER, literal(topic.topic))
    yield triple(subject, Terms.PREF_LABEL, literal(topic.name))
    yield triple(subject, Terms.DEFINITION, literal(topic.definition))
    yield triple(subject, Terms.SOURCE, literal(topic.source))
    yield from (triple(subject, Terms.ALT_LABEL, literal(name)) for name in topic.also)
    if topic.broader:
        yield triple(subject, Terms.BROADER, iri(topic_iri(topic.broader)))
    yield from _kept_by(subject, topic)


def _norm_lines(norm: Norm) -> Iterator[str]:
    subject = norm_iri(norm.norm)
    yield triple(subject, Terms.TYPE, iri(Terms.NORM))
    yield triple(subject, Terms.IDENTIFIER, literal(norm.norm))
    yield triple(subject, Terms.TITLE, literal(norm.title))
    yield triple(subject, Terms.ABOUT, iri(topic_iri(norm.topic)))
    yield triple(subject, Terms.SEVERITY, literal(norm.severity, "integer"))
    yield triple(subject, Terms.FLOOR, literal(norm.floor, "boolean"))
    yield triple(subject, Terms.SOURCE, literal(norm.citation))
    yield from _what_follows(subject, norm)
    if norm.when:
        yield triple(subject, Terms.CONDITION, literal(norm.when.text))
    for text in norm.examples.meant:
        yield triple(subject, Terms.MEANT_FOR, literal(text))
    for text in norm.examples.not_meant:
        yield triple(subject, Terms.NOT_MEANT_FOR, literal(text))
    for one in norm.exceptions:
        yield triple(subject, Terms.EXCEPTION, iri(norm_iri(norm.norm, one.exception)))
        yield from _exception_lines(norm.norm, one)
    yield from _kept_by(subject, norm)


def _exception_lines(norm: str, one: NormException) -> Iterator[str]:
    subject = norm_iri(norm, one.exception)
    yield triple(subject, Terms.TYPE, iri(Terms.NORM_EXCEPTION))
    yield triple(subject, Terms.IDENTIFIER, literal(one.exception))
    yield triple(subject, Terms.CONDITION, literal(one.when.text))
    yield from _what_follows(subject, one)


def _what_follows(subject: str, entry: Norm | NormException) -> Iterator[str]:
    yield triple(subject, Terms.STANCE, literal(entry.stance.value))
    yield triple(subject, Terms.BECAUSE, literal(entry.because))
    for owed in entry.obligations:
        yield triple(subject, Terms.OBLIGATION, literal(owed.value))


def _kept_by(subject: str, entry: Topic | Norm) -> Iterator[str]:
    yield triple(subject, Terms.OWNER, literal(entry.owner))
    yield triple(subject, Terms.REVIEW, literal(entry.review, "date"))
