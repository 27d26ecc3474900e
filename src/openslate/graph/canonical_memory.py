"""What a refresh remembers for the next one, beside the graph; it can be deleted at any time."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from openslate.common.errors import SlateError
from openslate.common.ids import hash_file, hash_json
from openslate.graph.known import Known
from openslate.graph.policy import CanonicalPolicy
from openslate.graph.snapshot import TABLES, Snapshot, read_snapshot, snapshot_digest
from openslate.graph.stable_ids import KEYS, OWN
from openslate.graph.vocabulary import Columns

VERSION = 1
MARK = "mark.json"
HASH = "hash"
RECORDS, WINDOWS = "records", "windows"
SCHEMAS: dict[str, dict[str, pl.DataType]] = {
    RECORDS: {
        **dict.fromkeys(KEYS, pl.String()),
        Columns.ID: pl.String(),
        OWN: pl.String(),
        HASH: pl.UInt64(),
    },
    WINDOWS: {**dict.fromkeys(KEYS, pl.String()), Columns.ID: pl.String()},
}


@dataclass(frozen=True)
class Remembered:
    """The canonical view that the graph holds under `digest`, as far as the next one needs it.

    `records` have the `id` of their item, their `own` and a `hash` of what they say; `windows` are
    the attached ones; the items themselves are in the `snapshot`. `standing` is how sources stood
    and who wins.
    """

    digest: str
    standing: Mapping[str, Any]
    records: pl.DataFrame
    windows: pl.DataFrame
    snapshot: Snapshot


def standing(known: Known, policy: CanonicalPolicy) -> dict[str, Any]:
    """How sources stand and who wins, as JSON values."""
    winners = {c: [w.choice, list(w.prefer)] for c, w in sorted(policy.winners.items())}
    return {"trusted": list(known.trusted), "newest": list(known.newest), "winners": winners}


def remember(folder: Path, remembered: Remembered) -> None:
    """Keep it in `folder`. The mark is replaced last: a kill leaves what was kept before."""
    frames = {RECORDS: remembered.records, WINDOWS: remembered.windows}
    folder.mkdir(parents=True, exist_ok=True)
    files = {name: folder / f"{name}-{remembered.digest[:16]}.parquet" for name in frames}
    for name, frame in frames.items():
        unfinished = files[name].with_suffix(".part")
        frame.select(list(SCHEMAS[name])).write_parquet(unfinished, compression="lz4")
        unfinished.replace(files[name])
    mark = {
        "format": _format(),
        "digest": remembered.digest,
        "standing": remembered.standing,
        "snapshot": remembered.snapshot.name,
        "files": {name: hash_file(path) for name, path in files.items()},
    }
    unfinished = folder / f"{MARK}.part"
    unfinished.write_text(json.dumps(mark), encoding="utf-8")
    unfinished.replace(folder / MARK)
    for old in set(folder.glob("*.parquet")) - set(files.values()):
        old.unlink()


def recall(folder: Path, digest: str | None, snapshots: Path) -> Remembered | None:
    """What was remembered of the graph with this digest; None when anything does not fit."""
    try:
        mark = json.loads((folder / MARK).read_text(encoding="utf-8"))
        if digest is None or (mark["format"], mark["digest"]) != (_format(), digest):
            return None
        frames = {name: _frame(folder, mark, name) for name in SCHEMAS}
        snapshot = _whole_snapshot(snapshots / mark["snapshot"])
    except (OSError, ValueError, KeyError, TypeError, SlateError, pl.exceptions.PolarsError):
        return None
    return Remembered(digest, mark["standing"], frames[RECORDS], frames[WINDOWS], snapshot)


def _format() -> str:
    """Changes when what is remembered would be read, hashed or laid out in another way."""
    tables = {name: {c: str(kind) for c, kind in schema.items()} for name, schema in TABLES.items()}
    return hash_json([VERSION, pl.__version__, tables])


def _frame(folder: Path, mark: Mapping[str, Any], name: str) -> pl.DataFrame:
    path = folder / f"{name}-{mark['digest'][:16]}.parquet"
    if hash_file(path) != mark["files"][name]:
        raise ValueError(f"{path.name} was changed")
    return pl.read_parquet(path).select(list(SCHEMAS[name]))


def _whole_snapshot(folder: Path) -> Snapshot:
    if not folder.name.endswith(snapshot_digest(folder)):
        raise ValueError(f"{folder.name} was changed")
    return read_snapshot(folder)
