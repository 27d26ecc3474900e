"""Serving a viewer's page, and writing down what was served and why."""

from collections.abc import Mapping
from dataclasses import dataclass

from openslate.app.ask import ask_for, ask_to_json
from openslate.app.compose import (
    ComposedHome,
    ComposedRow,
    compose_home,
    conflicts,
    rows_to_json,
    shown_items,
)
from openslate.app.engine import Engine
from openslate.app.request import context_to_json
from openslate.app.views import Home, RequestContext, Row
from openslate.app.workspace import Workspace
from openslate.rules.outcome import QuotaMembers
from openslate.store.journal import Journal, JournalEntry

KIND = "home"
PINNED = "Pinned by our editors"
IMPERSONAL = ("because", "editors")


@dataclass(frozen=True)
class ServeHome:
    """Composes a page, records it in the journal and dresses it for showing."""

    workspace: Workspace
    engine: Engine

    def __call__(self, viewer: str, context: RequestContext, *, history: bool = True) -> Home:
        ask = ask_for(self.workspace, self.engine, viewer, context, history=history)
        size = self.workspace.settings.home.row_size
        home = compose_home(self.engine, ask, size)
        entry = journal_entry(self.engine, viewer, home, size)
        journal_id = Journal(self.workspace.database, self.workspace.clock).record(entry)
        reasons = self._reasons(home)
        return Home(
            viewer=viewer,
            personal=ask.personal,
            context=ask.context,
            rows=tuple(self._row(row, home, reasons) for row in home.rows),
            journal_id=journal_id,
            snapshot=self.engine.snapshot.name,
            model=self.engine.model_name,
            rulebook=self.engine.rulebook.version,
            conflicts=tuple(conflicts(home)),
        )

    def _row(self, row: ComposedRow, home: ComposedHome, reasons: Mapping[int, str]) -> Row:
        cards = tuple(
            self.engine.cards.card(
                item,
                PINNED if placed == "pin" else reasons.get(item, ""),
                pinned=placed == "pin",
                labels=home.outcome.labels(item),
            )
            for item, placed in zip(row.slate.items, row.slate.placed_by, strict=True)
        )
        relaxed = tuple(relaxation.sentence for relaxation in row.slate.relaxed)
        return Row(row.plan.key, row.plan.title, row.plan.why, cards, relaxed)

    def _reasons(self, home: ComposedHome) -> dict[int, str]:
        """A few words for each item shown, fitting what its row is about."""
        personal = [
            i for row in home.rows if row.plan.key not in IMPERSONAL for i in row.slate.items
        ]
        names, loudest = (
            self.engine.cards.names,
            self.engine.model.loudest(home.ask.history, personal),
        )
        reasons = {
            item: f"Because you watched {names[one]}"
            for item, one in zip(personal, loudest, strict=True)
            if one >= 0
        }
        for row in home.rows:
            if row.plan.about is not None:
                reasons |= {item: self._shared(row.plan.about, item) for item in row.slate.items}
            elif row.plan.key == "editors":
                reasons |= {item: self.engine.cards.praise(item) for item in row.slate.items}
        return reasons

    def _shared(self, one: int, other: int) -> str:
        """The most telling fact two items share, as a card says it."""
        common = self.engine.model.features_in_common(one, other)
        return common[0][0].upper() + common[0][1:] if common else ""


def journal_entry(engine: Engine, viewer: str, home: ComposedHome, size: int) -> JournalEntry:
    """What the journal keeps of a page: enough to make it again and to count what rules did."""
    return JournalEntry(
        viewer=viewer,
        kind=KIND,
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
    if found.group is not None:
        return int((found.group[shown] >= 0).sum())
    return 0 if found.members is None else int(found.members[shown].sum())
