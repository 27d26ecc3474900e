"""What a check found, page by page, each with its item."""

from dataclasses import dataclass
from typing import Any

import polars as pl

from openslate.app.catalogue.health import checked
from openslate.app.catalogue.health_views import FoundPage, FoundView
from openslate.app.workspace import Workspace
from openslate.catalogue.checks.check_tables import CHECK, FINDING
from openslate.common.errors import NotFoundError
from openslate.common.text import nearest
from openslate.graph.snapshot import Snapshot
from openslate.graph.vocabulary import FIELD, Columns

NAME = FIELD["name"].column


@dataclass(frozen=True)
class ListFindings:
    """Some of what one check found, and of one source if it is named.

    Raises NotFoundError for a check that does not exist.
    """

    workspace: Workspace

    def __call__(
        self,
        check: str,
        *,
        source: str | None = None,
        limit: int = 50,
        offset: int = 0,
        snapshot: Snapshot | None = None,
    ) -> FoundPage:
        snapshot = checked(snapshot or self.workspace.snapshot())
        title = _title(snapshot, check)
        found = snapshot.extra[FINDING].filter(pl.col(Columns.SHAPE) == check)
        if source is not None:
            found = found.filter(pl.col(Columns.SOURCE) == source)
        return FoundPage(
            check, title, found.height, offset, _views(snapshot, found.slice(offset, limit))
        )


@dataclass(frozen=True)
class FindingsOfItem:
    """Everything that was found about one item, whichever check found it."""

    workspace: Workspace

    def __call__(self, item: str, snapshot: Snapshot | None = None) -> tuple[FoundView, ...]:
        snapshot = checked(snapshot or self.workspace.snapshot())
        of_item = pl.col(Columns.ITEM) == snapshot.index_of(item)
        return _views(snapshot, snapshot.extra[FINDING].filter(of_item))


def _title(snapshot: Snapshot, check: str) -> str:
    known = dict(snapshot.extra[CHECK].select(Columns.SHAPE, Columns.HEADING).iter_rows())
    if check not in known:
        meant = nearest(check, known)
        raise NotFoundError(
            f"There is no check {check!r}",
            do=f"Did you mean {meant}?" if meant else "'slate health' lists them",
        )
    return str(known[check])


def _views(snapshot: Snapshot, found: pl.DataFrame) -> tuple[FoundView, ...]:
    items = snapshot.item.select(Columns.ITEM, Columns.ID, pl.col(NAME).alias(Columns.HEADING))
    named = found.join(items, on=Columns.ITEM, how="left", maintain_order="left")
    return tuple(map(_view, named.iter_rows(named=True)))


def _view(row: dict[str, Any]) -> FoundView:
    return FoundView(
        severity=row[Columns.SEVERITY],
        sentence=row[Columns.SENTENCE],
        suggestion=row[Columns.SUGGESTION],
        item=row[Columns.ID],
        name=row[Columns.HEADING],
        kind=row[Columns.KIND],
        source=row[Columns.SOURCE],
        record=row[Columns.RECORD],
        row=row[Columns.ROW],
        field=row[Columns.FIELD],
        value=row[Columns.VALUE],
        check=row[Columns.SHAPE],
    )
