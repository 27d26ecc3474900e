"""The items of a snapshot one by one, as every export writes them."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from openslate.graph.snapshot import Snapshot
from openslate.graph.vocabulary import FIELDS, Columns

Progress = Callable[[int, int | None], None]
"""Told how many items are done, of how many."""
EVERY = 500


@dataclass(frozen=True)
class Claim:
    """One value that one record gives for a field of an item."""

    source: str
    record: str
    field: str
    value: str


@dataclass(frozen=True)
class ExportedItem:
    """An item with what is known of it (lists are never empty) and with who says what."""

    id: str
    values: Mapping[str, Any]
    claims: tuple[Claim, ...] = ()


def chosen(snapshot: Snapshot, ids: Collection[str] | None) -> pl.DataFrame:
    """The rows of the items asked for, all of them for None; raises NotFoundError for an id
    that is not there."""
    if ids is None:
        return snapshot.item
    rows = sorted({snapshot.index_of(item_id) for item_id in ids})
    return snapshot.item[rows]


def exported_items(
    snapshot: Snapshot,
    ids: Collection[str] | None,
    progress: Progress | None = None,
    *,
    claims: bool = False,
) -> Iterator[ExportedItem]:
    """Items in the order of the snapshot, with their claims when they are wanted."""
    items = chosen(snapshot, ids)
    said = _claims(snapshot, items) if claims else iter(())
    waiting = next(said, None)
    columns = [Columns.ITEM, Columns.ID, *(field.column for field in FIELDS)]
    for done, row in enumerate(items.select(columns).iter_rows(named=True), start=1):
        index, item_id = row.pop(Columns.ITEM), row.pop(Columns.ID)
        own: list[Claim] = []
        while waiting is not None and waiting[0] == index:
            own.append(waiting[1])
            waiting = next(said, None)
        yield ExportedItem(item_id, {c: v for c, v in row.items() if v is not None}, tuple(own))
        if progress and (done % EVERY == 0 or done == items.height):
            progress(done, items.height)


def _claims(snapshot: Snapshot, items: pl.DataFrame) -> Iterator[tuple[int, Claim]]:
    """Claims about these items, in the items' order."""
    keys = (Columns.SOURCE, Columns.RECORD, Columns.FIELD, Columns.VALUE)
    about = snapshot.claim.join(items.select(Columns.ITEM), on=Columns.ITEM, how="semi")
    ordered = about.sort(Columns.ITEM, *keys[:2], maintain_order=True)
    for index, *cells in ordered.select(Columns.ITEM, *keys).iter_rows():
        yield index, Claim(*cells)
