"""From everything delivered and decided to the next numbered snapshot."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from openslate.app.authenticity.reputation.reputation_table import ReputationTable
from openslate.app.catalogue.check_catalogue import CheckCatalogue
from openslate.app.identity.apply_reviews import ApplyReviews
from openslate.app.identity.resolver_settings import memory_folder
from openslate.app.workspace import Workspace
from openslate.graph.delivery_frame import read_deliveries_frame
from openslate.graph.kept import frames_folder
from openslate.graph.refresh import ExtraTables, Fresh, refresh
from openslate.graph.vocabulary import FIELD, Columns
from openslate.graph.windows import WHY

WORKS = "works"
NEVER_COMPARED = (
    "Records of different sources were never compared, so one film may be several items: "
    "run 'slate resolve', then 'slate snapshot' again."
)


@dataclass(frozen=True)
class SnapshotReport:
    """The snapshot's name and size, and whether anything in it is new.

    `touched` counts the items that were made anew, or are gone. `problems` are sentences about
    rights windows that belong to no item, and so count for nothing. `advice` is a sentence when
    records of several sources were never compared, empty otherwise.
    """

    name: str
    items: int
    claims: int
    new: bool
    touched: int
    problems: tuple[str, ...] = ()
    advice: str = ""


@dataclass(frozen=True)
class MakeSnapshot:
    """Brings canonical graph and feature plane up to date; the same content is a no-op.

    What people said of pairs is applied first. The catalogue is checked and reputations are worked
    out on the way, unless other tables are asked for.
    """

    workspace: Workspace
    extra_tables: ExtraTables | None = None

    def __call__(self, progress: Callable[[int, int], None] | None = None) -> SnapshotReport:
        workspace = self.workspace
        ApplyReviews(workspace)()
        made = refresh(
            workspace.quads,
            workspace.settings.catalogue.policy,
            workspace.snapshots,
            self.extra_tables or self._checked_and_assessed,
            progress,
        )
        return SnapshotReport(
            name=made.snapshot.name,
            items=made.items,
            claims=made.snapshot.claim.height,
            new=made.new,
            touched=made.touched,
            problems=tuple(_problems(made.unattached)),
            advice="" if _compared(workspace) else NEVER_COMPARED,
        )

    def _checked_and_assessed(self, fresh: Fresh) -> Mapping[str, pl.DataFrame]:
        checked = CheckCatalogue(self.workspace)(fresh)
        return {**checked, **ReputationTable(self.workspace)(fresh.tables)}


def _compared(workspace: Workspace) -> bool:
    """Whether records were ever compared, or there is but one source of them to take."""
    if memory_folder(workspace).exists() or not workspace.quads.links.frame().is_empty():
        return True
    deliveries = read_deliveries_frame(frames_folder(workspace.folder / "graph"))
    works = deliveries.filter(pl.col(Columns.CURRENT) & (pl.col(Columns.KIND) == WORKS))
    return works[Columns.SOURCE].n_unique() < 2


def _problems(unattached: pl.DataFrame) -> Iterator[str]:
    """A sentence for each rights window that found no item."""
    name = FIELD["name"].column
    for window in unattached.iter_rows(named=True):
        record = f"{window[Columns.OF_SOURCE]} {window[Columns.OF_RECORD]}"
        given = window[name] or window[Columns.OF_IDENTIFIER]
        about = record if window[Columns.OF_RECORD] else repr(given)
        yield (
            f"{window[Columns.SOURCE]}, row {window[Columns.ROW]}: the rights of {about} "
            f"count for nothing, {window[WHY]}."
        )
