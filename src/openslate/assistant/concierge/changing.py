"""How a condition of a later message changes those before it."""

from dataclasses import replace

from openslate.assistant.concierge.collecting import GENRES
from openslate.assistant.concierge.credited_people import CREDITS
from openslate.assistant.concierge.moods import moods
from openslate.assistant.concierge.query import MOOD, Condition, Query


def without_opposites(query: Query, made: Condition) -> Query:
    """A query without what a new condition rules out: a drama, where something light is wanted."""
    query = query.less(replace(made, wanted=not made.wanted))
    if not made.wanted:
        return query
    for one in query.of(GENRES) if made.field == MOOD else ():
        if one.wanted and set(one.values) & set(moods()[made.values[0]].none):
            query = query.less(one)
    for one in query.of(MOOD) if made.field == GENRES else ():
        if one.wanted and set(made.values) & set(moods()[one.values[0]].none):
            query = query.less(one)
    return query


def without_named(query: Query, told: Condition) -> Query:
    """A query without what is named: 'forget De Niro', 'never mind the nineties'."""
    fields = CREDITS if told.field in CREDITS else (told.field,)
    for one in query.of(*fields):
        if one == told or set(told.values) & set(one.values):
            query = query.less(one)
    return query


def together(old: Condition, made: Condition) -> Condition | None:
    """Either of two conditions on one field, None where they are ranges apart."""
    if old.values and made.values:
        return replace(made, values=tuple(sorted({*old.values, *made.values})))
    return _united(old, made)


def _united(old: Condition, made: Condition) -> Condition | None:
    """Two ranges that meet as one, None where they do not."""
    bounds = (old.low, old.high, made.low, made.high)
    if None in bounds or old.low is None or old.high is None:
        return None
    assert made.low is not None and made.high is not None  # noqa: S101, PT018
    if made.low > old.high + 1 or old.low > made.high + 1:
        return None
    return replace(made, low=min(old.low, made.low), high=max(old.high, made.high))
