"""Says of an item that is not here any more why it went."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import polars as pl

from openslate.app.workspace import Workspace
from openslate.common.errors import NotFoundError
from openslate.graph.current_records import frame_path
from openslate.graph.delivery_frame import delivery_of, read_deliveries_frame
from openslate.graph.kept import frames_folder
from openslate.graph.stable_ids import item_id
from openslate.graph.vocabulary import Columns

_ITEM_ID = re.compile(r"i[0-9a-f]{12}")


class GoneError(NotFoundError):
    """An item that was here once, and is not any more."""


@contextmanager
def telling_why_gone(workspace: Workspace, item: str) -> Iterator[None]:
    """Turns "there is no such item" into why there is none any more, where that is known."""
    try:
        yield
    except NotFoundError as error:
        raise why_gone(workspace, item) or error from None


def why_gone(workspace: Workspace, item: str) -> GoneError | None:
    """Why an item went: its last delivery was withdrawn, or a later one left it out.

    Looks for the record that founded the item in the frames kept beside the graph, the newest
    delivery first; None when none of them has it.
    """
    if not _ITEM_ID.fullmatch(item):
        return None
    frames = frames_folder(workspace.folder / "graph")
    deliveries = read_deliveries_frame(frames).filter(pl.col(Columns.KIND) == "works")
    for row in deliveries.reverse().iter_rows(named=True):
        path = frame_path(frames, delivery_of(row))
        if path.exists():
            records = pl.read_parquet(path, columns=[Columns.RECORD])[Columns.RECORD]
            if any(item_id(row[Columns.SOURCE], record) == item for record in records):
                return _told(item, row)
    return None


def _told(item: str, row: Mapping[str, Any]) -> GoneError | None:
    file, source = row[Columns.FILE_NAME], row[Columns.SOURCE]
    if row[Columns.WITHDRAWN_BY] is not None:
        day = row[Columns.WITHDRAWN_AT].date()
        return GoneError(
            f"The item {item} is gone: {row[Columns.WITHDRAWN_BY]} withdrew {file} of {source}, "
            f"the last delivery that had it, on {day}: {row[Columns.WITHDRAWN_BECAUSE]}",
            do="'slate delivery restore' brings it back",
        )
    if row[Columns.CURRENT]:
        return None
    return GoneError(
        f"The item {item} is gone: {source} delivered it last in {file} on "
        f"{row[Columns.RECEIVED_AT].date()}, and no longer does",
        do="Ask the source if that was meant",
    )
