"""What was delivered, and taking a delivery back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from openslate.app.deliveries.delivery_views import (
    DeliveryView,
    WithdrawalEffect,
    Withdrawn,
    delivery_id,
)
from openslate.app.deliveries.withdrawal_effect import effect_of
from openslate.app.workspace import Workspace
from openslate.common.errors import NotFoundError, SlateError
from openslate.graph.delivery_frame import deliveries_frame, read_deliveries_frame
from openslate.graph.delivery_log import DeliveryLog, current_deliveries
from openslate.graph.kept import frames_folder
from openslate.graph.vocabulary import Columns

MOST_WORDS = 1000


@dataclass(frozen=True)
class ListDeliveries:
    """Every delivery, the newest first; reads the list beside the graph, never the graph."""

    workspace: Workspace

    def __call__(self, source: str | None = None) -> tuple[DeliveryView, ...]:
        """All, or those of one source."""
        frame = read_deliveries_frame(frames_folder(self.workspace.folder / "graph"))
        views = (_view(row) for row in frame.reverse().iter_rows(named=True))
        return tuple(view for view in views if source in (None, view.source))


@dataclass(frozen=True)
class ForeseeWithdrawal:
    """What would go if a delivery were withdrawn; changes nothing."""

    workspace: Workspace

    def __call__(self, delivery: str) -> WithdrawalEffect:
        """Of the delivery with this id; raises NotFoundError, or SlateError when it is taken."""
        graph, view = _found(self.workspace, delivery)
        if view.withdrawn_by is not None:
            raise SlateError(
                f"{view.file} was withdrawn already, by {view.withdrawn_by}",
                do="Restore it if it should count again",
            )
        return effect_of(self.workspace, graph, view)


@dataclass(frozen=True)
class WithdrawDelivery:
    """Takes a delivery back: everything only it said goes with the next snapshot.

    The delivery stays in the graph, with who took it back, when and why.
    """

    workspace: Workspace

    def __call__(self, delivery: str, *, by: str, because: str) -> Withdrawn:
        """Withdraw the delivery with this id; says what that takes away."""
        reason = _told(because)
        effect = ForeseeWithdrawal(self.workspace)(delivery)
        graph, _ = _found(self.workspace, delivery)
        _log(self.workspace).withdraw(graph, by, self.workspace.clock.now(), reason)
        return Withdrawn(_found(self.workspace, delivery)[1], effect)


@dataclass(frozen=True)
class RestoreDelivery:
    """Lets a withdrawn delivery count again, in the place it had."""

    workspace: Workspace

    def __call__(self, delivery: str, *, by: str, because: str = "") -> Withdrawn:
        """Restore the delivery with this id; the effect is what withdrawing had taken away."""
        graph, _ = _found(self.workspace, delivery)
        _log(self.workspace).restore(graph, by, self.workspace.clock.now(), because.strip())
        view = _found(self.workspace, delivery)[1]
        return Withdrawn(view, effect_of(self.workspace, graph, view))


def _log(workspace: Workspace) -> DeliveryLog:
    return workspace.quads.deliveries


def _found(workspace: Workspace, delivery: str) -> tuple[str, DeliveryView]:
    """The graph and the view of the one delivery whose id begins so."""
    reports = _log(workspace).reports()
    frame = deliveries_frame(reports, current_deliveries(reports))
    rows = {delivery_id(row[Columns.GRAPH]): row for row in frame.iter_rows(named=True)}
    meant = [key for key in rows if delivery and key.startswith(delivery)]
    if len(meant) != 1:
        several = "There are several deliveries whose ids begin with"
        raise NotFoundError(
            f"{several if meant else 'There is no delivery'} {delivery!r}",
            do="'slate delivery list' has their ids",
        )
    row = rows[meant[0]]
    return row[Columns.GRAPH], _view(row)


def _view(row: Mapping[str, Any]) -> DeliveryView:
    return DeliveryView(
        delivery=delivery_id(row[Columns.GRAPH]),
        source=row[Columns.SOURCE],
        kind=row[Columns.KIND],
        scope=row[Columns.SCOPE],
        file=row[Columns.FILE_NAME],
        received_at=row[Columns.RECEIVED_AT],
        reader=row[Columns.READER],
        licence=row[Columns.LICENCE],
        trust=row[Columns.TRUST],
        records=row[Columns.RECORDS],
        facts=row[Columns.TRIPLES],
        current=row[Columns.CURRENT],
        withdrawn_at=row[Columns.WITHDRAWN_AT],
        withdrawn_by=row[Columns.WITHDRAWN_BY],
        withdrawn_because=row[Columns.WITHDRAWN_BECAUSE],
    )


def _told(because: str) -> str:
    """The reason that is kept; raises SlateError when there is none or it is a book."""
    reason = " ".join(because.split())
    if not 0 < len(reason) <= MOST_WORDS:
        raise SlateError(
            "A withdrawal needs a reason of one to a thousand characters", do="Say why in a line"
        )
    return reason
