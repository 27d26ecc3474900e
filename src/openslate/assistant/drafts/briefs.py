"""Research briefs: what is known with its source, what sources disagree on, what is missing."""

from collections.abc import Iterable, Iterator, Mapping

from openslate.assistant.drafts.availability import day
from openslate.assistant.drafts.material import Material
from openslate.assistant.drafts.order import DraftOrder
from openslate.assistant.grounding import FactKind, GroundFact
from openslate.common.text import join_words

MOST_RELATED = 8
MISSING = "- Missing from the catalogue:"
"""Begins the line of what is not known."""
_WANTED = (
    FactKind.YEAR, FactKind.DIRECTOR, FactKind.WRITER, FactKind.ACTOR, FactKind.RUNTIME,
    FactKind.COUNTRY, FactKind.LANGUAGE, FactKind.AGE_RATING, FactKind.TEXT, FactKind.AVAILABILITY,
)  # fmt: skip
_CALLED = {
    FactKind.TEXT: "description",
    FactKind.SCORE: "favourable reviews",
    FactKind.MONEY: "box office",
    FactKind.AWARDS: "Academy Awards won",
    FactKind.RUNTIME: "running time",
    FactKind.DATE: "release date",
}
_UNITS = {FactKind.SCORE: "{}%", FactKind.MONEY: "${}", FactKind.RUNTIME: "{} minutes"}


def briefs(order: DraftOrder) -> list[str]:
    """One brief; there is nothing to choose between lists of facts."""
    material = Material(order.facts)
    numbers = {
        source: number
        for number, source in enumerate(
            dict.fromkeys(f.source for f in (*material.facts, *order.disputed)), 1
        )
    }
    parts = (
        [f"Research brief: {material.title}"],
        ["What is known", *_known(material.facts, numbers)],
        ["Where sources disagree", *_known(order.disputed, numbers, "also given as ")],
        ["What is missing", *_missing(material)],
        ["In the catalogue as well", *_related(order)],
        ["Sources", *(f"[{number}] {source}" for source, number in numbers.items())],
    )
    told = ("\n".join(part) for part in parts if len(part) > 1 or part[0].startswith("Research"))
    return ["\n\n".join(told)]


def _known(
    facts: Iterable[GroundFact], numbers: Mapping[str, int], said: str = ""
) -> Iterator[str]:
    grouped: dict[FactKind, list[GroundFact]] = {}
    for fact in facts:
        if fact.kind is FactKind.AWARDS and fact.value == "0":
            continue
        grouped.setdefault(fact.kind, []).append(fact)
    for kind, rows in grouped.items():
        told = join_words(f"{_value(row)} [{numbers[row.source]}]" for row in rows)
        yield f"- {_capital(_called(kind))}: {said}{told}"


def _value(fact: GroundFact) -> str:
    since = f" from {day(fact.since)}" if fact.since else ""
    until = f" until {day(fact.until)}" if fact.until else ""
    return f"{_UNITS.get(fact.kind, '{}').format(fact.value)}{since}{until}"


def _missing(material: Material) -> Iterator[str]:
    missing = [_called(kind) for kind in _WANTED if not material.all(kind)]
    if missing:
        yield f"{MISSING} {join_words(missing)}"


def _related(order: DraftOrder) -> Iterator[str]:
    """Other titles among the facts, by what they have in common with this one."""
    own = Material(order.facts)
    others = dict.fromkeys(fact.subject for fact in order.facts if fact.subject != own.subject)
    for subject in list(others)[:MOST_RELATED]:
        other = Material([fact for fact in order.facts if fact.subject == subject])
        common = [
            value
            for kind in (FactKind.DIRECTOR, FactKind.WRITER, FactKind.ACTOR)
            for value in other.all(kind)
            if value in own.all(kind)
        ]
        year = f" ({other.year})" if other.year else ""
        yield f"- {other.title}{year}" + (f": {join_words(common)} too" if common else "")


def _called(kind: FactKind) -> str:
    return _CALLED.get(kind, kind.value.replace("_", " "))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
