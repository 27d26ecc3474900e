"""The facts that rules read: the snapshot's items, joined with rights, viewings and reputations."""

from datetime import date

import polars as pl

from openslate.app.authenticity.reputation.reputation_table import reputation_facts
from openslate.catalogue.rights import RIGHTS_SCHEMA, Rights
from openslate.common.memory import Memory
from openslate.graph.snapshot import Snapshot
from openslate.graph.vocabulary import Columns
from openslate.recommend.models.recommender import Recommender

REMEMBERED = 64
RIGHTS = tuple(column for column in RIGHTS_SCHEMA if column != Columns.ITEM)


class FactTable:
    """One row per item with every `item.*` fact; remembers the last territories and days asked.

    The same territory and day give the same frame object, and `lasting` holds the columns that
    are the same everywhere: both let compiled rules remember what they found. Safe to share
    between threads.
    """

    def __init__(self, snapshot: Snapshot, model: Recommender) -> None:
        self._rights = Rights(snapshot)
        self.lasting = snapshot.item.with_columns(
            pl.Series(Columns.VIEWINGS, model.viewings, dtype=pl.Int64),
            pl.Series(Columns.HAS_HISTORY, model.has_history),
            *reputation_facts(snapshot),
        )
        self.schema = dict(self.lasting.schema) | RIGHTS_SCHEMA
        self._remembered: Memory[pl.DataFrame] = Memory(REMEMBERED)

    def at(self, territory: str, day: date) -> pl.DataFrame:
        """All facts as they hold in `territory` on `day`."""
        found = self._remembered.get((territory, day))
        if found is not None:
            return found
        rights = self._rights.available(territory, day).select(RIGHTS)
        return self._remembered.put((territory, day), self.lasting.hstack(rights))
