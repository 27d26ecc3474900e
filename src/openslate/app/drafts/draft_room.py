"""Everything people and programs can ask of a workspace's drafts."""

from collections.abc import Callable
from threading import Lock
from typing import Protocol

from openslate.app.drafts.break_down_script import SCRIPT, BreakDownScript, script_view
from openslate.app.drafts.catalogue_words import CatalogueWords
from openslate.app.drafts.draft_findings import DraftLabels
from openslate.app.drafts.draft_text import DraftText
from openslate.app.drafts.draft_views import DraftLine, DraftView, RankingView, ScriptView
from openslate.app.drafts.edit_draft import EditDraft
from openslate.app.drafts.guarding import Check
from openslate.app.drafts.make_look_book import LOOK_BOOK, MakeLookBook
from openslate.app.drafts.make_storyboard import MakeStoryboard
from openslate.app.drafts.pick_draft import PickDraft
from openslate.app.drafts.rankings import ranking_view
from openslate.app.drafts.versions import draft_line, draft_view
from openslate.app.workspace import Workspace
from openslate.assistant.drafts import DraftKind, TextLength
from openslate.assistant.language_models.chat_server import ChatServer
from openslate.assistant.language_models.language_model import LanguageModel
from openslate.assistant.look_books import LookWish
from openslate.assistant.sheets import Sheet
from openslate.common.errors import SlateError
from openslate.graph.snapshot import Snapshot
from openslate.store.drafts import DraftStore


class HasSnapshot(Protocol):
    """What is shown now; see `openslate.app.showing.Shown`."""

    @property
    def snapshot(self) -> Snapshot: ...


class DraftRoom:
    """Writes, lists, picks and edits drafts; `check` is the house's guard, None while none is.

    Safe to share between threads. Raises SlateError and its kinds.
    """

    def __init__(
        self, workspace: Workspace, shown: Callable[[], HasSnapshot], check: Check | None = None
    ) -> None:
        self._workspace, self._shown, self._check = workspace, shown, check
        self._lock = Lock()
        self._words: CatalogueWords | None = None

    @property
    def store(self) -> DraftStore:
        """Where drafts are kept."""
        return DraftStore(self._workspace.database, self._workspace.clock)

    def write(
        self,
        item: str,
        kind: DraftKind,
        *,
        by: str,
        length: TextLength = TextLength.MEDIUM,
        asked: str = "",
        use_model: bool = True,
    ) -> DraftView:
        """Candidates for a text about an item, by the model too where one is set up."""
        words = self._catalogue_words()
        settings = self._workspace.settings.language_model
        if not (use_model and settings.url):
            draft = DraftText(self._workspace, words.snapshot, words, self._check)
            return self.draft(draft(item, kind, by=by, length=length, asked=asked).id)
        with ChatServer(settings) as server:
            draft = DraftText(
                self._workspace, words.snapshot, words, self._check, LanguageModel(server)
            )
            return self.draft(draft(item, kind, by=by, length=length, asked=asked).id)

    def draft(self, draft: str) -> DraftView:
        """A draft of a text with all its versions."""
        kept = self.store.get(draft)
        if kept.kind in (SCRIPT, LOOK_BOOK):
            raise SlateError(f"The draft {draft!r} is a {kept.kind} and has no candidates")
        return draft_view(self.store, DraftLabels(self._workspace), kept)

    def pick(self, version: str, *, by: str, because: str = "") -> DraftView:
        """Keep an editor's choice."""
        return self.draft(PickDraft(self._workspace)(version, by=by, because=because).draft)

    def edit(self, version: str, text: str, *, by: str) -> DraftView:
        """Keep what an editor made of a version."""
        words = self._catalogue_words()
        edit = EditDraft(self._workspace, words.snapshot, words, self._check)
        return self.draft(edit(version, text, by=by).draft)

    def page(
        self, *, limit: int = 50, before: str | None = None, kind: str | None = None
    ) -> list[DraftLine]:
        """Drafts, the latest first."""
        store = self.store
        return [draft_line(store, d) for d in store.page(limit=limit, before=before, kind=kind)]

    def kind(self, draft: str) -> str:
        """What a draft is."""
        return self.store.get(draft).kind

    def ranking(self, kind: DraftKind) -> RankingView:
        """What picks of a kind taught."""
        return ranking_view(self.store, kind)

    def break_down(self, text: str, *, name: str, by: str) -> ScriptView:
        """Take a script apart and keep it."""
        return script_view(BreakDownScript(self._workspace)(text, name=name, by=by))

    def script(self, draft: str) -> ScriptView:
        """A kept script's scenes."""
        return script_view(self.store.get(draft))

    def storyboard(self, draft: str, *, by_beat: bool = False) -> Sheet:
        """The storyboard of a kept script."""
        return MakeStoryboard(self._workspace)(draft, by_beat=by_beat)

    def make_look_book(self, title: str, wish: LookWish, *, by: str) -> str:
        """Choose stills of the house's own; the id of the look book."""
        return MakeLookBook(self._workspace)(title, wish, by=by).id

    def look_book(self, draft: str) -> Sheet:
        """The pages of a kept look book."""
        return MakeLookBook(self._workspace).sheet(draft)

    def _catalogue_words(self) -> CatalogueWords:
        snapshot = self._shown().snapshot
        with self._lock:
            if self._words is None or self._words.snapshot is not snapshot:
                self._words = CatalogueWords(snapshot)
            return self._words
