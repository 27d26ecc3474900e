"""Entries of two rulebooks, side by side: what is new, edited or gone, and what each decides."""

from collections.abc import Callable, Iterator, Sequence

from pydantic import BaseModel

from openslate.app.engine import Engine
from openslate.app.influence.components import without
from openslate.app.preview.known_page import KnownPage
from openslate.app.preview.preview_views import Change, EntryEffect
from openslate.recommend.influence.component import Component, Kind
from openslate.rules.book import Rulebook

KINDS: tuple[tuple[Kind, str], ...] = (
    ("rule", "rules"),
    ("quota", "quotas"),
    ("budget", "budgets"),
    ("spacing", "spacings"),
    ("pin", "pins"),
)
LOOKED_AT = 40  # pages made again without each entry
Named = dict[tuple[Kind, str], BaseModel]


def effects(
    old: Engine,
    new: Engine,
    pages: Sequence[tuple[KnownPage, KnownPage]],
    size: int,
    tick: Callable[[], None],
) -> tuple[EntryEffect, ...]:
    """Every entry of either rulebook, those that were touched first.

    `pages` are some under the old rulebook and the same under the new.

    What an entry decides is counted by leaving it out: of the new rulebook, or of the old one when
    it is gone. `tick` is called for each entry.
    """
    before, after = _entries(old.rulebook), _entries(new.rulebook)
    found = []
    for kind, name in {**after, **before}:
        change = _change(before.get((kind, name)), after.get((kind, name)))
        side, engine = (0, old) if change == "gone" else (1, new)
        entry = (before if change == "gone" else after)[kind, name]
        title = str(getattr(entry, "title", name))
        lacking = engine.with_rulebook(without(engine.rulebook, Component(kind, name, title)))
        decides = sum(pair[side].differs_under(lacking, size) for pair in pages)
        found.append(EntryEffect(kind, name, title, change, decides, len(pages)))
        tick()
    return tuple(sorted(found, key=lambda e: (e.change == "as before", -e.decides)))


def count_entries(old: Rulebook, new: Rulebook) -> int:
    """How many entries there are to look at."""
    return len({**_entries(old), **_entries(new)})


def _entries(book: Rulebook) -> Named:
    return dict(_named(book))


def _named(book: Rulebook) -> Iterator[tuple[tuple[Kind, str], BaseModel]]:
    for kind, section in KINDS:
        for entry in getattr(book, section):
            yield (kind, getattr(entry, kind)), entry


def _change(before: BaseModel | None, after: BaseModel | None) -> Change:
    if before is None:
        return "new"
    if after is None:
        return "gone"
    return "as before" if before == after else "edited"
