"""What cannot be meant: names used twice, quotas and pins that cannot all hold."""

from collections.abc import Iterator
from itertools import combinations

from openslate.common.text import nearest
from openslate.rules.book import Pin, Quota, Rulebook
from openslate.rules.effect import EFFECTS
from openslate.rules.fields import ITEM
from openslate.rules.problems import Path, Problem
from openslate.rules.template import say

FOREVER = "9999"


def contradictions(book: Rulebook) -> list[Problem]:
    """Every contradiction in a rulebook, at the place of the later of the two entries."""
    found = [*_twice(book), *_expectations(book), *_quotas(book), *_pins(book)]
    return [book.source.problem(book.position(path), says) for path, says in found]


Found = Iterator[tuple[Path, str]]


def _at(book: Rulebook, section: str, key: str, name: str) -> Path:
    """Path of the last entry with this name (entries that did not read are not in the book)."""
    values = book.source.value.get(section) or []
    matching = [i for i, v in enumerate(values) if isinstance(v, dict) and v.get(key) == name]
    return (section, matching[-1])


def _twice(book: Rulebook) -> Found:
    seen: set[str] = set()
    for section, key in (("rules", "rule"), ("quotas", "quota"), ("pins", "pin")):
        for entry in getattr(book, section):
            name = getattr(entry, key)
            if name in seen:
                yield (*_at(book, section, key, name), key), f"The name {name!r} is used twice"
            seen.add(name)


def _expectations(book: Rulebook) -> Found:
    known = (*EFFECTS, "allow")
    for rule in book.rules:
        for j, example in enumerate(rule.examples):
            if example.expect not in known:
                path = (*_at(book, "rules", "rule", rule.rule), "examples", j, "expect")
                close = nearest(example.expect, known)
                hint = f"; did you mean {close!r}?" if close else f"; use one of {', '.join(known)}"
                yield path, f"An example cannot expect {example.expect!r}{hint}"


def _quotas(book: Rulebook) -> Found:
    for quota in book.quotas:
        path = _at(book, "quotas", "quota", quota.quota)
        yield from ((path, says) for says in _impossible(quota))
        says = _bad_group(book, quota)
        if says:
            yield (*path, "per"), says
    for one, other in combinations(book.quotas, 2):
        says = _clash(one, other) or _clash(other, one)
        if says:
            yield _at(book, "quotas", "quota", other.quota), says


def _bad_group(book: Rulebook, quota: Quota) -> str | None:
    """Why items cannot be grouped as `per` says."""
    if quota.per is None:
        return None
    single = [f.name for f in book.fields.values() if f.scope == ITEM and f.kind != "texts"]
    if quota.per in single:
        return None
    if quota.per in book.fields:
        return f"Items cannot be grouped by {quota.per!r}: it is not one value of the item"
    close = nearest(quota.per, single)
    return f"There is no field {quota.per!r}" + (f"; did you mean {close!r}?" if close else "")


def _impossible(quota: Quota) -> Iterator[str]:
    """Why one quota can never hold or says nothing."""
    called, among = f"Quota {quota.quota!r}", quota.among_first
    if quota.least is None and quota.most is None:
        yield f"{called} needs at_least or at_most"
    if quota.where is None and quota.per is None:
        yield f"{called} needs where or per"
    if quota.per and quota.least is not None:
        yield f"{called} has per, which goes with at_most only"
    if quota.least is not None and quota.least > among:
        yield f"{called} wants at least {quota.least} among the first {among}, which cannot be"
    if quota.least is not None and quota.most is not None and quota.least > quota.most:
        yield f"{called} wants at least {quota.least} and at most {quota.most}, which cannot be"


def _clash(low: Quota, high: Quota) -> str | None:
    """Why one's at_least and the other's at_most cannot both hold, if they bound the same thing.

    At most `m` in the first `b` leaves at most `m + (a - b)` in a longer prefix `a`.
    """
    if low.least is None or high.most is None or low.per or high.per:
        return None
    if not (low.where and high.where and low.where.canonical == high.where.canonical):
        return None
    if not _share_rows(low, high):
        return None
    room = high.most + max(0, low.among_first - high.among_first)
    if low.least <= room:
        return None
    return (
        f"Quotas {low.quota!r} (at least {low.least} of the first {low.among_first}) and "
        f"{high.quota!r} (at most {high.most} of the first {high.among_first}) cannot both hold"
    )


def _share_rows(one: Quota, other: Quota) -> bool:
    return one.rows is None or other.rows is None or bool(set(one.rows) & set(other.rows))


def _pins(book: Rulebook) -> Found:
    for pin in book.pins:
        if pin.starts and pin.until and pin.starts >= pin.until:
            path = _at(book, "pins", "pin", pin.pin)
            yield path, f"Pin {pin.pin!r} ends on {say(pin.until)}, before it starts"
    for one, other in combinations(book.pins, 2):
        if _collide(one, other):
            path = _at(book, "pins", "pin", other.pin)
            yield path, f"Pins {one.pin!r} and {other.pin!r} want the same slot on the same days"


def _collide(one: Pin, other: Pin) -> bool:
    if (one.row, one.slot) != (other.row, other.slot):
        return False
    if one.territory and other.territory and one.territory != other.territory:
        return False
    return _first(one) < _last(other) and _first(other) < _last(one)


def _first(pin: Pin) -> str:
    return pin.starts.isoformat() if pin.starts else ""


def _last(pin: Pin) -> str:
    return pin.until.isoformat() if pin.until else FOREVER
