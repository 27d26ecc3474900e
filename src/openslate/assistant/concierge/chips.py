"""What was understood, piece by piece, each in words and with the query that does without it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from openslate.assistant.concierge.query import (
    ABOUT,
    AGE,
    AVAILABLE,
    ITEM,
    LIKE,
    MOOD,
    PEOPLE,
    SEEN,
    TITLE,
    VIEWINGS,
    Act,
    Condition,
    Query,
    Sort,
)
from openslate.assistant.concierge.query_text import write_condition, write_query
from openslate.graph.vocabulary import FIELD

HEADINGS = {
    **{name: name.replace("_", " ").capitalize() for name in FIELD},
    ITEM: "Item", TITLE: "Called", LIKE: "Like", MOOD: "Mood", ABOUT: "About",
    PEOPLE: "With or by", AGE: "For age", AVAILABLE: "Available", SEEN: "Seen",
    VIEWINGS: "Viewings", "cast": "With", "directors": "Directed by", "writers": "Written by",
    "genres": "Genre", "countries": "From", "languages": "Spoken", "runtime": "Minutes",
    "critics_score": "Favourable reviews", "oscars": "Academy Awards", "companies": "Company",
    "producers": "Produced by", "composers": "Music by",
}  # fmt: skip
ORDERS = {
    ("critics_score", True): "best reviewed first",
    ("critics_score", False): "worst reviewed first",
    ("year", True): "newest first", ("year", False): "oldest first",
    ("runtime", True): "longest first", ("runtime", False): "shortest first",
    (VIEWINGS, True): "most watched first", (VIEWINGS, False): "least watched first",
    ("box_office", True): "highest earning first", ("oscars", True): "most Academy Awards first",
}  # fmt: skip
WHEN = {"today": "today", "tomorrow": "tomorrow", "weekend": "this weekend"}


@dataclass(frozen=True)
class Chip:
    """A piece of a query: `field` and `value` as people read them, `condition` as text.

    `said` are the words of the message, empty for what was kept from before; `without` is the text
    of the query that does without it, empty for what can't be taken away.
    """

    field: str
    value: str
    condition: str
    said: str
    without: str


def chips_of(
    query: Query, said: Mapping[Condition, str], names: Mapping[str, str]
) -> tuple[Chip, ...]:
    """The chips of a query. `names` are what codes and ids are called."""
    return tuple(_chips(query, said, names))


def _chips(query: Query, said: Mapping[Condition, str], names: Mapping[str, str]) -> Iterator[Chip]:
    for one in query.conditions:
        heading = HEADINGS.get(one.field, one.field)
        heading = heading if one.wanted else f"Not: {heading.lower()}"
        rest = replace(query.less(one), page=1)
        without = write_query(rest) if _stands(rest) else ""
        words = said.get(one, "")
        yield Chip(heading, value_text(one, names), write_condition(one), words, without)
    if query.sort:
        rest = replace(query, sort=None, first=None if query.first == 1 else query.first, page=1)
        yield Chip("Order", order_text(query.sort), "sort", "", write_query(rest))
    if query.first is not None:
        without = write_query(replace(query, first=None, page=1))
        yield Chip("How many", str(query.first), "first", "", without)


def _stands(query: Query) -> bool:
    """Whether a query makes sense: facts are asked of something."""
    return query.act in (Act.FIND, Act.COUNT) or bool(query.of(TITLE, ITEM))


def order_text(sort: Sort) -> str:
    """An order in words."""
    way = "greatest first" if sort.descending else "least first"
    return ORDERS.get((sort.field, sort.descending), f"by {sort.field}, {way}")


def value_text(one: Condition, names: Mapping[str, str]) -> str:
    """What a condition asks for, in words."""
    if one.values:
        told = [names.get(value, WHEN.get(value, value)) for value in one.values]
        return " or ".join(told)
    return range_text(one.low, one.high)


def range_text(low: int | None, high: int | None) -> str:
    """A range in words.

    >>> range_text(None, 1959), range_text(1990, 1999), range_text(7, 7)
    ('up to 1959', '1990 to 1999', '7')
    """
    if low is None:
        return f"up to {high}"
    if high is None:
        return f"{low} or more"
    return str(low) if low == high else f"{low} to {high}"
