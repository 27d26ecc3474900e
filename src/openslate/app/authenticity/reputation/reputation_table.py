"""Reputations as a table of the snapshot, so that rules read what a page can be replayed with."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from openslate.app.authenticity.reputation.assess_reputations import AssessReputations
from openslate.app.authenticity.reputation.makers import COMPANIES, Makers
from openslate.app.workspace import Workspace
from openslate.authenticity.reputation.evidence import Role
from openslate.graph.snapshot import Snapshot
from openslate.graph.vocabulary import Columns

REPUTATION = "reputation"
"""The table's name: one row for each party whose reputation is known."""
ROLE, NAME, MEAN, HIGH = "role", "name", "mean", "high"
SCHEMA = {ROLE: pl.String(), NAME: pl.String(), MEAN: pl.Float64(), HIGH: pl.Float64()}
DIGITS = 2
"""Rounded, so that a day's decay alone makes no new snapshot."""
OF_ITEM = {
    Role.SOURCE: (Columns.SOURCES, Columns.SOURCE_REPUTATION, Columns.SOURCE_REPUTATION_AT_MOST),
    Role.PRODUCER: (COMPANIES, Columns.PRODUCER_REPUTATION, Columns.PRODUCER_REPUTATION_AT_MOST),
}
"""In which column an item names them, and the columns of the lowest reputation among them."""


@dataclass(frozen=True)
class ReputationTable:
    """The table for a snapshot that is being made."""

    workspace: Workspace

    def __call__(self, tables: Mapping[str, pl.DataFrame]) -> Mapping[str, pl.DataFrame]:
        """The table under its name; nothing at all where no reputation is known."""
        everybody = AssessReputations(self.workspace)(
            Makers(tables["item"].lazy(), tables["record"].lazy())
        )
        rows = [
            (one.party.role.value, one.party.name, one.share.mean, one.share.high)
            for one in sorted(everybody, key=lambda one: one.party)
            if one.known
        ]
        frame = pl.DataFrame(rows, SCHEMA, orient="row").with_columns(
            pl.col(MEAN, HIGH).round(DIGITS)
        )
        return {REPUTATION: frame} if rows else {}


def reputation_facts(snapshot: Snapshot) -> list[pl.Series]:
    """For each item, in order, the lowest reputation among its sources and its producers.

    Null where none of them has a known one; then rules have it as not known.
    """
    table = snapshot.extra.get(REPUTATION, pl.DataFrame(schema=SCHEMA))
    facts: list[pl.Series] = []
    for role, (named, mean, high) in OF_ITEM.items():
        lowest = _lowest(snapshot.item, table.filter(pl.col(ROLE) == role.value), named)
        facts += [lowest[MEAN].alias(mean), lowest[HIGH].alias(high)]
    return facts


def _lowest(item: pl.DataFrame, table: pl.DataFrame, named: str) -> pl.DataFrame:
    """The row of the least reputable party that each item names; nulls where there is none."""
    if table.is_empty():
        return pl.DataFrame({name: pl.Series([None] * item.height, dtype=pl.Float64)
                             for name in (MEAN, HIGH)})  # fmt: skip
    parties = item.select(Columns.ITEM, pl.col(named).alias(NAME)).explode(NAME)
    worst = parties.join(table, on=NAME).sort(MEAN, HIGH, NAME).unique(Columns.ITEM, keep="first")
    return item.select(Columns.ITEM).join(worst, on=Columns.ITEM, how="left", maintain_order="left")
