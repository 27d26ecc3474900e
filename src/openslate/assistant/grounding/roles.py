"""What a sentence makes of the people in it where role and name stand apart: 'the cast of ...'.

The sentence is looked at by its shape, with the people in question as `<p>` and titles as `<t>`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from openslate.assistant.grounding.fact import FactKind

Span = tuple[int, int]
PERSON, TITLE = "<p>", "<t>"
_NOUNS = {
    FactKind.DIRECTOR: "(?:co-)?director|filmmaker",
    FactKind.WRITER: "(?:co-)?writer|screen-?writer|scriptwriter",
    FactKind.PRODUCER: "(?:co-|executive )?producer",
    FactKind.COMPOSER: "composer",
    FactKind.ACTOR: "star|lead actor|lead actress|actor|actress",
}
"""What people are called who do it."""
_WORK = {
    FactKind.DIRECTOR: "direction",
    FactKind.WRITER: "script|screenplay",
    FactKind.COMPOSER: "music|score|soundtrack",
    FactKind.ACTOR: "cast",
}
"""What their part of a film is called."""
_DEEDS = {
    FactKind.DIRECTOR: (
        r"under the direction of <p>",
        r"(?:directing|helming) <t>[^,;<]{0,24}<p>",
        r"<p> (?:sat|sits|was) in the director.s chair",
        r"<p> (?:shares?|shared|took|takes) (?:the )?direct(?:ion|ing)",
    ),
    FactKind.WRITER: (r"<p> (?:wrote|penned|delivered) the (?:script|screenplay)",),
    FactKind.COMPOSER: (
        r"<p> (?:wrote|composed|provided|made) the (?:music|score|soundtrack)",
        r"(?:music|score|soundtrack) (?:is |was )?(?:by|from) <p>",
    ),
    FactKind.ACTOR: (r"<p> (?:is|are|was|were) (?:in|among|part of) the cast",),
}
_FILM = r"(?:<t>(?:'s)?[!?.]?|it|this|the (?:film|movie|picture))"
_IS = r"(?: is| was| are| were| comes| came)?"
_OF_FILM = re.compile(rf"<p>.*\b(?:of|for|on|in|behind) (?:the film )?{TITLE}")


@dataclass(frozen=True)
class PlacedRole:
    """A role, and whether the title it belongs to stands behind the name."""

    role: FactKind
    ahead: bool


def role_of(sentence: str, people: Span, titles: Sequence[Span]) -> PlacedRole | None:
    """The role that a sentence gives the people at `people`, None where its shape says none."""
    shape = _shape(sentence, people, titles)
    for role, pattern in _patterns():
        if pattern.search(shape):
            return PlacedRole(role, _OF_FILM.search(shape) is not None)
    return None


def _shape(sentence: str, people: Span, titles: Sequence[Span]) -> str:
    marks = [(people, PERSON), *((title, TITLE) for title in titles)]
    shape, at = "", 0
    for (start, end), mark in sorted(marks):
        if start >= at:
            shape, at = f"{shape}{_unmarked(sentence[at:start])}{mark}", end
    plain = (shape + _unmarked(sentence[at:])).lower().replace("’", "'")  # noqa: RUF001
    return re.sub(r"[\"“”]|\s+", lambda found: " " if found[0].isspace() else "", plain)


def _unmarked(text: str) -> str:
    return text.replace("<", " ")


@cache
def _patterns() -> tuple[tuple[FactKind, re.Pattern[str]], ...]:
    """Deeds first: 'wrote the score' is no writing of the film."""
    return tuple((role, re.compile(pattern)) for role, pattern in _shapes())


def _shapes() -> Iterator[tuple[FactKind, str]]:
    for role, patterns in _DEEDS.items():
        yield from ((role, pattern) for pattern in patterns)
    for role, noun in _NOUNS.items():
        yield role, rf"\b(?:{noun})s? (?:of|on|for|behind) {_FILM}{_IS}[:,]? <p>"
        yield role, rf"{_FILM}'s (?:{noun})s?{_IS}[:,]? <p>"
        called = r"(?:(?:is|was|are|were)(?: also)? )?(?:credited )?(?:as )?"
        one = r"(?:the |a |an |one of the |among the )?"
        yield role, rf"<p>[.,]? {called}{one}(?:{noun})s?(?: (?:of|on|for|behind) |[.,;!]|$)"
    for role, work in _WORK.items():
        by = r"(?: by| from| includes?| features?|:)*"
        yield role, rf"\b(?:{work}) (?:of|for|to|in) {_FILM}{_IS}{by} <p>"
        yield role, rf"{_FILM}'s (?:{work}){_IS}{by} <p>"
