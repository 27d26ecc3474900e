"""What was measured of a row, made up: a desk without a workspace can tell it too."""

from dataclasses import replace
from datetime import UTC, datetime

from openslate.app.influence.figures import told
from openslate.app.influence.how_views import Decider, HowRow
from openslate.app.influence.row_names import ROW_NAMES, row_name
from openslate.common.errors import NotFoundError
from openslate.recommend.influence.viewer_mean import Estimate

MEASURED = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def decider(kind: str, name: str, title: str, *figures: float, moves: float = 0.0) -> Decider:
    """A component that decides so many places, with its interval."""
    decides = Estimate(*figures)
    return Decider(kind, name, title, decides, Estimate(moves, moves, moves), told(decides))


CHOSEN = HowRow(
    row="chosen",
    name="Chosen for you",
    sentence="Of the 20 places of this row, what you watched decides about 13 (12 to 14), "
    "rules on what may be shown 2.1 (1.6 to 2.7) and editors' pins 0.9 (0.6 to 1.2).",
    places=20.0,
    requests=200,
    viewers=64,
    since=datetime(2026, 11, 15, 8, 0, tzinfo=UTC),
    until=datetime(2026, 11, 21, 23, 0, tzinfo=UTC),
    measured_at=MEASURED,
    deciders=(
        decider("history", "history", "what you watched", 13.2, 11.9, 14.1, moves=4.2),
        decider("rules", "rules", "rules on what may be shown", 2.1, 1.6, 2.7, moves=9.5),
        decider("pins", "pins", "editors' pins", 0.9, 0.6, 1.2),
        decider("quotas", "quotas", "quotas", 0.0, 0.0, 1.1),
    ),
    entries=(
        decider("rule", "watershed", "Films for grown-ups only after ten", 2.1, 1.6, 2.7),
        decider("pin", "tonight", "Stop Making Sense opens the page", 0.9, 0.6, 1.2),
    ),
)


class FakeInfluence:
    """The row 'chosen' was measured, 'editors' under other rules, no other row at all."""

    def __init__(self) -> None:
        self.off: dict[str, str] = {}

    def choose_history(self, viewer: str, *, used: bool, by: str) -> None:
        self.off.pop(viewer, None)
        if not used:
            self.off[viewer] = by

    def history_used(self, viewer: str) -> bool:
        return viewer not in self.off

    def how(self, row: str) -> HowRow:
        if row == "chosen":
            return CHOSEN
        if row == "editors":
            return replace(CHOSEN, row=row, name=row_name(row), changed=("the rules",))
        if row not in ROW_NAMES:
            raise NotFoundError(f"No page has a row {row!r}")
        return HowRow(row, row_name(row), "This was not measured yet.")

    def measurement(self) -> None:
        return None
