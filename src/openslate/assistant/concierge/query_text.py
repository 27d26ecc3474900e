"""The text form of a query: what tests expect, links carry and journals keep.

`find; genres = Comedy; cast = Tom Hanks | Meg Ryan; not countries = US; year 1990..1999;
sort critics_score desc; first 5; page 2`
"""

import json
import re
from dataclasses import replace

from openslate.assistant.concierge.query import (
    PLACE,
    VIEWINGS,
    WITH_FIELD,
    Act,
    Condition,
    Query,
    Sort,
)
from openslate.common.errors import SlateError
from openslate.common.text import shorten

APART, OR, NOT = "; ", " | ", "not "
PARTLY, IS = " ~ ", " = "
UP, DOWN = "asc", "desc"
_NEEDS_QUOTES = re.compile(r'[;|"]|^\s|\s$|^$')
_PARTS = re.compile(r'(?:[^;"]|"(?:[^"\\]|\\.)*")+')
_VALUES = re.compile(r'\s*("(?:[^"\\]|\\.)*"|[^|"]+?)\s*(?:\||$)')
_RANGE = re.compile(r"(\w+) (-?\d+)?(\.\.)?(-?\d+)?")
MOST = 2_000


def write_query(query: Query) -> str:
    """A query as text; `read_query` gives the same query again."""
    head = f"{query.act} {query.field}" if query.field else str(query.act)
    parts = [head, *map(write_condition, query.conditions)]
    if query.sort:
        parts.append(f"sort {query.sort.field} {DOWN if query.sort.descending else UP}")
    if query.first is not None:
        parts.append(f"first {query.first}")
    if query.page > 1:
        parts.append(f"page {query.page}")
    return APART.join(parts)


def write_condition(one: Condition) -> str:
    """A condition as text."""
    no = "" if one.wanted else NOT
    if one.values:
        how = PARTLY if one.partly else IS
        return f"{no}{one.field}{how}{OR.join(map(_quoted, one.values))}"
    if one.low is not None and one.low == one.high:
        return f"{no}{one.field} {one.low}"
    low, high = ("" if n is None else n for n in (one.low, one.high))
    return f"{no}{one.field} {low}..{high}"


def read_query(text: str) -> Query:
    """The query a text stands for; raises SlateError when it is none."""
    parts = [part.strip() for part in _PARTS.findall(text[:MOST])]
    if not parts:
        raise _wrong(text)
    query = _head(parts[0])
    for part in parts[1:]:
        query = _with(query, part)
    return query


def _head(text: str) -> Query:
    act, _, field = text.partition(" ")
    if act not in Act.__members__.values() or bool(field) != (Act(act) in WITH_FIELD):
        raise _wrong(text)
    return Query(Act(act), field)


def _with(query: Query, part: str) -> Query:
    word, _, rest = part.partition(" ")
    if word == "sort":
        field, _, way = rest.partition(" ")
        if way not in (UP, DOWN) or field not in (*PLACE, VIEWINGS):
            raise _wrong(part)
        return replace(query, sort=Sort(field, way == DOWN))
    if word in ("first", "page"):
        if not rest.isdecimal() or not 1 <= int(rest) <= MOST:
            raise _wrong(part)
        number = int(rest)
        return replace(query, first=number) if word == "first" else replace(query, page=number)
    return query.also(read_condition(part))


def read_condition(text: str) -> Condition:
    """The condition a text stands for; raises SlateError when it is none."""
    wanted, rest = not text.startswith(NOT), text.removeprefix(NOT)
    for how in (IS, PARTLY):
        field, found, values = rest.partition(how)
        if found and field in PLACE:
            told = tuple(map(_unquoted, _VALUES.findall(values)))
            return Condition(field, told, wanted=wanted, partly=how == PARTLY)
    match = _RANGE.fullmatch(rest)
    if match is None or match[1] not in PLACE or not (match[2] or match[4]):
        raise _wrong(text)
    low, high = (int(n) if n else None for n in (match[2], match[4]))
    return Condition(match[1], (), low, high if match[3] else low, wanted)


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False) if _NEEDS_QUOTES.search(value) else value


def _unquoted(value: str) -> str:
    return str(json.loads(value)) if value.startswith('"') else value


def _wrong(text: str) -> SlateError:
    return SlateError(
        f"{shorten(text)!r} is no query of the assistant",
        do="Write it like 'find; genres = Comedy; year 1990..1999'",
    )
