"""Dressing a composed page for showing: cards, with a few words why each is there."""

from collections.abc import Mapping

from openslate.app.engine import Engine
from openslate.app.slates.compose import ComposedHome, ComposedRow
from openslate.app.views import Row

PINNED = "Pinned by our editors"
TRIED = "Tried here to learn who likes it"
PLACED = {"pin": PINNED, "exploration": TRIED}
"""Reasons that lie in how an item came to its place."""
EDITORS = "editors"


def dress_rows(engine: Engine, home: ComposedHome, because: str) -> tuple[Row, ...]:
    """Rows with their cards; `because` begins the reasons, e.g. 'Because you watched'."""
    reasons = _reasons(engine, home, because)
    return tuple(_row(engine, row, home, reasons) for row in home.rows)


def _row(
    engine: Engine,
    row: ComposedRow,
    home: ComposedHome,
    reasons: Mapping[int, str],
) -> Row:
    cards = tuple(
        engine.cards.card(
            item,
            PLACED.get(placed) or reasons.get(item, ""),
            pinned=placed == "pin",
            labels=home.outcome.labels(item),
        )
        for item, placed in zip(row.slate.items, row.slate.placed_by, strict=True)
    )
    relaxed = tuple(relaxation.sentence for relaxation in row.slate.relaxed)
    return Row(row.plan.key, row.plan.title, row.plan.why, cards, relaxed)


def _reasons(engine: Engine, home: ComposedHome, because: str) -> dict[int, str]:
    """A few words for each item shown, fitting what its row is about."""
    reasons = _loudest(engine, home, because)
    for row in home.rows:
        if row.plan.about is not None:
            reasons |= {item: _shared(engine, row.plan.about, item) for item in row.slate.items}
        elif row.plan.key == EDITORS:
            reasons |= {item: engine.cards.praise(item) for item in row.slate.items}
    return reasons


def _loudest(engine: Engine, home: ComposedHome, because: str) -> dict[int, str]:
    """For the items of personal rows, the viewing that speaks loudest for each, if any does."""
    personal = [row for row in home.rows if row.plan.about is None and row.plan.key != EDITORS]
    items = [item for row in personal for item in row.slate.items]
    loudest = engine.model.loudest(home.ask.sequence, items)
    names = engine.cards.names
    return {
        item: f"{because} {names[one]}"
        for item, one in zip(items, loudest, strict=True)
        if one >= 0
    }


def _shared(engine: Engine, one: int, other: int) -> str:
    """The most telling fact two items share, as a card says it."""
    common = engine.model.features_in_common(one, other)
    return common[0][0].upper() + common[0][1:] if common else ""
