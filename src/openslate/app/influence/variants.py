"""Making a page again with one component switched off."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

import numpy as np

from openslate.app.engine import Engine
from openslate.app.influence.components import without
from openslate.app.slates.ask import Ask
from openslate.app.slates.compose import ComposedHome, compose_home
from openslate.common.seeds import generator_for
from openslate.recommend.influence.component import Component
from openslate.recommend.influence.leave_out import Compose
from openslate.recommend.influence.places import RowItems
from openslate.recommend.models.recommender import Recommender
from openslate.rules.marking import WORD
from openslate.rules.outcome import Outcome

SHUFFLES = 8
"""Orders of a history whose scores are averaged where its order is left out."""


class _Standing:
    """A scorer that stands in for another and changes its scores only."""

    def __init__(self, model: Recommender) -> None:
        self._model = model

    def __getattr__(self, name: str) -> Any:
        return getattr(self._model, name)


class WithoutFacts(_Standing):
    """The model without what the graph says: an item without history of its own scores nothing."""

    def scores(self, history: Sequence[int], among: np.ndarray | None = None) -> np.ndarray:
        """Scores of all items, float32 [items]."""
        scores = self._model.scores(history, among)
        return np.where(self._model.has_history, scores, np.float32(0))


class WithoutOrder(_Standing):
    """The model without the order of a history: the mean over some shuffles of it."""

    def scores(self, history: Sequence[int], among: np.ndarray | None = None) -> np.ndarray:
        """Scores of all items, float32 [items]."""
        draw = generator_for("order unread", *map(int, history))
        orders = [draw.permutation(np.asarray(history, np.int64)) for _ in range(SHUFFLES)]
        scored = [self._model.scores(order.tolist(), among) for order in orders]
        return np.asarray(np.mean(scored, axis=0), np.float32)


@dataclass(frozen=True)
class Variants:
    """One engine and those that lack a component, made when first asked for and kept."""

    engine: Engine
    size: int
    kept: dict[str, Engine] = field(default_factory=dict)

    def composing(self, ask: Ask) -> Compose:
        """Makes the page of one request, without a component where one is named.

        What was tried on the page does not count: it was drawn, not decided.
        """
        shown = rows_of(compose_home(self.engine, ask, self.size))
        outcome = self.engine.judge(ask.viewer, ask.context)

        def page(component: Component | None) -> tuple[RowItems, ...]:
            if component is None or _silent(component, outcome):
                return shown
            return self._page(ask, component)

        return page

    def _page(self, ask: Ask, component: Component) -> tuple[RowItems, ...]:
        if component.kind == "history":
            nobodys = replace(ask, history=(), ratings=(), set_aside=())
            return rows_of(compose_home(self.engine, nobodys, self.size))
        if component.key not in self.kept:
            self.kept[component.key] = _lacking(self.engine, component)
        return rows_of(compose_home(self.kept[component.key], ask, self.size))


def rows_of(home: ComposedHome) -> tuple[RowItems, ...]:
    """A composed page as influence compares it."""
    return tuple(RowItems(row.plan.key, row.slate.items) for row in home.rows)


def _silent(component: Component, outcome: Outcome) -> bool:
    """Whether a rule has nothing to say about any item of this request: the page is the same."""
    if component.kind != "rule":
        return False
    place = [rule.rule for rule in outcome.rules].index(component.name)
    word, bit = divmod(place, WORD)
    return not ((outcome.fired[word] | outcome.unknown[word]) & np.uint64(1 << bit)).any()


def _lacking(engine: Engine, component: Component) -> Engine:
    _ = engine.facts, engine.cards, engine.rows  # worked out once, for all of them
    if component.kind == "graph":
        return engine.with_scores(cast("Recommender", WithoutFacts(engine.model)))
    other = engine.with_rulebook(without(engine.rulebook, component))
    if component.kind == "freshness" and engine.model.heeds_order:
        return other.with_scores(cast("Recommender", WithoutOrder(engine.model)))
    return other
