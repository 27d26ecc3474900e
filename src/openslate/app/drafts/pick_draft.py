"""Picking one of the candidates: a person's review, and a preference to learn from."""

from dataclasses import dataclass

from openslate.app.drafts.draft_findings import KIND
from openslate.app.drafts.draft_journal import decide_draft, keep_decisions
from openslate.app.drafts.versions import tree
from openslate.app.workspace import Workspace
from openslate.assistant.drafts import DraftCandidate
from openslate.assistant.drafts.candidate import candidate_from_json
from openslate.common.errors import SlateError
from openslate.decision.types import Review
from openslate.decision.verdict import Verdict
from openslate.store.drafts import DraftStore, KeptVersion
from openslate.store.reviews import ReviewStore

LONGEST = 500  # characters of a reason


@dataclass(frozen=True)
class PickDraft:
    """Keeps an editor's choice; one with sentences that no fact backs needs a reason."""

    workspace: Workspace

    def __call__(self, version: str, *, by: str, because: str = "") -> KeptVersion:
        """The version that was picked; raises NotFoundError, SlateError."""
        store = DraftStore(self.workspace.database, self.workspace.clock)
        kept = store.version(version)
        candidate = candidate_from_json(kept.content)
        self._refuse(candidate, because)
        review = Review(by, Verdict.ALLOW, because, self.workspace.clock.now())
        decision = decide_draft(candidate, version, review)
        if decision.verdict is Verdict.BLOCK:
            raise SlateError("A norm that nobody may set aside forbids this text")
        draft = store.get(kept.draft)
        keep_decisions(
            self.workspace, [(candidate, decision)], asked={"draft": draft.id, "picked": version},
            snapshot=str(draft.about.get("snapshot", "")), by=by,
        )  # fmt: skip
        ReviewStore(self.workspace.database, self.workspace.clock).record(KIND, version, review)
        store.pick(kept, _shown(store, kept), by=by, because=because)
        return kept

    def _refuse(self, candidate: DraftCandidate, because: str) -> None:
        if candidate.refused:
            raise SlateError(f"This text is withheld: {candidate.refused}", do="Pick another")
        if len(because) > LONGEST:
            raise SlateError(f"The reason has more than {LONGEST} characters", do="Shorten it")
        if candidate.unsupported and not because.strip():
            raise SlateError(
                "No fact backs some of its sentences",
                do="Edit them, or say why the text may stand (because)",
            )


def _shown(store: DraftStore, kept: KeptVersion) -> list[str]:
    """Proposals as they were shown; for an edited version, itself in the place of its origin."""
    versions = [one for one, _ in tree(store.versions(kept.draft))]
    by_id = {one.id: one for one in versions}
    origin = kept
    while origin.parent is not None:
        origin = by_id[origin.parent]
    proposals = [one for one in versions if one.parent is None and not one.content.get("refused")]
    return [kept.id if one.id == origin.id else one.id for one in proposals]
