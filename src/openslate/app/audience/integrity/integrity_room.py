"""Everything a face may ask about the integrity of traffic."""

from collections.abc import Collection
from functools import cached_property
from threading import Lock

import polars as pl

from openslate.app.audience.integrity.confirmed import KIND, confirmed_not_genuine
from openslate.app.audience.integrity.flag_book import FlagBook
from openslate.app.audience.integrity.flag_views import (
    FlagsView,
    FlagView,
    Said,
    ScanReport,
    State,
)
from openslate.app.audience.integrity.review_flag import ReviewFlag
from openslate.app.audience.integrity.run_scan import RunScan
from openslate.app.audience.integrity.scan_file import KeptScan, read_scan
from openslate.app.audience.integrity.show_flag import ShowFlag
from openslate.app.workspace import Workspace
from openslate.audience.integrity.account_scores import Progress
from openslate.audience.integrity.cleaning import RawAndCleaned, raw_and_cleaned
from openslate.audience.integrity.settings import IntegritySettings
from openslate.common.errors import ConflictError, SlateError
from openslate.graph.snapshot import Snapshot, read_snapshot
from openslate.graph.snapshot_writer import current_folder
from openslate.graph.vocabulary import Columns
from openslate.store.events import EventStore
from openslate.store.reviews import ReviewStore

UNDECIDED: tuple[State, ...] = ("waiting", "later")


class IntegrityRoom:
    """Flags as the latest scan raised them and as people decided about them.

    A flag alone changes nothing; a decision counts at once for figures and from the next training
    on for what is recommended. Safe to share between threads.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._lock = Lock()
        self._named: Snapshot | None = None
        self._totals: tuple[object, tuple[RawAndCleaned[int], RawAndCleaned[int]]] | None = None

    def scan(
        self, progress: Progress | None = None, settings: IntegritySettings | None = None
    ) -> ScanReport:
        """Look through all traffic; raises ConflictError while another scan runs here."""
        if not self._lock.acquire(blocking=False):
            raise ConflictError("A scan is running already", do="Wait until it is done")
        try:
            began = self.workspace.clock.now()
            kept = RunScan(self.workspace, settings or IntegritySettings())(progress)
        finally:
            self._lock.release()
        return ScanReport(
            viewers=kept.scan.viewers,
            viewings=kept.scan.viewings,
            titles=kept.scan.titles,
            flags=len(kept.scan.flags),
            flagged_viewers=sum(len(flag.viewers) for flag in kept.scan.flags),
            waiting=self.list(UNDECIDED).waiting,
            seconds=(kept.at - began).total_seconds(),
            detectors=kept.scan.detectors,
        )

    def list(self, states: Collection[State] = UNDECIDED, limit: int | None = None) -> FlagsView:
        """The flags in these states, the clearest first."""
        kept, book = self._book()
        show = ShowFlag(book, None)
        lines = [show.line(flag) for flag in book.flags.values()]
        asked = [line for line in lines if line.state in states]
        viewers, viewings = self._raw_and_cleaned()
        return FlagsView(
            flags=tuple(asked[:limit]),
            waiting=sum(line.state in UNDECIDED for line in lines),
            scanned_at=kept.at if kept else None,
            stale=kept is not None and kept.events != EventStore(self.workspace.database).digest(),
            viewers=viewers,
            viewings=viewings,
            detectors=kept.scan.detectors if kept else (),
        )

    def after(self, flag: str = "") -> str | None:
        """The flag that waits behind `flag` in the list, the first if there is no `flag`."""
        _, book = self._book()
        ids = list(book.flags)
        place = ids.index(flag) + 1 if flag in ids else 0
        waiting = [i for i in ids if book.state(book.flags[i]) in UNDECIDED]
        if not flag:
            return next(iter(waiting), None)
        p = book.flags[flag].p if flag in book.flags else 0.0
        behind = [i for i in waiting if (book.flags[i].p, i) > (p, flag)] if place else waiting
        return next(iter(behind), None)

    def flag(self, flag: str) -> FlagView:
        """Everything about one flag; raises NotFoundError when there is none of this id."""
        _, book = self._book()
        told = self._reviews.history(KIND, flag)
        return ShowFlag(book, self._snapshot)(book.flag(flag), told)

    def say(
        self,
        flag: str,
        said: Said,
        *,
        by: str,
        because: str = "",
        seen: str | None = None,
        spare: Collection[str] = (),
    ) -> FlagView:
        """Decide about a flag, put it off, or take a decision back; the flag as it stands then.

        Raises ConflictError when someone decided since `seen` (see `ReviewFlag`), and SlateError
        when there is nothing to take back.
        """
        _, book = self._book()
        found = book.flag(flag)
        if said == "undo" and book.state_of(flag) == "waiting":
            raise SlateError(
                "Nobody decided about this flag, so there is nothing to take back",
                do="Confirm it, or say that its viewers are genuine",
            )
        review = ReviewFlag(self.workspace)
        review(found, said, by=by, because=because, seen=seen, spare=spare)
        return self.flag(flag)

    def not_genuine(self) -> frozenset[str]:
        """The viewers that are confirmed as not genuine now."""
        return confirmed_not_genuine(self.workspace)

    @cached_property
    def _reviews(self) -> ReviewStore:
        return ReviewStore(self.workspace.database)

    def _book(self) -> tuple[KeptScan | None, FlagBook]:
        kept = read_scan(self.workspace)
        return kept, FlagBook(kept, self._reviews.counting(KIND))

    @property
    def _snapshot(self) -> Snapshot | None:
        """The newest snapshot, which names titles."""
        folder = current_folder(self.workspace.snapshots)
        if folder is None:
            return None
        if self._named is None or self._named.name != folder.name:
            self._named = read_snapshot(folder)
        return self._named

    def _raw_and_cleaned(self) -> tuple[RawAndCleaned[int], RawAndCleaned[int]]:
        """Viewers who watched anything, and their events."""
        store, left_out = EventStore(self.workspace.database), self.not_genuine()
        key = store.digest(), left_out
        if self._totals is None or self._totals[0] != key:
            events = store.frame().select(Columns.VIEWER)
            viewers = raw_and_cleaned(events, left_out, _viewers)
            self._totals = key, (viewers, raw_and_cleaned(events, left_out, len))
        return self._totals[1]


def _viewers(events: pl.DataFrame) -> int:
    return events[Columns.VIEWER].n_unique()
