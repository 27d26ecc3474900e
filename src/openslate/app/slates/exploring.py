"""Pages as they are served: composed, then explored as far as the settings allow."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from openslate.app.engine import Engine
from openslate.app.slates.ask import Ask
from openslate.app.slates.compose import (
    ROW_SIZE,
    ComposedHome,
    ComposedRow,
    compose_home,
    shown_items,
)
from openslate.app.slates.row_bounds import bounds_for, page_shapes
from openslate.common.seeds import generator_for
from openslate.recommend.experiments.exploration import Explorable, explore
from openslate.recommend.slates.shortlist import best_among
from openslate.recommend.slates.slate import PlacedBy
from openslate.rules.shaped import shape_of

WIDTH = 100
"""So many of a row's next best titles may be tried in it."""


def make_home(engine: Engine, ask: Ask, size: int = ROW_SIZE) -> ComposedHome:
    """A page for one request, with some places explored if the ask says so.

    Rules, rights, ages, quotas and pins hold for every page that can come of it. What is drawn
    depends on the viewer and the day (on territory and day alone where nothing is personal), so
    that a page stays as it is when it is opened again. Rows under a rule about the whole page are
    left alone.
    """
    home = compose_home(engine, ask, size)
    if not ask.exploration or not home.rows:
        return home
    gone = _gone(engine, home)
    rows = [_explorable(row, home, gone) for row in home.rows]
    drawn = explore(rows, ask.exploration, _generator("design", ask), _generator("draw", ask))
    return replace(
        home,
        rows=tuple(_with(row, items) for row, items in zip(home.rows, drawn.rows, strict=True)),
        chances=drawn.chances,
        possible=drawn.possible,
    )


def _generator(purpose: str, ask: Ask) -> np.random.Generator:
    viewer = ask.viewer.viewer if ask.viewer else ""
    day = ask.context.at.date().isoformat()
    return generator_for("exploration", purpose, viewer, ask.context.territory, day)


def _gone(engine: Engine, home: ComposedHome) -> NDArray[np.bool_]:
    """What cannot be tried: watched, or on the page already, or pinned to some row."""
    gone = np.zeros(engine.snapshot.size, dtype=np.bool_)
    gone[list(home.ask.watched)] = True
    gone[shown_items(home.rows)] = True
    gone[[placed.item for placed in home.pins.placed]] = True
    return gone


def _explorable(row: ComposedRow, home: ComposedHome, gone: NDArray[np.bool_]) -> Explorable:
    slate, bounds = row.slate, bounds_for(home.outcome, row.plan.key)
    paged = any(shape_of(shaped).applies_to(row.plan.key) for shaped in page_shapes(home.outcome))
    allowed = home.outcome.allowed & ~gone
    pool = allowed if row.plan.pool is None else allowed & row.plan.pool
    settled = paged or bool(slate.relaxed or slate.contradiction)
    return Explorable(
        slate.items,
        tuple(settled or placed == "pin" for placed in slate.placed_by),
        tuple(best_among(row.scores, pool, WIDTH).tolist()),
        lambda items: all(bound.holds(items) for bound in bounds),
    )


def _with(row: ComposedRow, items: tuple[int, ...]) -> ComposedRow:
    """A composed row with what was drawn in its places."""
    placed: tuple[PlacedBy, ...] = tuple(
        by if item == usual else "exploration"
        for item, usual, by in zip(items, row.slate.items, row.slate.placed_by, strict=True)
    )
    return replace(row, slate=replace(row.slate, items=items, placed_by=placed))
