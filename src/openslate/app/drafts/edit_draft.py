"""Editing a version: a child of it, with the authorship of each sentence and all checks anew."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from openslate.app.drafts.catalogue_words import CatalogueWords
from openslate.app.drafts.draft_journal import decide_draft, keep_decisions
from openslate.app.drafts.draft_orders import order_of
from openslate.app.drafts.guarding import Check, DraftGuard
from openslate.app.drafts.rankings import ranking_of
from openslate.app.workspace import Workspace
from openslate.assistant.drafts import Author, DraftKind, DraftWriter, Passage
from openslate.assistant.drafts.candidate import candidate_from_json
from openslate.assistant.grounding.sentences import MOST_LETTERS, cleaned, sentences
from openslate.common.errors import SlateError
from openslate.graph.snapshot import Snapshot
from openslate.store.drafts import DraftStore, KeptVersion

CHANGED = 0.6
"""Likeness from which a sentence is one of before, changed, and not a new one."""
MOST_COMPARED = 200
"""Sentences of the version before that each new one is compared with."""


@dataclass(frozen=True)
class EditDraft:
    """Keeps what an editor made of a version, refused again where a norm forbids it."""

    workspace: Workspace
    snapshot: Snapshot
    words: CatalogueWords
    check: Check | None = None

    def __call__(self, version: str, text: str, *, by: str) -> KeptVersion:
        """The new version; raises NotFoundError, SlateError."""
        plain = cleaned(text.replace("\r\n", "\n")).strip()
        if not plain or len(text) > MOST_LETTERS:
            raise SlateError(
                "The text is empty" if not plain else f"It has over {MOST_LETTERS:,} characters",
                do="Write it again",
            )
        store = DraftStore(self.workspace.database, self.workspace.clock)
        parent = store.version(version)
        draft = store.get(parent.draft)
        if draft.item is None:
            raise SlateError("Only texts about an item can be edited here")
        kind = DraftKind(draft.kind)
        order = order_of(self.workspace, self.snapshot, draft.item, {**draft.about, "kind": kind})
        writer = DraftWriter(
            DraftGuard(self.check, kind), self.words.index, ranking_of(store, kind)
        )
        before = candidate_from_json(parent.content).passages
        candidate = writer.checked(tuple(authored(plain, before)), order)
        decision = decide_draft(candidate, version)
        entry = keep_decisions(
            self.workspace, [(candidate, decision)], asked={"draft": draft.id, "edited": version},
            snapshot=self.snapshot.name, by=by,
        )  # fmt: skip
        return store.add(parent, candidate.to_json(), by=by, decision=entry)


def authored(text: str, before: Sequence[Passage]) -> Iterator[Passage]:
    """The sentences of an edited text: kept ones stay whose they were, changed ones are assisted,
    new ones are the editor's.
    """
    old = {passage.text.strip(): passage for passage in before}
    for sentence in sentences(text):
        same = old.get(sentence.strip())
        near = same or _nearest(sentence.strip(), before[:MOST_COMPARED])
        if near is None:
            yield Passage(sentence, Author.HUMAN)
        elif near is same or near.author is Author.HUMAN:
            yield replace(near, text=sentence)
        else:
            yield replace(near, text=sentence, author=Author.ASSISTED)


def _nearest(sentence: str, before: Sequence[Passage]) -> Passage | None:
    scored = [(SequenceMatcher(None, p.text.strip(), sentence).ratio(), n, p)
              for n, p in enumerate(before)]  # fmt: skip
    best = max(scored, default=None, key=lambda one: (one[0], -one[1]))
    return best[2] if best and best[0] >= CHANGED else None
