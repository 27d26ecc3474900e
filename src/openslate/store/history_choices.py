"""Whether a viewer's page may use what they watched: theirs to say, and to take back."""

from collections.abc import Sequence

import sqlalchemy as sa

from openslate.common.clock import Clock, SystemClock
from openslate.store.database import Database
from openslate.store.tables import HISTORY_CHOICES
from openslate.store.upsert import insert_or_replace


class HistoryChoices:
    """One lasting choice a viewer; whoever said nothing has their history used."""

    def __init__(self, database: Database, clock: Clock | None = None) -> None:
        self.database, self.clock = database, clock or SystemClock()

    def choose(self, viewer: str, *, used: bool, by: str) -> None:
        """Keep what a viewer wants from now on, and who noted it."""
        row = {"viewer": viewer, "used": used, "chosen_by": by, "at": self.clock.now()}
        with self.database.begin() as connection:
            connection.execute(insert_or_replace(connection, HISTORY_CHOICES), [row])

    def used(self, viewer: str) -> bool:
        """Whether a viewer's history may be used for their page."""
        return viewer not in self.unused_by([viewer])

    def unused_by(self, viewers: Sequence[str]) -> frozenset[str]:
        """Those of these viewers whose history may not be used."""
        said_no = HISTORY_CHOICES.c.viewer.in_(viewers) & ~HISTORY_CHOICES.c.used
        with self.database.read() as connection:
            return frozenset(connection.scalars(sa.select(HISTORY_CHOICES.c.viewer).where(said_no)))
