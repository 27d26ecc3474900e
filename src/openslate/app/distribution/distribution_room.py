"""What goes out to others: batches of slates, feeds of rows, a channel's day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from openslate.app.audience.audience_room import AudienceRoom
from openslate.app.distribution.day_plan import DayPlan
from openslate.app.distribution.feed import Feed, MakeFeed
from openslate.app.distribution.make_batch import BatchReport, Form, MakeBatch
from openslate.app.distribution.plan_day import KeepPlan, PlanDay
from openslate.app.distribution.schedule_file import ScheduleFile
from openslate.app.engine import Engine
from openslate.app.views import RequestContext
from openslate.app.workspace import Workspace
from openslate.catalogue.exports.xmltv import Listed, export_xmltv
from openslate.common.errors import SlateError
from openslate.graph.vocabulary import Columns
from openslate.store.viewers import ViewerStore

Progress = Callable[[int, int | None], None]


@dataclass(frozen=True)
class DistributionRoom:
    """Use cases about distribution; `serving` gives what decides now."""

    workspace: Workspace
    serving: Callable[[], Engine]

    def feed(self, row: str, context: RequestContext) -> Feed:
        """A row for everybody."""
        return MakeFeed(self.serving(), self.workspace.settings.home.row_size)(row, context)

    def batch(
        self,
        file: Path,
        form: Form,
        at: datetime,
        *,
        segment: str | None = None,
        size: int = 20,
        workers: int = 1,
        progress: Progress | None = None,
    ) -> BatchReport:
        """A slate for each viewer of a segment such as 'gender:F', or for everybody.

        Large batches are made by so many processes.
        """
        viewers = self._viewers(segment)
        make = MakeBatch(self.workspace, self.serving(), at, size, workers)
        return make(viewers, file, form, progress)

    def plan(self, schedule: ScheduleFile, day: date, progress: Progress | None = None) -> DayPlan:
        """A draft of a channel's day."""
        return PlanDay(self.workspace, self.serving())(schedule, day, progress)

    def publish(self, plan: DayPlan, file: Path) -> DayPlan:
        """Write a plan as XMLTV and record it; the file appears whole or not at all."""
        partial = file.with_name(f"{file.name}.partial")
        listed = [Listed(s.item, s.begins, s.ends, s.placed_by == "repeat") for s in plan.showings]
        with partial.open("wb") as stream:
            export_xmltv(self.serving().snapshot, stream, plan.channel, plan.schedule, listed)
        kept = KeepPlan(self.workspace, self.serving())(plan)
        partial.replace(file)
        return kept

    def _viewers(self, segment: str | None) -> tuple[str, ...]:
        if segment is None:
            return tuple(ViewerStore(self.workspace.database).frame()[Columns.VIEWER])
        attribute, colon, _ = segment.partition(":")
        if not colon:
            raise SlateError(f"{segment!r} is no segment", do="Write it like 'gender:F'")
        segments = AudienceRoom(self.workspace).segments(attribute)
        members = segments[segment].members
        return tuple(v for v, inside in zip(segments.viewers, members, strict=True) if inside)
