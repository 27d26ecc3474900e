"""The health of the catalogue: what is known, how fresh it is, what should be looked at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl

from openslate.app.catalogue.health_views import (
    CheckCount,
    FieldCoverage,
    Health,
    ImportProblem,
    ImportProblems,
    SourceHealth,
    UnknownEvents,
)
from openslate.app.workspace import Workspace
from openslate.catalogue.checks.check_tables import CHECK, COVERAGE, FINDING
from openslate.catalogue.checks.finding import SEVERITIES
from openslate.catalogue.checks.item_checks import DUPLICATE
from openslate.catalogue.problem_files import KeptProblems, all_problems
from openslate.common.errors import SlateError
from openslate.graph.delivery import RECORD_FIELDS
from openslate.graph.delivery_frame import deliveries_path, read_deliveries_frame
from openslate.graph.kept import frames_folder
from openslate.graph.snapshot import Snapshot
from openslate.graph.vocabulary import Columns
from openslate.store.events import EventStore

EXAMPLES = 5
FINDINGS, ITEMS, EVENTS = "findings", "items", "events"
BADNESS = {severity: badness for badness, severity in enumerate(SEVERITIES)}


@dataclass(frozen=True)
class CatalogueHealth:
    """Reads the newest snapshot, the list of deliveries and the events; never the graph."""

    workspace: Workspace

    def __call__(self, snapshot: Snapshot | None = None) -> Health:
        snapshot = checked(snapshot or self.workspace.snapshot())
        checks = tuple(_counts(snapshot))
        waiting = (check.findings for check in checks if check.check == DUPLICATE.id)
        return Health(
            snapshot=snapshot.name,
            items=snapshot.size,
            records=snapshot.record.height,
            duplicates_waiting=sum(waiting),
            checks=checks,
            sources=tuple(self._sources()),
            coverage=tuple(_coverage(snapshot)),
            unknown_events=tuple(self._unknown_events(snapshot)),
            checks_run=snapshot.extra[CHECK].height,
            behind=self._behind(snapshot),
        )

    def _behind(self, snapshot: Snapshot) -> bool:
        """Whether the list of deliveries changed after the snapshot was taken."""
        delivered = deliveries_path(frames_folder(self.workspace.folder / "graph"))
        taken = self.workspace.snapshots / snapshot.name
        if not (delivered.exists() and taken.exists()):
            return False
        return delivered.stat().st_mtime_ns > taken.stat().st_mtime_ns

    def _sources(self) -> Iterator[SourceHealth]:
        deliveries = read_deliveries_frame(frames_folder(self.workspace.folder / "graph"))
        kept = {
            (k.source, k.kind, k.file_hash): k.count for k in all_problems(self.workspace.folder)
        }
        by_source = deliveries.partition_by(
            Columns.SOURCE, Columns.KIND, maintain_order=True, as_dict=True
        )
        for (source, kind), all_of_it in sorted(by_source.items()):
            counting = all_of_it.filter(Columns.CURRENT)
            latest = counting.row(-1, named=True) if counting.height else None
            problems = kept.get((source, kind, latest[Columns.FILE_HASH]), 0) if latest else 0
            yield self._source(str(source), str(kind), counting, latest, problems)

    def _source(
        self,
        source: str,
        kind: str,
        counting: pl.DataFrame,
        latest: Mapping[str, Any] | None,
        problems: int,
    ) -> SourceHealth:
        received = latest[Columns.RECEIVED_AT] if latest else None
        age = self._age(received)
        return SourceHealth(
            source=source,
            kind=kind,
            records=int(counting[Columns.RECORDS].sum()),
            deliveries=counting.height,
            file=latest[Columns.FILE_NAME] if latest else None,
            received_at=received,
            age_days=age,
            trust=latest[Columns.TRUST] if latest else None,
            problems=problems,
            file_hash=latest[Columns.FILE_HASH] if latest else None,
            stale=age is not None and age > self.workspace.settings.catalogue.stale_after_days,
        )

    def _age(self, received: datetime | None) -> int | None:
        return (self.workspace.clock.now() - received).days if received else None

    def _unknown_events(self, snapshot: Snapshot) -> Iterator[UnknownEvents]:
        """Events about records that are in no item, source by source."""
        unknown = unknown_records(self.workspace, snapshot)
        for (source,), rows in unknown.group_by(Columns.SOURCE, maintain_order=True):
            most = rows.sort(EVENTS, descending=True, maintain_order=True)[Columns.RECORD]
            examples = tuple(most.head(EXAMPLES))
            yield UnknownEvents(str(source), rows.height, int(rows[EVENTS].sum()), examples)


def unknown_records(workspace: Workspace, snapshot: Snapshot) -> pl.DataFrame:
    """Records with events that are in no item: source, record and how many events."""
    events = EventStore(workspace.database).of_records()
    keys = [Columns.SOURCE, Columns.RECORD]
    return events.join(snapshot.record, on=keys, how="anti", maintain_order="left")


@dataclass(frozen=True)
class ListImportProblems:
    """The values that could not be used, import by import; those of one source if it is named."""

    workspace: Workspace

    def __call__(self, source: str | None = None) -> tuple[ImportProblems, ...]:
        kept = all_problems(self.workspace.folder)
        return tuple(_problems(one) for one in kept if one.count and source in (None, one.source))


def checked(snapshot: Snapshot) -> Snapshot:
    """The snapshot, if the catalogue was checked when it was taken; else raises SlateError."""
    if not {FINDING, COVERAGE, CHECK} <= set(snapshot.extra):
        raise SlateError(
            f"Snapshot {snapshot.name} was taken by an older Slate, which did not check it",
            do="Run 'slate snapshot'",
        )
    return snapshot


def _counts(snapshot: Snapshot) -> Iterator[CheckCount]:
    """Checks that found something, the worst first, then the most frequent."""
    badness = pl.col(Columns.SEVERITY).replace_strict(BADNESS, return_dtype=pl.UInt8)
    counted = (
        snapshot.extra[FINDING]
        .group_by(Columns.SHAPE)
        .agg(
            pl.len().alias(FINDINGS),
            pl.col(Columns.ITEM).drop_nulls().n_unique().alias(ITEMS),
            badness.min().alias(Columns.SEVERITY),
        )
        .join(snapshot.extra[CHECK].select(Columns.SHAPE, Columns.HEADING), on=Columns.SHAPE)
        .sort(Columns.SEVERITY, FINDINGS, Columns.SHAPE, descending=[False, True, False])
    )
    for row in counted.iter_rows(named=True):
        severity = SEVERITIES[row[Columns.SEVERITY]]
        yield CheckCount(
            row[Columns.SHAPE], row[Columns.HEADING], severity, row[FINDINGS], row[ITEMS]
        )


def _coverage(snapshot: Snapshot) -> Iterator[FieldCoverage]:
    about = {(kind, f.column): f.about for kind, fields in RECORD_FIELDS.items() for f in fields}
    for row in snapshot.extra[COVERAGE].iter_rows(named=True):
        kind, field = row[Columns.KIND], row[Columns.FIELD]
        yield FieldCoverage(
            kind=kind,
            source=row[Columns.SOURCE],
            field=field,
            about=about.get((kind, field), ""),
            known=row[Columns.KNOWN],
            records=row[Columns.RECORDS],
        )


def _problems(kept: KeptProblems) -> ImportProblems:
    told = (ImportProblem(p.file, p.row, p.column, p.value, str(p)) for p in kept.problems)
    return ImportProblems(kept.source, kept.kind, kept.file_hash, kept.count, tuple(told))
