"""What a standards editor should look at in a book of norms that reads without mistakes."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from openslate.guard.norms.holding import can_hold
from openslate.guard.norms.norm import Norm
from openslate.guard.norms.norm_book import NormBook

EXAMPLES = 2  # examples for and against that a norm should have


@dataclass(frozen=True)
class NormFinding:
    """One thing to look at: what kind of thing, in which topic or norm, in a sentence."""

    kind: str
    subject: str
    sentence: str


def check_norms(book: NormBook, today: date) -> tuple[NormFinding, ...]:
    """Everything that is overdue, empty, can never apply or is thinly explained."""
    return (
        *_overdue(book, today),
        *_topics_without_norms(book),
        *(finding for norm in book.norms.values() for finding in _never(norm)),
        *(finding for norm in book.norms.values() for finding in _examples(norm)),
        *_contested_examples(book),
    )


Findings = Iterator[NormFinding]


def _overdue(book: NormBook, today: date) -> Findings:
    for what, entries in (("topic", book.topics), ("norm", book.norms)):
        for slug, entry in entries.items():
            if entry.review < today:
                says = f"The {what} {slug} was to be reviewed by {entry.owner} on {entry.review}."
                yield NormFinding("overdue", slug, says)


def _topics_without_norms(book: NormBook) -> Findings:
    """Topics of which no norm speaks: none of their own, of a broader or of a narrower one."""
    spoken = {norm.topic for norm in book.norms.values()}
    spoken |= {broader for slug in spoken for broader in book.ancestors(slug)}
    for slug in book.topics:
        if slug not in spoken and not book.norms_for(slug):
            says = f"No norm speaks of the topic {slug}, nor of a broader or a narrower one."
            yield NormFinding("topic without norms", slug, says)


def _never(norm: Norm) -> Findings:
    if norm.when and not can_hold(norm.when):
        says = f"The norm {norm.norm} can never hold: {norm.when.text}."
        yield NormFinding("never holds", norm.norm, says)
        return
    for one in norm.exceptions:
        if not can_hold(one.when, norm.when):
            says = f"The exception {one.exception} of {norm.norm} can never hold where it does."
            yield NormFinding("never holds", norm.norm, says)


def _examples(norm: Norm) -> Findings:
    for what, examples in (("for", norm.examples.meant), ("against", norm.examples.not_meant)):
        if len(examples) < EXAMPLES:
            has = f"{len(examples)} of {EXAMPLES} examples {what}"
            says = f"The norm {norm.norm} has {has} that are good to have."
            yield NormFinding("few examples", norm.norm, says)


def _contested_examples(book: NormBook) -> Findings:
    """Messages that the same norm is meant for and is not."""
    for norm in book.norms.values():
        said = Counter([*norm.examples.meant, *norm.examples.not_meant])
        for text, times in said.items():
            if times > 1:
                says = f"The norm {norm.norm} has {text!r} twice."
                yield NormFinding("example twice", norm.norm, says)
