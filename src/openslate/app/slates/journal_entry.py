"""What the journal keeps of a page: enough to make it again, and what the rules did."""

from openslate.app.engine import Engine
from openslate.app.experiments.arms import Exposure
from openslate.app.slates.ask import ask_to_json
from openslate.app.slates.compose import ComposedHome, conflicts, rows_to_json, shown_items
from openslate.app.slates.request import context_to_json
from openslate.rules.shaped import BudgetAmounts, QuotaMembers, Shaped, shape_of
from openslate.store.journal import JournalEntry

HOME, ROW = "home", "row"
"""Kinds of entries: a viewer's page, and a newcomer's single row."""


def journal_entry(
    engine: Engine,
    kind: str,
    viewer: str,
    home: ComposedHome,
    size: int,
    exposure: Exposure | None = None,
) -> JournalEntry:
    """What the journal keeps of a page: enough to make it again and to count what rules did."""
    return JournalEntry(
        viewer=viewer,
        kind=kind,
        provenance=engine.provenance(context_to_json(home.ask.context)),
        payload={
            "ask": ask_to_json(home.ask, engine),
            "size": size,
            "rows": rows_to_json(home, engine),
            "conflicts": list(conflicts(home)),
            **({"chances": [list(row) for row in home.chances]} if home.chances else {}),
            **({"experiment": exposure.to_json()} if exposure else {}),
        },
        fired=_fired(home),
    )


def _fired(home: ComposedHome) -> dict[str, int]:
    """How many items each rule spoke about, each shape was there for, each pin placed."""
    counts = home.outcome.counts()
    for shaped in home.outcome.shaped:
        counts[shape_of(shaped).name] = _spoken_of(home, shaped)
    shown = set(shown_items(home.rows))
    for placed in home.pins.placed:
        counts[placed.pin.pin] = int(placed.item in shown)
    return counts


def _spoken_of(home: ComposedHome, shaped: Shaped) -> int:
    """How many items shown a shape is about: those it counts, weighs, or has in any group."""
    shown = shown_items(home.rows)
    if isinstance(shaped, BudgetAmounts):
        return int((shaped.amounts[shown] != 0).sum())
    if isinstance(shaped, QuotaMembers) and shaped.members is not None:
        return int(shaped.members[shown].sum())
    return 0 if shaped.groups is None else sum(bool(shaped.groups.of(item)) for item in shown)
