"""Entries of two rulebooks, side by side: what is new, edited or gone, and what each decides."""

from collections.abc import Callable, Iterator, Sequence

from pydantic import BaseModel

from openslate.app.engine import Engine
from openslate.app.influence.components import without
from openslate.app.preview.page_pair import Sight, signature
from openslate.app.preview.preview_views import Change, EntryEffect
from openslate.app.slates.ask import Ask
from openslate.app.slates.compose import compose_home
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
    old: Engine, new: Engine, asks: Sequence[Ask], size: int, tick: Callable[[], None]
) -> tuple[EntryEffect, ...]:
    """Every entry of either rulebook, those that were touched first.

    What an entry decides is counted by leaving it out: of the new rulebook, or of the old one when
    it is gone. `tick` is called for each entry.
    """
    before, after = _entries(old.rulebook), _entries(new.rulebook)
    pages = {id(engine): [_page(engine, ask, size) for ask in asks] for engine in (old, new)}
    found = []
    for kind, name in {**after, **before}:
        change = _change(before.get((kind, name)), after.get((kind, name)))
        engine = old if change == "gone" else new
        entry = (before if change == "gone" else after)[kind, name]
        title = str(getattr(entry, "title", name))
        lacking = engine.with_rulebook(without(engine.rulebook, Component(kind, name, title)))
        decides = sum(
            _page(lacking, ask, size) != page
            for ask, page in zip(asks, pages[id(engine)], strict=True)
        )
        found.append(EntryEffect(kind, name, title, change, decides, len(asks)))
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


def _page(engine: Engine, ask: Ask, size: int) -> list[Sight]:
    return signature(compose_home(engine, ask, size))
