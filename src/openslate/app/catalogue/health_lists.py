"""The records behind the numbers of a catalogue's health, page by page."""

from dataclasses import dataclass

import polars as pl

from openslate.app.catalogue.health import EVENTS, unknown_records
from openslate.app.catalogue.health_views import (
    SilentPage,
    SilentRecord,
    UnknownPage,
    UnknownRecord,
)
from openslate.app.workspace import Workspace
from openslate.common.errors import NotFoundError
from openslate.graph.delivery import RECORD_FIELDS
from openslate.graph.snapshot import Snapshot
from openslate.graph.vocabulary import FIELD, Columns

NAME = FIELD["name"].column
WORKS, WINDOWS = "works", "availability"


@dataclass(frozen=True)
class ListSilent:
    """A source's records that say nothing of a field: what is missing from its coverage.

    Of rights windows only those that belong to an item are listed. Raises NotFoundError for a
    field that can't be listed.
    """

    snapshot: Snapshot

    def __call__(
        self, kind: str, source: str, field: str, *, limit: int = 50, offset: int = 0
    ) -> SilentPage:
        if not can_list(kind, field):
            raise NotFoundError(f"There is no list of {kind} by {field!r}", do="See 'slate health'")
        about = next(f.about for f in FIELDS_OF[kind] if f.column == field)
        silent = self._works(source, field) if kind == WORKS else self._windows(source, field)
        items = self.snapshot.item.select(Columns.ITEM, Columns.ID, NAME)
        shown = silent.slice(offset, limit).join(items, on=Columns.ITEM, maintain_order="left")
        told = shown.select(Columns.ID, NAME, Columns.RECORD, Columns.ROW).iter_rows()
        records = tuple(SilentRecord(*row) for row in told)
        return SilentPage(kind, source, field, about, silent.height, offset, records)

    def _works(self, source: str, field: str) -> pl.DataFrame:
        of_source = pl.col(Columns.SOURCE) == source
        claims = self.snapshot.claim.filter(of_source & (pl.col(Columns.FIELD) == field))
        records = self.snapshot.record.filter(of_source)
        return records.join(claims, on=Columns.RECORD, how="anti").sort(Columns.ROW)

    def _windows(self, source: str, field: str) -> pl.DataFrame:
        windows = self.snapshot.availability.filter(
            (pl.col(Columns.SOURCE) == source) & pl.col(field).is_null()
        )
        return windows.with_columns(pl.col(Columns.TERRITORY).alias(Columns.RECORD)).sort(
            Columns.ROW
        )


FIELDS_OF = {str(kind): fields for kind, fields in RECORD_FIELDS.items()}


def can_list(kind: str, field: str) -> bool:
    """Whether records without this field can be listed from a snapshot."""
    known = {f.column for f in FIELDS_OF.get(kind, ())}
    return field in known and (kind == WORKS or field in LISTED)


LISTED = frozenset(
    {Columns.STARTS, Columns.ENDS, Columns.LICENCE_TYPE, Columns.AUDIENCE, Columns.PRICE}
) | {Columns.PRICE_TYPE}
"""What the snapshot keeps of a window."""


@dataclass(frozen=True)
class ListUnknownRecords:
    """Records of a source that were watched and that no item has, the most watched first."""

    workspace: Workspace
    snapshot: Snapshot

    def __call__(self, source: str, *, limit: int = 50, offset: int = 0) -> UnknownPage:
        unknown = unknown_records(self.workspace, self.snapshot).filter(
            pl.col(Columns.SOURCE) == source
        )
        ordered = unknown.sort(EVENTS, Columns.RECORD, descending=[True, False])
        rows = ordered.select(Columns.RECORD, EVENTS).slice(offset, limit).iter_rows()
        return UnknownPage(source, unknown.height, offset, tuple(UnknownRecord(*r) for r in rows))
