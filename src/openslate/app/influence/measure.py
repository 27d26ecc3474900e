"""Measuring what decides the pages that were served."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from openslate.app.engine import Engine
from openslate.app.influence.components import components_of
from openslate.app.influence.measurement import MadeFrom, Measurement, MeasurementStore
from openslate.app.influence.seen_pages import Counts, SeenPages
from openslate.app.influence.variants import Variants
from openslate.app.slates.ask import Ask, ask_from_json
from openslate.app.slates.journal_entry import HOME
from openslate.app.workspace import Workspace
from openslate.common.errors import NotFoundError, SlateError
from openslate.recommend.influence.leave_out import leave_out
from openslate.recommend.influence.tally import Seen, count_rows, tally
from openslate.store.journal import Journal, JournalEntry

REQUESTS = 200
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class MeasureInfluence:
    """Makes the last pages of the journal again, each without every component in turn.

    What was seen is kept page by page: stopped, it goes on where it was, and later it looks only
    at new pages. The figures are those of what serves now, over requests as they were made.
    Raises SlateError while no page was served.
    """

    workspace: Workspace
    engine: Engine

    def __call__(self, requests: int = REQUESTS, progress: Progress | None = None) -> Measurement:
        store = MeasurementStore(self.workspace.folder)
        made_from = MadeFrom.of(self.engine, self.workspace.settings.home.row_size)
        entries = Journal(self.workspace.database).latest(requests, kind=HOME)
        if not entries:
            raise SlateError(
                "No page was served yet, so there is nothing to measure",
                where=str(self.workspace.folder),
                do="Open some viewers' pages with 'slate serve' or 'slate recommend VIEWER'",
            )
        seen = self._look(entries, SeenPages(store.seen_file(made_from)), progress)
        measurement = self._measurement(made_from, entries, seen)
        store.save(measurement)
        return measurement

    def _look(
        self, entries: Sequence[JournalEntry], kept: SeenPages, progress: Progress | None
    ) -> list[Seen]:
        known, look = kept.read(), _Look(self.engine, self.workspace.settings.home.row_size)
        found = []
        for number, entry in enumerate(entries, 1):
            counts = known.get(entry.id) or look(entry)
            if counts is not None:
                found.append(Seen(entry.id, entry.viewer, counts))
                if entry.id not in known:
                    kept.add(entry.id, counts)
            if progress:
                progress(number, len(entries))
        return found

    def _measurement(
        self, made_from: MadeFrom, entries: Sequence[JournalEntry], seen: Sequence[Seen]
    ) -> Measurement:
        times: list[datetime] = [entry.at for entry in entries if entry.at is not None]
        return Measurement(
            made_from=made_from,
            measured_at=self.workspace.clock.now(),
            since=min(times),
            until=max(times),
            requests=len(seen),
            viewers=len({page.viewer for page in seen}),
            left_out=len(entries) - len(seen),
            components=components_of(self.engine),
            rows=tuple(count_rows(seen)),
            influences=tuple(tally(seen)),
        )


class _Look:
    """What leaving components out does to one logged page; engines are kept between pages."""

    def __init__(self, engine: Engine, size: int) -> None:
        self.engine, self.components = engine, components_of(engine)
        self.variants = Variants(engine, size)

    def __call__(self, entry: JournalEntry) -> Counts | None:
        """None for a request about items that the catalogue no longer has."""
        ask = self._ask(entry)
        return None if ask is None else leave_out(self.variants.composing(ask), self.components)

    def _ask(self, entry: JournalEntry) -> Ask | None:
        try:
            return ask_from_json(entry.payload["ask"], self.engine)
        except NotFoundError:
            return None
