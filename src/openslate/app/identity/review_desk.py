"""Everything a face may ask about pairs of records."""

from functools import cached_property
from threading import Lock

from openslate.app.identity.link_table import LinkTable, row_of
from openslate.app.identity.refresh_run import RefreshRun
from openslate.app.identity.review_links import KIND, ReviewLink
from openslate.app.identity.review_queue import Between, ReviewQueue
from openslate.app.identity.review_views import ApplyView, PairView, QueueView, Said
from openslate.app.identity.show_pair import ShowPair
from openslate.app.views import LinkView
from openslate.app.workspace import Workspace
from openslate.common.errors import SlateError
from openslate.graph.snapshot_writer import current_folder
from openslate.store.events import EventStore
from openslate.store.reviews import KeptReview, ReviewStore


class ReviewDesk:
    """Pairs as the newest snapshot and people's reviews tell them; never opens the graph.

    Reads a snapshot once, and again when there is a newer one. Safe to share between threads.
    Raises SlateError when there is no snapshot yet.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._lock = Lock()
        self._table: LinkTable | None = None

    def queue(self, between: Between | None = None, limit: int | None = None) -> QueueView:
        """The pairs that wait, the most doubtful and most watched first."""
        return self._queue()(between, limit)

    def after(self, link: str, between: Between | None = None) -> str | None:
        """The pair that waits behind `link` in the queue, if any."""
        return self._queue().after(link, between)

    def find(self, words: str, limit: int = 50) -> tuple[LinkView, ...]:
        """Pairs of an item by its id or by part of a name, whatever became of them."""
        return self._queue().find(words, limit)

    def pair(self, link: str) -> PairView:
        """Everything about one pair; raises NotFoundError when there is no such link."""
        table = self._current()
        told = self._reviews.history(KIND, link)
        return ShowPair(table, table.standing(self._counting()))(link, told)

    def say(
        self, link: str, said: Said, *, by: str, because: str = "", seen: str | None = None
    ) -> LinkView:
        """Decide about a pair, or take a decision back; the pair as it stands then.

        Raises ConflictError when someone decided since `seen` (see `ReviewLink`), and SlateError
        when there is nothing to take back.
        """
        before = self._link(link)
        if said == "undo" and before.decided_by is None:
            raise SlateError(
                "Nobody decided about this pair, so there is nothing to take back",
                do="Say that its records are the same, or that they are different",
            )
        ReviewLink(self.workspace)(before, said, by=by, because=because, seen=seen)
        return self._link(link)

    def apply(self, by: str) -> ApplyView:
        """Begin to bring all decisions into the catalogue, in a process of its own."""
        return self._run.start(by)

    @property
    def applying(self) -> ApplyView:
        """How far applying has come."""
        return self._run.view

    def close(self) -> None:
        """End what runs."""
        if "_run" in self.__dict__:
            self._run.close()

    @cached_property
    def _run(self) -> RefreshRun:
        return RefreshRun(self.workspace.folder)

    @cached_property
    def _reviews(self) -> ReviewStore:
        return ReviewStore(self.workspace.database)

    def _link(self, link: str) -> LinkView:
        table = self._current()
        return table.view(row_of(table.standing(self._counting()), link))

    def _queue(self) -> ReviewQueue:
        table = self._current()
        return ReviewQueue(table, table.standing(self._counting()))

    def _counting(self) -> dict[str, KeptReview]:
        return self._reviews.counting(KIND)

    def _current(self) -> LinkTable:
        """The table of the newest snapshot."""
        with self._lock:
            newest = current_folder(self.workspace.snapshots)
            if self._table is None or newest is None or self._table.snapshot.name != newest.name:
                events = EventStore(self.workspace.database).of_records()
                self._table = LinkTable(self.workspace.snapshot(), events)
            return self._table
