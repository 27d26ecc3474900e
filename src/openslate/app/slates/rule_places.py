"""What a rulebook names that no page has: rows, slots, items."""

from collections.abc import Iterator
from datetime import date

from openslate.common.text import join_words, nearest
from openslate.graph.snapshot import Snapshot
from openslate.recommend.slates.rows import ROWS
from openslate.rules.book import Rulebook
from openslate.rules.contradictions import entry_path, written
from openslate.rules.pins import finder
from openslate.rules.problems import Path, Problem


def unknown_rows(book: Rulebook) -> list[Problem]:
    """A problem for each quota, budget, spacing or pin for a row that no page has."""
    return [
        book.source.problem(book.position(path), _no_row(row))
        for path, row in _rows_named(book)
        if row not in ROWS
    ]


def lost_pins(book: Rulebook, snapshot: Snapshot, size: int, today: date) -> list[Problem]:
    """What is to be known of pins that are not over: no such item, or a slot no row reaches."""
    find, found = finder(snapshot), []
    for pin in book.pins:
        if pin.until is not None and pin.until <= today:
            continue
        path = entry_path(book, "pins", "pin", pin.pin)
        if find(pin.item) is None:
            says = f"The pin {pin.pin!r} does nothing: {snapshot.name} has no item {pin.item!r}"
            found.append(book.source.problem(book.position((*path, "item")), says))
        if pin.slot > size:
            says = f"The pin {pin.pin!r} does nothing: rows have {size} items, it wants slot"
            found.append(book.source.problem(book.position((*path, "slot")), f"{says} {pin.slot}"))
    return found


def _rows_named(book: Rulebook) -> Iterator[tuple[Path, str]]:
    """Every row named in the file, also by entries that did not read."""
    for section in ("quotas", "budgets", "spacings"):
        for i, value in written(book, section):
            rows = value.get("rows")
            for j, row in enumerate(rows if isinstance(rows, list) else ()):
                if isinstance(row, str):
                    yield (section, i, "rows", j), row
    for i, value in written(book, "pins"):
        row = value.get("row")
        if isinstance(row, str):
            yield ("pins", i, "row"), row


def _no_row(row: str) -> str:
    close = nearest(row, ROWS)
    hint = f"did you mean {close!r}?" if close else f"there are {join_words(ROWS)}"
    return f"No page has a row {row!r}; {hint}"
