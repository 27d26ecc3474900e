"""Brings the canonical graph and the snapshot up to date, by what changed since the last time."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import polars as pl

from openslate.common.errors import SlateError
from openslate.graph.canonical import RANK, Canonical, Gathered, complete, gather, rank
from openslate.graph.canonical_difference import changed_lines
from openslate.graph.canonical_mark import canonical_digest
from openslate.graph.canonical_memory import HASH, Remembered, recall, remember, standing
from openslate.graph.canonical_writer import write_canonical, write_change
from openslate.graph.changes import record_hashes, touched_items
from openslate.graph.former_items import former_items
from openslate.graph.gather_difference import regather
from openslate.graph.known import Known, read_known
from openslate.graph.policy import CanonicalPolicy
from openslate.graph.quad_store import QuadStore
from openslate.graph.snapshot import FACTS, Snapshot
from openslate.graph.snapshot_difference import replaced_items, replaced_tables
from openslate.graph.snapshot_tables import snapshot_tables
from openslate.graph.snapshot_writer import current_folder, write_tables
from openslate.graph.stable_ids import KEYS, OWN, own_ids
from openslate.graph.vocabulary import Columns
from openslate.graph.winners import winners


@dataclass(frozen=True)
class Refreshed:
    """What a refresh made; `touched` counts items made anew or gone, of `items` there are now.

    `new` is False when the snapshot says what the one before says.
    """

    snapshot: Snapshot
    items: int
    touched: int
    new: bool
    unattached: pl.DataFrame


@dataclass(frozen=True)
class Fresh:
    """What there is when others add tables of their own to a snapshot.

    `touched` are the ids of items that changed, appeared or went since the snapshot `before`;
    None for either means that all are to be made from nothing. `remade` are the records of touched
    items, item by item, most trusted first.
    """

    canonical: Canonical
    tables: Mapping[str, pl.DataFrame]
    touched: pl.Series | None
    before: Snapshot | None
    remade: pl.DataFrame


ExtraTables = Callable[[Fresh], Mapping[str, pl.DataFrame]]


def refresh(
    store: QuadStore,
    policy: CanonicalPolicy,
    snapshots: Path,
    extra_tables: ExtraTables | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Refreshed:
    """Derive what changed, write it to the canonical graph, and write the snapshot.

    The result is the one from nothing. The graph is changed in one transaction, then the snapshot
    appears under its name, then what the next refresh needs is kept: after a kill in between the
    next refresh finds that they do not fit and starts from nothing. Raises SlateError when there
    is no record at all.
    """
    before = current_folder(snapshots)
    known, folder, old = _read(store, snapshots)
    if known.records.is_empty():
        raise SlateError(
            "There is nothing to take a snapshot of", do="Run 'slate import catalogue' first"
        )
    step = _by_difference(store, known, policy, old) if old else _from_nothing(store, known, policy)
    if progress:
        progress(1, 2)
    before_it = old.snapshot if old else None
    fresh = Fresh(step.canonical, step.tables, step.touched, before_it, step.remade)
    extra = partial(extra_tables, fresh) if extra_tables else dict
    snapshot = write_tables(step.tables, snapshots, extra)
    if folder:
        windows = step.canonical.windows.attached
        kept = Remembered(step.digest, standing(known, policy), step.records, windows, snapshot)
        remember(folder, kept)
    if progress:
        progress(2, 2)
    return Refreshed(
        snapshot,
        items=snapshot.size,
        touched=snapshot.size if step.touched is None else step.touched.len(),
        new=before is None or before.name != snapshot.name,
        unattached=step.canonical.windows.unattached,
    )


def _read(store: QuadStore, snapshots: Path) -> tuple[Known, Path | None, Remembered | None]:
    """What counts now, and beside it what is remembered, and where."""
    folder, digest = _folder(store), canonical_digest(store.quads)
    if folder is None:
        return read_known(store), None, None
    with ThreadPoolExecutor(1) as aside:
        remembered = aside.submit(recall, folder, digest, snapshots)
        known = read_known(store)
    return known, folder, remembered.result()


@dataclass(frozen=True)
class _Step:
    """The canonical view and its tables; the graph already says so, marked with `digest`."""

    canonical: Canonical
    tables: Mapping[str, pl.DataFrame]
    records: pl.DataFrame
    remade: pl.DataFrame
    touched: pl.Series | None
    digest: str


def _from_nothing(store: QuadStore, known: Known, policy: CanonicalPolicy) -> _Step:
    gathered = gather(known, former_items(store.quads), own_ids(known.records))
    items = winners(gathered.records, policy, known.newest)
    canonical = complete(known, gathered, items)
    digest = write_canonical(store, canonical).digest
    return _Step(
        canonical, snapshot_tables(canonical), _hashed(gathered), canonical.records, None, digest
    )


def _by_difference(
    store: QuadStore, known: Known, policy: CanonicalPolicy, old: Remembered
) -> _Step:
    now = regather(known, old)
    changed = pl.concat([now.came[Columns.ID], now.went[Columns.ID]])
    touched = touched_items(now.hashed, changed, standing(known, policy), old)
    among = touched.implode()
    remade = _ordered(now.gathered.records.filter(pl.col(Columns.ID).is_in(among)), known)
    remade = remade.drop(OWN)
    fresh = winners(remade, policy, known.newest)
    stale = old.snapshot.item.select(FACTS).filter(pl.col(Columns.ID).is_in(among))
    replaced = replaced_items(old.snapshot, touched, fresh, remade)
    canonical = complete(known, now.gathered, replaced.items.select(FACTS))
    added, removed = changed_lines(canonical, old, now, stale, fresh)
    digest = write_change(store.quads, old.digest, added, removed)
    tables = replaced_tables(canonical, old.snapshot, replaced, remade)
    return _Step(canonical, tables, now.hashed, remade, touched, digest)


def _ordered(records: pl.DataFrame, known: Known) -> pl.DataFrame:
    """Records as winners need them: item by item, the most trusted first."""
    ranked = records.with_columns(rank(known)).sort(Columns.ID, RANK, Columns.RECORD)
    return ranked.drop(RANK)


def _hashed(gathered: Gathered) -> pl.DataFrame:
    said = record_hashes(gathered.records)
    return gathered.records.select(*KEYS, Columns.ID, OWN, said.alias(HASH))


def _folder(store: QuadStore) -> Path | None:
    """Where what is remembered is kept: beside the store's folder."""
    path = store.path
    return None if path is None else path.with_name(f"{path.name}-frames") / "canonical"
