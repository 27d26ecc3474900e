"""Writing candidates for a text about an item."""

from dataclasses import dataclass

from openslate.app.drafts.catalogue_words import CatalogueWords
from openslate.app.drafts.draft_journal import decide_draft, keep_decisions
from openslate.app.drafts.draft_orders import order_of
from openslate.app.drafts.guarding import Check, DraftGuard
from openslate.app.drafts.rankings import ranking_of
from openslate.app.workspace import Workspace
from openslate.assistant.drafts import DraftKind, DraftWriter, TextLength
from openslate.assistant.grounding import FactKind
from openslate.assistant.language_models.language_model import LanguageModel
from openslate.common.errors import SlateError
from openslate.graph.snapshot import Snapshot
from openslate.store.drafts import DraftStore, KeptDraft, NewDraft

LONGEST_ASKED = 8_000  # characters of a letter or a question


@dataclass(frozen=True)
class DraftText:
    """Writes, checks and ranks candidates, and keeps them with the decision about each."""

    workspace: Workspace
    snapshot: Snapshot
    words: CatalogueWords
    check: Check | None = None
    model: LanguageModel | None = None

    def __call__(
        self,
        item: str,
        kind: DraftKind,
        *,
        by: str,
        length: TextLength = TextLength.MEDIUM,
        asked: str = "",
    ) -> KeptDraft:
        """The draft as it was kept; raises NotFoundError, SlateError."""
        self._refuse(kind, asked)
        about = {"kind": kind.value, "length": length.value, "asked": asked}
        order = order_of(self.workspace, self.snapshot, item, about)
        store = DraftStore(self.workspace.database, self.workspace.clock)
        guard = DraftGuard(self.check, kind)
        writer = DraftWriter(guard, self.words.index, ranking_of(store, kind), self.model)
        written = writer.write(order)
        decisions = [(one, decide_draft(one, item)) for one in written.candidates]
        entry = keep_decisions(
            self.workspace, decisions, asked={**about, "item": item},
            snapshot=self.snapshot.name, by=by,
        )  # fmt: skip
        title = next((f.value for f in order.facts if f.kind is FactKind.TITLE), item)
        kept = {**about, "snapshot": self.snapshot.name, "notes": list(written.notes)}
        contents = [one.to_json() for one in written.candidates]
        return store.keep(NewDraft(kind.value, title, item, kept), contents, by=by, decision=entry)

    def _refuse(self, kind: DraftKind, asked: str) -> None:
        if kind is DraftKind.LETTER and not asked.strip():
            raise SlateError("There is no letter to reply to", do="Give the viewer's letter")
        if len(asked) > LONGEST_ASKED:
            raise SlateError(
                f"The letter has {len(asked):,} characters; at most {LONGEST_ASKED:,} are read",
                do="Shorten it to what has to be answered",
            )
