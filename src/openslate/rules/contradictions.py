"""What cannot be meant: names used twice, quotas, budgets and pins that cannot all hold."""

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from openslate.common.text import nearest
from openslate.rules.book import Pin, Rulebook
from openslate.rules.effect import OUTCOMES
from openslate.rules.problems import Path, Problem
from openslate.rules.shape_troubles import shape_troubles
from openslate.rules.template import say

FOREVER = "9999"
SECTIONS = (
    ("rules", "rule"),
    ("quotas", "quota"),
    ("budgets", "budget"),
    ("spacings", "spacing"),
    ("pins", "pin"),
)


def contradictions(book: Rulebook) -> list[Problem]:
    """Every contradiction in a rulebook, at the place of the later of the two entries."""
    found = [*_twice(book), *_expectations(book), *_shapes(book), *_pins(book)]
    return [book.source.problem(book.position(path), says) for path, says in found]


Found = Iterator[tuple[Path, str]]


def written(book: Rulebook, section: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The entries of a section as the file has them, also those that did not read."""
    values = book.source.value.get(section)
    if isinstance(values, list):
        yield from ((i, value) for i, value in enumerate(values) if isinstance(value, dict))


def entry_path(book: Rulebook, section: str, key: str, name: str, which: int = -1) -> Path:
    """Path of an entry with this name; of several the last, or the one that is said."""
    matching = [i for i, value in written(book, section) if value.get(key) == name]
    return (section, matching[which])


def _twice(book: Rulebook) -> Found:
    """Names that come again, also of entries that did not read."""
    seen: set[str] = set()
    for section, key in SECTIONS:
        for i, value in written(book, section):
            name = value.get(key)
            if isinstance(name, str):
                if name in seen:
                    yield (section, i, key), f"The name {name!r} is used twice"
                seen.add(name)


def _expectations(book: Rulebook) -> Found:
    for rule in book.rules:
        for j, example in enumerate(rule.examples):
            if example.expect not in OUTCOMES:
                path = (*entry_path(book, "rules", "rule", rule.rule), "examples", j, "expect")
                close = nearest(example.expect, OUTCOMES)
                hint = (
                    f"; did you mean {close!r}?" if close else f"; use one of {', '.join(OUTCOMES)}"
                )
                yield path, f"An example cannot expect {example.expect!r}{hint}"


def _shapes(book: Rulebook) -> Found:
    for key, name, says in shape_troubles(book):
        path = entry_path(book, f"{key}s", key, name)
        yield (*path, *says.path), says.message


def _pins(book: Rulebook) -> Found:
    for pin in book.pins:
        if pin.starts and pin.until and pin.starts >= pin.until:
            path = entry_path(book, "pins", "pin", pin.pin)
            yield path, f"Pin {pin.pin!r} ends on {say(pin.until)}, before it starts"
    for one, other in combinations(book.pins, 2):
        if _collide(one, other):
            path = entry_path(book, "pins", "pin", other.pin)
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
