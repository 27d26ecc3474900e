"""Why quotas, budgets and spacings cannot be meant, alone or two together."""

from collections.abc import Iterator
from itertools import combinations

from openslate.common.text import nearest
from openslate.rules.book import Rulebook
from openslate.rules.fields import ITEM, Fields
from openslate.rules.problems import Trouble
from openslate.rules.shaping import Budget, Quota, Shape, Spacing

Found = Iterator[tuple[str, str, Trouble]]
"""The key of the entry, such as 'quota', its name, and what is wrong."""


def shape_troubles(book: Rulebook) -> Found:
    """Everything wrong with the shapes of a rulebook; of two, the later is named."""
    for shape in book.shapes:
        for trouble in _alone(shape, book.fields):
            yield _key(shape), shape.name, trouble
    for one, other in combinations(book.shapes, 2):
        says = _clash(one, other) or _clash(other, one)
        if says:
            yield _key(other), other.name, Trouble(says)


def _key(shape: Shape) -> str:
    return type(shape).__name__.lower()


def _alone(shape: Shape, fields: Fields) -> Iterator[Trouble]:
    if isinstance(shape, Spacing):
        yield from _unknown_field(shape.per, "per", _items(fields))
        return
    yield from (Trouble(says) for says in _impossible(shape))
    if isinstance(shape, Budget):
        yield from _no_number(shape.sum, fields)
    elif shape.per is not None:
        yield from _unknown_field(shape.per, "per", _items(fields))


def _items(fields: Fields) -> list[str]:
    return [field.name for field in fields.values() if field.scope == ITEM]


def _unknown_field(name: str, key: str, known: list[str]) -> Iterator[Trouble]:
    if name not in known:
        close = nearest(name, known)
        hint = f"; did you mean {close!r}?" if close else ""
        yield Trouble(f"There is no field {name!r}{hint}", path=(key,))


def _no_number(name: str, fields: Fields) -> Iterator[Trouble]:
    numbers = [n for n in _items(fields) if fields[n].kind in ("integer", "number")]
    if name in fields and name not in numbers:
        yield Trouble(f"{name!r} cannot be summed: it is not a number of the item", path=("sum",))
    else:
        yield from _unknown_field(name, "sum", numbers)


def _impossible(shape: Quota | Budget) -> Iterator[str]:
    """Why one shape can never hold or says nothing."""
    called = f"{_key(shape).capitalize()} {shape.name!r}"
    least, most = _bounds(shape)
    if least is None and most is None:
        yield f"{called} needs at_least or at_most"
    if isinstance(shape, Quota):
        yield from _impossible_quota(shape, called)
    if least is not None and most is not None and least > most:
        yield f"{called} wants at least {least:g} and at most {most:g}, which cannot be"


def _impossible_quota(quota: Quota, called: str) -> Iterator[str]:
    among = quota.among_first
    if quota.where is None and quota.per is None:
        yield f"{called} needs where or per"
    if quota.per and quota.least is not None:
        yield f"{called} has per, which goes with at_most only"
    if quota.on_page:
        if any(share is not None and share.percent for share in (quota.at_least, quota.at_most)):
            yield f"{called} is about a page, where a percentage is of nothing; give a count"
    elif quota.least is not None and quota.least > among:
        yield f"{called} wants at least {quota.least} among the first {among}, which cannot be"


def _bounds(shape: Quota | Budget) -> tuple[float | None, float | None]:
    if isinstance(shape, Quota):
        return shape.least, shape.most
    return shape.at_least, shape.at_most


def _clash(low: Shape, high: Shape) -> str | None:
    """Why one's at_least and the other's at_most cannot both hold, if they bound the same thing."""
    if isinstance(low, Spacing) or isinstance(high, Spacing) or low.on != high.on:
        return None
    least, most = _bounds(low)[0], _bounds(high)[1]
    if least is None or most is None or not _alike(low, high) or not _share_rows(low, high):
        return None
    room = _room(low, high, most)
    if room is None or least <= room:
        return None
    return (
        f"{_key(low).capitalize()}s {low.name!r} (at least {least:g} of the first"
        f" {low.among_first}) and {high.name!r} (at most {most:g} of the first"
        f" {high.among_first}) cannot both hold"
    )


def _alike(low: Quota | Budget, high: Quota | Budget) -> bool:
    """Whether two shapes count the same items, or sum the same number over them."""
    where = [shape.where.canonical if shape.where else None for shape in (low, high)]
    if where[0] != where[1]:
        return False
    if isinstance(low, Quota) and isinstance(high, Quota):
        return where[0] is not None and not low.per and not high.per
    return isinstance(low, Budget) and isinstance(high, Budget) and low.sum == high.sum


def _room(low: Quota | Budget, high: Quota | Budget, most: float) -> float | None:
    """The most that a shape's prefix can hold under another's cap; None when anything can.

    At most `m` in the first `b` leaves at most `m + (a - b)` in a longer prefix `a`, of items; of
    a sum it leaves anything.
    """
    longer = max(0, low.among_first - high.among_first)
    if isinstance(low, Budget) and isinstance(high, Budget):
        return None if longer or low.if_unknown != high.if_unknown else most
    return None if longer and low.on_page else most + longer


def _share_rows(one: Shape, other: Shape) -> bool:
    return one.rows is None or other.rows is None or bool(set(one.rows) & set(other.rows))
