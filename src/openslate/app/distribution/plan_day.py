"""Planning a channel's day under the same rules as every page."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property

import numpy as np

from openslate.app.context import context_for
from openslate.app.distribution.day_plan import DayPlan, Showing
from openslate.app.distribution.schedule_file import DAY, DaypartEntry, FixedEntry, ScheduleFile
from openslate.app.engine import Engine, apply_factor
from openslate.app.views import RequestContext
from openslate.app.workspace import Workspace
from openslate.graph.vocabulary import FIELD
from openslate.recommend.schedule.daypart import Daypart, Grid, Programme, free_cells
from openslate.recommend.schedule.fill import fill_daypart
from openslate.recommend.schedule.repeat import repeat_programmes
from openslate.rules.members import items_where
from openslate.rules.outcome import Outcome
from openslate.rules.pins import finder
from openslate.store.journal import Journal, JournalEntry

SCHEDULE = "schedule"
"""Kind of journal entries."""
SURFACE = "linear"
GROWN_UP = 18
REMEMBERED = 1_000
RUNTIME = FIELD["runtime"].column
Progress = Callable[[int, int | None], None]


@dataclass(frozen=True)
class PlanDay:
    """Fills the dayparts of a day: fixed programmes, then the first daypart, the others, repeats.

    Rules, rights and ages hold for as long as a programme lasts, asked as for the youngest who are
    likely to watch. Nothing with an unknown running time is planned.
    """

    workspace: Workspace
    engine: Engine

    def __call__(self, file: ScheduleFile, day: date, progress: Progress | None = None) -> DayPlan:
        """A draft of the day; `KeepPlan` records it."""
        return _Day(self.workspace, self.engine, file, day).plan(progress)


@dataclass(frozen=True)
class KeepPlan:
    """Records a plan in the journal, so that its titles rest, and returns it with its id."""

    workspace: Workspace
    engine: Engine

    def __call__(self, plan: DayPlan) -> DayPlan:
        context = {"territory": plan.territory, "date": plan.day.isoformat(), "surface": SURFACE}
        entry = JournalEntry(
            viewer=f"channel {plan.channel}",
            kind=SCHEDULE,
            provenance=self.engine.provenance(context),
            payload={
                "schedule": plan.schedule,
                "channel": plan.channel,
                "day": plan.day.isoformat(),
                "showings": [
                    {"item": s.item, "begins": s.begins.isoformat(), "placed_by": s.placed_by}
                    for s in plan.showings
                ],
                "notes": list(plan.notes),
            },
        )
        journal = Journal(self.workspace.database, self.workspace.clock)
        return replace(plan, journal_id=journal.record(entry))


class _Day:
    """One day of one channel while it is planned."""

    def __init__(self, workspace: Workspace, engine: Engine, file: ScheduleFile, day: date) -> None:
        self.workspace, self.engine, self.file, self.day = workspace, engine, file, day
        self.placed: list[Programme] = []
        self.notes: list[str] = []
        self.gap = 0.0
        self.cells = DAY // file.grid
        minutes = engine.snapshot.item[RUNTIME].fill_null(0).to_numpy()
        self.minutes = minutes
        self.length = -(-minutes.astype(np.int64) // file.grid)

    def plan(self, progress: Progress | None) -> DayPlan:
        for fixed in self.file.pins:
            if fixed.day == self.day:
                self._pin(fixed)
        entries = sorted(self.file.dayparts, key=lambda e: (e.repeats is not None, not e.first))
        for done, entry in enumerate(entries, start=1):
            self._fill(entry)
            if progress:
                progress(done, len(entries))
        return self._told()

    def _fill(self, entry: DaypartEntry) -> None:
        daypart, grid = self._daypart(entry), self._grid(entry)
        free = free_cells(self.cells, self.placed)
        if entry.repeats is not None:
            shown = sorted(self._of(entry.repeats), key=lambda p: p.begins)
            again = repeat_programmes(grid, daypart, shown, free)
            self.placed += again
            free = free_cells(self.cells, self.placed)
        scores = apply_factor(
            self.engine.model.scores([]), self._judge(entry, daypart.begins).factor
        )
        found, gap = fill_daypart(grid, daypart, scores, free, self._used)
        self.placed += found
        self.gap = max(self.gap, gap)

    @property
    def _used(self) -> Collection[int]:
        return {programme.item for programme in self.placed} | self.resting

    def _of(self, daypart: str) -> Iterator[Programme]:
        """Programmes that begin in a daypart, also those an editor put there."""
        entry = next(e for e in self.file.dayparts if e.daypart == daypart)
        begins, ends = self._bounds(entry)
        return (p for p in self.placed if begins <= p.begins < ends)

    def _bounds(self, entry: DaypartEntry) -> tuple[int, int]:
        first = -(-self.file.minute(entry.starts) // self.file.grid)
        return first, self.file.last_minute(entry) // self.file.grid

    def _daypart(self, entry: DaypartEntry) -> Daypart:
        size = self.engine.snapshot.size
        facts = self.engine.facts.lasting
        suits = np.ones(size, np.bool_) if entry.where is None else items_where(entry.where, facts)
        return Daypart(
            entry.daypart, *self._bounds(entry), suits, self.file.overrun // self.file.grid
        )

    def _grid(self, entry: DaypartEntry) -> Grid:
        """Where the rules let items be on air, for the daypart and as far as it may overrun."""
        begins, ends = self._bounds(entry)
        allowed = np.zeros((self.cells, self.engine.snapshot.size), dtype=np.bool_)
        for cell in range(begins, min(ends + self.file.overrun // self.file.grid, self.cells)):
            allowed[cell] = self._judge(entry, cell).allowed
        return Grid(self.length, allowed)

    def _judge(self, entry: DaypartEntry | None, cell: int) -> Outcome:
        return self.engine.judge(None, self._context(entry, cell))

    def _context(self, entry: DaypartEntry | None, cell: int) -> RequestContext:
        age = entry.age if entry and entry.age is not None else GROWN_UP
        context = context_for(
            self.workspace,
            territory=self.file.territory,
            at=self._moment(cell),
            age=age,
            child_profile=False,
        )
        return replace(context, surface=SURFACE)

    def _moment(self, cell: int) -> datetime:
        """What a clock on the wall says in a cell, also on days on which clocks change."""
        zone = self.workspace.settings.home.zone
        begins = datetime.combine(self.day, self.file.begins)
        return (begins + timedelta(minutes=cell * self.file.grid)).replace(tzinfo=zone)

    @cached_property
    def resting(self) -> frozenset[int]:
        """Items shown on this channel within the days of rest, and not on this very day."""
        earliest = self.day - timedelta(days=self.file.rest_days)
        kept = Journal(self.workspace.database).latest(REMEMBERED, kind=SCHEDULE)
        find = finder(self.engine.snapshot)
        found = (
            find(showing["item"])
            for entry in kept
            if entry.payload["channel"] == self.file.channel
            and earliest <= date.fromisoformat(entry.payload["day"]) < self.day
            for showing in entry.payload["showings"]
        )
        return frozenset(item for item in found if item is not None)

    def _pin(self, fixed: FixedEntry) -> None:
        """Put an editor's programme where it belongs, or say why it can't be there."""
        because = self._try(fixed)
        if because:
            self.notes.append(f"Pin {fixed.pin!r} was left out: {because}.")

    def _try(self, fixed: FixedEntry) -> str:
        item = finder(self.engine.snapshot)(fixed.item)
        if item is None:
            return f"there is no item {fixed.item!r}"
        if not self.length[item]:
            return "its running time is not known"
        begins = self.file.minute(fixed.at) // self.file.grid
        ends = begins + int(self.length[item])
        if ends > self.cells:
            return "it would not end within the day"
        if not free_cells(self.cells, self.placed)[begins:ends].all():
            return "another pin holds that time"
        entry = self._entry_at(begins)
        for cell in range(begins, ends):
            outcome = self._judge(entry, cell)
            if not outcome.allowed[item]:
                said = " ".join(f.because for f in outcome.findings(item))
                return (
                    f"the rules do not allow it at {self._moment(cell):%H:%M} ({said.rstrip('.')})"
                )
        name = entry.daypart if entry else ""
        self.placed.append(Programme(item, begins, ends, "pin", name))
        return ""

    def _entry_at(self, cell: int) -> DaypartEntry | None:
        spans = ((entry, *self._bounds(entry)) for entry in self.file.dayparts)
        return next((entry for entry, begins, ends in spans if begins <= cell < ends), None)

    def _told(self) -> DayPlan:
        engine = self.engine
        placed = sorted(self.placed, key=lambda p: p.begins)
        free = free_cells(self.cells, placed)
        wanted = np.zeros(self.cells, np.bool_)
        for entry in self.file.dayparts:
            begins, ends = self._bounds(entry)
            wanted[begins:ends] = True
        unknown = int((self.length == 0).sum())
        if unknown:
            self.notes.append(f"{unknown:,} items have no known running time and were not planned.")
        if self.resting:
            self.notes.append(f"{len(self.resting):,} items rest, shown lately on this channel.")
        return DayPlan(
            self.file.schedule,
            self.file.channel,
            self.day,
            self._context(None, 0).territory,
            tuple(self._showings(placed)),
            int((free & wanted).sum()) * self.file.grid,
            self.gap,
            tuple(self.notes),
            engine.snapshot.name,
            engine.model_name,
            engine.rulebook.version,
        )

    def _showings(self, placed: Iterable[Programme]) -> Iterator[Showing]:
        cards = self.engine.cards
        for p in placed:
            yield Showing(
                self.engine.snapshot.ids[p.item],
                cards.names[p.item],
                cards.years[p.item],
                self._moment(p.begins),
                self._moment(p.ends),
                int(self.minutes[p.item]),
                p.daypart,
                p.placed_by,
            )
