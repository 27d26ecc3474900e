"""What the journal keeps of a page: enough to make it again, and what the rules did."""

from openslate.app.engine import Engine
from openslate.app.slates.ask import ask_to_json
from openslate.app.slates.compose import ComposedHome, conflicts, rows_to_json, shown_items
from openslate.app.slates.request import context_to_json
from openslate.rules.outcome import QuotaMembers
from openslate.store.journal import JournalEntry

HOME, ROW = "home", "row"
"""Kinds of entries: a viewer's page, and a newcomer's single row."""


def journal_entry(
    engine: Engine, kind: str, viewer: str, home: ComposedHome, size: int
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
        },
        fired=_fired(home),
    )


def _fired(home: ComposedHome) -> dict[str, int]:
    """How many items each rule spoke about, each quota was there for, each pin placed."""
    counts = home.outcome.counts()
    for found in home.outcome.quotas:
        counts[found.quota.quota] = _members_shown(home, found)
    shown = set(shown_items(home.rows))
    for placed in home.pins.placed:
        counts[placed.pin.pin] = int(placed.item in shown)
    return counts


def _members_shown(home: ComposedHome, found: QuotaMembers) -> int:
    """How many items shown a quota speaks of: those it counts, or those of any of its groups."""
    shown = shown_items(home.rows)
    if found.groups is not None:
        return sum(bool(found.groups.of(item)) for item in shown)
    return 0 if found.members is None else int(found.members[shown].sum())
