"""How long viewers stay with an item, for all of them and segment by segment."""

from dataclasses import dataclass
from datetime import timedelta

import polars as pl

from openslate.app.audience.integrity.confirmed import confirmed_not_genuine
from openslate.app.audience.retention_views import CurveView, MinuteView, RetentionView
from openslate.app.workspace import Workspace
from openslate.audience.integrity.cleaning import raw_and_cleaned
from openslate.audience.retention.curve import RetentionCurve, retention_curve
from openslate.audience.retention.heartbeats import Watched, watched_minutes
from openslate.audience.segments.least_size import shown_groups
from openslate.audience.segments.segments import Segments
from openslate.graph.snapshot import Snapshot
from openslate.graph.vocabulary import FIELD
from openslate.store.events import EventStore
from openslate.store.purposes import Purpose

ALL, TITLE = "all", "All viewers"


@dataclass(frozen=True)
class ShowRetention:
    """The share of an item's viewers who are still watching at each minute.

    Only events that may be measured count. Of segments with too few viewers, and of such that
    could be had by subtraction, nothing is told. Raises NotFoundError for an item there is not.
    """

    workspace: Workspace
    snapshot: Snapshot

    def __call__(self, item: str, segments: Segments | None = None) -> RetentionView:
        index = self.snapshot.index_of(item)
        keys = [key for key, of in self.snapshot.item_of_record.items() if of == index]
        beats = EventStore(self.workspace.database).heartbeats(keys, Purpose.MEASUREMENT)
        runtime = self.snapshot.item[FIELD["runtime"].column][index]
        not_genuine = confirmed_not_genuine(self.workspace)
        found = raw_and_cleaned(beats, not_genuine, lambda frame: self._watched(frame, runtime))
        raw = self._view(ALL, TITLE, found.raw)
        groups, hidden = self._groups(found.cleaned, segments)
        return RetentionView(
            item=item,
            name=self.snapshot.item[FIELD["name"].column][index],
            year=self.snapshot.item[FIELD["year"].column][index],
            runtime=runtime,
            least=self._least,
            divided_by=segments.title if segments else None,
            overall=self._view(ALL, TITLE, found.cleaned),
            raw=raw if found.left_out else None,
            left_out=found.left_out,
            segments=groups,
            hidden=hidden,
        )

    @property
    def _least(self) -> int:
        return self.workspace.settings.audience.least_group

    def _watched(self, beats: pl.DataFrame, runtime: int | None) -> Watched:
        pause = timedelta(hours=self.workspace.settings.audience.pause_hours)
        return watched_minutes(beats, runtime, self.workspace.clock.now(), pause)

    def _groups(
        self, watched: Watched, segments: Segments | None
    ) -> tuple[tuple[CurveView, ...], tuple[str, ...]]:
        """The curves of segments that may be told of, and the titles of the others."""
        if segments is None or not watched.viewers:
            return (), ()
        groups = segments.over(watched.viewers).groups
        shown = shown_groups([group.members for group in groups], self._least)
        views, hidden = [], []
        for group, may_be_shown in zip(groups, shown, strict=True):
            view = self._view(group.name, group.title, watched.only(group.members))
            if may_be_shown and view is not None:
                views.append(view)
            elif group.size:
                hidden.append(group.title)
        return tuple(views), tuple(hidden)

    def _view(self, name: str, title: str, watched: Watched) -> CurveView | None:
        curve = retention_curve(watched, self._least)
        return None if curve is None else _curve_view(name, title, curve)


def _curve_view(name: str, title: str, curve: RetentionCurve) -> CurveView:
    rows = zip(curve.share, curve.low, curve.high, curve.watching, strict=True)
    minutes = tuple(
        MinuteView(
            minute,
            round(float(share), 4),
            round(float(low), 4),
            round(float(high), 4),
            int(watching),
        )
        for minute, (share, low, high, watching) in enumerate(rows)
    )
    return CurveView(name, title, curve.viewers, curve.half, minutes)
