"""Writes the canonical view as a numbered snapshot that never changes again."""

import re
import shutil
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path

import polars as pl

from openslate.common.errors import SlateError
from openslate.graph.canonical import Canonical
from openslate.graph.snapshot import TABLES, Snapshot, read_snapshot, snapshot_digest
from openslate.graph.snapshot_tables import snapshot_tables

AT_A_TIME = 2
"""Tables written at the same time; each is compressed by several threads of its own."""
_NAME = re.compile(r"s(\d{4,})-([0-9a-f]{8})")


def write_snapshot(canonical: Canonical, root: Path) -> Snapshot:
    """Compile the tables of a snapshot and write them; see `write_tables`."""
    return write_tables(snapshot_tables(canonical), root)


def write_tables(
    tables: Mapping[str, pl.DataFrame],
    root: Path,
    more: Callable[[], Mapping[str, pl.DataFrame]] = dict,
) -> Snapshot:
    """Write tables to `root/s0001-<digest>`; the same content takes no new number.

    Tables that `more` makes are made while the others are written. The folder appears under its
    name only when all of it is written. Raises SlateError when it can't be written, on a full disk
    say; nothing of it is left then.
    """
    unfinished = root / "unfinished"
    try:
        tables = _write_all(tables, more, unfinished)
    except BaseException as error:
        shutil.rmtree(unfinished, ignore_errors=True)
        if not isinstance(error, OSError):
            raise
        raise SlateError(
            f"The snapshot could not be written: {error.strerror or error}",
            where=str(root),
            do="Make room on the disk and take the snapshot again",
        ) from error
    digest, latest = snapshot_digest(unfinished), current_folder(root)
    if latest and latest.name.endswith(digest):
        shutil.rmtree(unfinished)
        latest.touch()  # its time tells when it was last found to be up to date
        return _snapshot(latest, tables)
    number = 1 + (_number(latest) if latest else 0)
    return _snapshot(unfinished.rename(root / f"s{number:04d}-{digest}"), tables)


def _snapshot(folder: Path, tables: Mapping[str, pl.DataFrame]) -> Snapshot:
    """What was just written, without reading it again."""
    own = {name: tables[name] for name in TABLES}
    extra = {name: table for name, table in tables.items() if name not in TABLES}
    return Snapshot(folder.name, **own, extra=extra)


def current_snapshot(root: Path) -> Snapshot | None:
    """The snapshot with the highest number, None when there is none yet."""
    latest = current_folder(root)
    return read_snapshot(latest) if latest else None


def current_folder(root: Path) -> Path | None:
    """The folder of the current snapshot."""
    folders = [p for p in root.glob("s*-*") if _NAME.fullmatch(p.name)]
    return max(folders, key=_number, default=None)


def _number(folder: Path) -> int:
    found = _NAME.fullmatch(folder.name)
    return int(found[1]) if found else 0


def _write_all(
    tables: Mapping[str, pl.DataFrame],
    more: Callable[[], Mapping[str, pl.DataFrame]],
    folder: Path,
) -> Mapping[str, pl.DataFrame]:
    """Write the tables and those that `more` makes meanwhile; all of them."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with ThreadPoolExecutor(AT_A_TIME) as writers:
        begun = _begin(writers, tables, folder)
        made = more()
        begun += _begin(writers, made, folder)
    for each in begun:
        each.result()
    return {**tables, **made}


def _begin(
    writers: Executor, tables: Mapping[str, pl.DataFrame], folder: Path
) -> list[Future[None]]:
    return [
        writers.submit(_write, table, folder / f"{name}.parquet") for name, table in tables.items()
    ]


def _write(table: pl.DataFrame, path: Path) -> None:
    table.rechunk().write_parquet(path, compression="zstd", compression_level=1)
