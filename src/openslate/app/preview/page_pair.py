"""One viewer's page under two rulebooks."""

from dataclasses import dataclass

import numpy as np

from openslate.app.engine import Engine
from openslate.app.slates.ask import Ask
from openslate.app.slates.compose import ComposedHome, compose_home, shown_items
from openslate.rules.book import Rule
from openslate.rules.outcome import Outcome
from openslate.rules.pins import Pins, finder, resolve_pins
from openslate.rules.shaped import shape_of
from openslate.rules.shaping import Shape

Sight = tuple[str, int, tuple[str, ...]]


@dataclass(frozen=True, eq=False)
class PagePair:
    """The same request under the old and the new rulebook."""

    before: ComposedHome
    after: ComposedHome
    scores: np.ndarray

    @property
    def differ(self) -> bool:
        """Whether an item, a place or a label is another."""
        return self.before is not self.after and signature(self.before) != signature(self.after)

    @property
    def comes_in(self) -> set[int]:
        """Items that only the new page shows."""
        return set(shown_items(self.after.rows)) - set(shown_items(self.before.rows))

    @property
    def goes_out(self) -> set[int]:
        """Items that only the old page shows."""
        return set(shown_items(self.before.rows)) - set(shown_items(self.after.rows))


def page_pair(
    old: Engine,
    new: Engine,
    ask: Ask,
    scores: np.ndarray,
    size: int,
    first: int | None = None,
) -> PagePair:
    """Both pages, or their `first` rows; made once where nothing that decides differs."""
    before = compose_home(old, ask, size, scores, first)
    if not decides_otherwise(new, ask, before.outcome, before.pins):
        return PagePair(before, before, scores)
    return PagePair(before, compose_home(new, ask, size, scores, first), scores)


def decides_otherwise(engine: Engine, ask: Ask, outcome: Outcome, pins: Pins) -> bool:
    """Whether an engine says anything else of a request; if it does not, it makes the same page."""
    other = engine.judge(ask.viewer, ask.context)
    if not _same(outcome, other):
        return True
    return (
        pins.placed
        != resolve_pins(engine.rulebook.pins, other.request, finder(engine.snapshot)).placed
    )


def signature(home: ComposedHome) -> list[Sight]:
    """What a viewer sees of a page: items with their labels, row by row."""
    return [
        (row.plan.key, item, home.outcome.labels(item))
        for row in home.rows
        for item in row.slate.items
    ]


def _same(one: Outcome, other: Outcome) -> bool:
    """Whether two rulebooks say the same of every item, and ask the same of every row.

    The facts and the request are the same, so equal shapes are about the same items.
    """
    if not np.array_equal(one.verdict, other.verdict):
        return False
    if not np.array_equal(one.factor, other.factor):
        return False
    return _labelling(one) == _labelling(other) and _shapes(one) == _shapes(other)


def _labelling(outcome: Outcome) -> list[Rule]:
    return [rule for rule in outcome.rules if "label" in (rule.then.kind, rule.unknown.kind)]


def _shapes(outcome: Outcome) -> list[Shape]:
    return [shape_of(shaped) for shaped in outcome.shaped]
