"""Making a page: rules first, then scores, then rows, each row within its quotas and pins."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from openslate.app.engine import Engine, apply_factor
from openslate.app.slates.ask import Ask
from openslate.app.slates.row_bounds import bounds_for, page_shapes, paged_bound
from openslate.recommend.slates.bounds import Pin
from openslate.recommend.slates.page import PageRow, fill_page
from openslate.recommend.slates.rows import RowPlan, RowViewer, plan_rows
from openslate.recommend.slates.slate import Slate
from openslate.rules.outcome import Outcome
from openslate.rules.pins import Pins, finder, resolve_pins
from openslate.rules.shaped import shape_of

ROW_SIZE = 20
Scores = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class ComposedRow:
    """A planned row, the scores it was ranked by (after boosts), and what was placed."""

    plan: RowPlan
    scores: Scores
    slate: Slate


@dataclass(frozen=True, eq=False)
class ComposedHome:
    """A page before it is dressed: rows in dense items, and what the rules said of every item.

    Scores of items that may not be shown are not to be relied on. `chances` tells how likely each
    place was to show what it shows, `possible` all it can show; empty where nothing was drawn.
    """

    ask: Ask
    outcome: Outcome
    scores: Scores
    rows: tuple[ComposedRow, ...]
    pins: Pins
    chances: tuple[tuple[float, ...], ...] = ()
    possible: tuple[tuple[frozenset[int], ...], ...] = ()

    def place_of(self, item: int) -> tuple[ComposedRow, int] | None:
        """The row and slot (from 1) that show an item, None when it is not shown."""
        for row in self.rows:
            if item in row.slate.items:
                return row, row.slate.items.index(item) + 1
        return None


def compose_home(
    engine: Engine,
    ask: Ask,
    size: int = ROW_SIZE,
    scores: Scores | None = None,
    first: int | None = None,
) -> ComposedHome:
    """A page for one request: no item twice, none that was watched, all rules and quotas met.

    Whatever can't be met is in the rows' slates: the conflict and what was relaxed. `scores` are
    the model's for this history, where they are known; `first` makes that many rows only.
    """
    outcome = engine.judge(ask.viewer, ask.context)
    if scores is None:
        scores = engine.model.scores(ask.sequence, outcome.allowed)
    open_items = outcome.allowed & ~_mask(ask.watched, engine)
    viewer = _viewer(engine, ask, scores, outcome)
    plans = plan_rows(engine.rows, viewer, open_items, ask.context.at.date())
    return _fill(engine, ask, outcome, scores, plans, size, first)


def compose_row(
    engine: Engine, ask: Ask, size: int = ROW_SIZE, scores: Scores | None = None
) -> ComposedHome:
    """A page of one row for someone without a profile, whose history is a few items they like.

    `scores` are the model's for this history, where they are known.
    """
    outcome = engine.judge(ask.viewer, ask.context)
    if scores is None:
        scores = engine.model.scores(ask.sequence, outcome.allowed)
    items = "one liked item" if len(ask.history) == 1 else f"{len(ask.history)} liked items"
    why = f"From {items}" if ask.history else "What most people watched"
    plan = RowPlan("chosen", "Chosen for you", why, scores)
    return _fill(engine, ask, outcome, scores, (plan,), size)


def _fill(
    engine: Engine,
    ask: Ask,
    outcome: Outcome,
    scores: Scores,
    plans: Sequence[RowPlan],
    size: int,
    first: int | None = None,
) -> ComposedHome:
    """Place items row by row; what one row took, or was watched, is gone for the next."""
    pins = resolve_pins(engine.rulebook.pins, outcome.request, finder(engine.snapshot))
    together = page_shapes(outcome)
    ranked = [apply_factor(plan.scores, outcome.factor) for plan in plans[:first]]
    rows = [
        PageRow(
            scores,
            _allowed(outcome, plan) & ~_mask(_kept_for(pins, plans, plan.key), engine),
            tuple(bounds_for(outcome, plan.key)),
            tuple(_pins(pins, plan.key)),
            tuple(i for i, shaped in enumerate(together) if shape_of(shaped).applies_to(plan.key)),
        )
        for plan, scores in zip(plans[:first], ranked, strict=True)
    ]
    slates = fill_page(
        rows, [paged_bound(shaped) for shaped in together], size, _mask(ask.watched, engine)
    )
    made = tuple(map(ComposedRow, plans[:first], ranked, slates))
    whole = (
        ranked[0]
        if plans[:1] and plans[0].scores is scores
        else apply_factor(scores, outcome.factor)
    )
    return ComposedHome(ask, outcome, whole, made, pins)


def _allowed(outcome: Outcome, plan: RowPlan) -> NDArray[np.bool_]:
    return outcome.allowed if plan.pool is None else outcome.allowed & plan.pool


def _kept_for(pins: Pins, plans: Sequence[RowPlan], row: str) -> set[int]:
    """Items that a row leaves alone because an editor pinned them in another row of this page."""
    others = {plan.key for plan in plans} - {row}
    pinned = {placed.item for key in others for placed in pins.in_row(key)}
    return pinned - {placed.item for placed in pins.in_row(row)}


def _mask(items: Iterable[int], engine: Engine) -> NDArray[np.bool_]:
    mask = np.zeros(engine.snapshot.size, dtype=np.bool_)
    mask[list(items)] = True
    return mask


def _viewer(engine: Engine, ask: Ask, scores: Scores, outcome: Outcome) -> RowViewer:
    """The viewer as rows are chosen for: nobody in particular when the history is empty."""
    return RowViewer(
        history=ask.history,
        scores=scores,
        similar_scores=lambda item: engine.model.scores([item], outcome.allowed),
        ratings=ask.ratings,
    )


def _pins(pins: Pins, row: str) -> list[Pin]:
    return [Pin(placed.pin.slot, placed.item, placed.pin.pin) for placed in pins.in_row(row)]


def rows_to_json(home: ComposedHome, engine: Engine) -> list[dict[str, Any]]:
    """Rows as the journal keeps them, with stable ids."""
    ids = engine.snapshot.ids
    return [
        {
            "key": row.plan.key,
            "title": row.plan.title,
            "items": [ids[item] for item in row.slate.items],
            "placed_by": list(row.slate.placed_by),
        }
        for row in home.rows
    ]


def conflicts(home: ComposedHome) -> Iterator[str]:
    """A sentence for each of the smallest sets of a row's rules that can't hold together."""
    for row in home.rows:
        for conflict in row.slate.conflicts:
            yield f"{row.plan.title}: {conflict.sentence}"


def shown_items(rows: Sequence[ComposedRow]) -> list[int]:
    """All items of a page, row by row."""
    return [item for row in rows for item in row.slate.items]
