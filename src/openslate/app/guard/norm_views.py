"""Topics and norms as plain data, for pages and programs."""

from dataclasses import dataclass
from datetime import date

from openslate.guard.fields import GUARD_FIELDS
from openslate.guard.norms.norm import Norm, NormException
from openslate.guard.norms.norm_book import NormBook
from openslate.rules.english_form import to_english


@dataclass(frozen=True)
class ExceptionView:
    """Where a norm gives way, and to what."""

    exception: str
    stance: str
    when: str
    sentence: str
    because: str
    obligations: tuple[str, ...]


@dataclass(frozen=True)
class NormView:
    """One norm; `when` is its condition as written (None: always), `sentence` in English."""

    norm: str
    topic: str
    title: str
    stance: str
    severity: int
    floor: bool
    when: str | None
    sentence: str
    because: str
    citation: str
    owner: str
    review: date
    obligations: tuple[str, ...]
    exceptions: tuple[ExceptionView, ...]
    examples_for: tuple[str, ...]
    examples_against: tuple[str, ...]


@dataclass(frozen=True)
class TopicView:
    """A topic in its tree: `broader` from the nearest up, `level` 0 for the broadest."""

    topic: str
    name: str
    definition: str
    source: str
    owner: str
    review: date
    also: tuple[str, ...]
    broader: tuple[str, ...]
    narrower: tuple[str, ...]
    level: int
    norms: tuple[NormView, ...]
    inherited: tuple[NormView, ...]


@dataclass(frozen=True)
class NormsView:
    """Topics with their norms, of one version of the book."""

    version: str
    topics: tuple[TopicView, ...]


def topic_view(book: NormBook, slug: str) -> TopicView:
    """One topic with its own norms and those of broader ones; raises NotFoundError."""
    topic, broader = book.topic(slug), book.ancestors(slug)
    return TopicView(
        topic=slug,
        name=topic.name,
        definition=topic.definition,
        source=topic.source,
        owner=topic.owner,
        review=topic.review,
        also=topic.also,
        broader=broader,
        narrower=book.narrower(slug),
        level=len(broader),
        norms=tuple(map(norm_view, book.norms_on(slug))),
        inherited=tuple(norm_view(norm) for above in broader for norm in book.norms_on(above)),
    )


def norm_view(norm: Norm) -> NormView:
    """One norm."""
    return NormView(
        norm=norm.norm,
        topic=norm.topic,
        title=norm.title,
        stance=norm.stance.value,
        severity=norm.severity,
        floor=norm.floor,
        when=norm.when.text if norm.when else None,
        sentence=_sentence(norm),
        because=norm.because,
        citation=norm.citation,
        owner=norm.owner,
        review=norm.review,
        obligations=tuple(one.value for one in norm.obligations),
        exceptions=tuple(map(_exception_view, norm.exceptions)),
        examples_for=norm.examples.meant,
        examples_against=norm.examples.not_meant,
    )


def _exception_view(one: NormException) -> ExceptionView:
    owed = tuple(obligation.value for obligation in one.obligations)
    stance, when = one.stance.value, one.when.text
    return ExceptionView(one.exception, stance, when, _sentence(one), one.because, owed)


def _sentence(entry: Norm | NormException) -> str:
    if entry.when is None:
        return "always"
    return f"when {to_english(entry.when.tree, GUARD_FIELDS)}"
