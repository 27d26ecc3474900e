"""People decide about pairs of records that a method was not sure of."""

from dataclasses import dataclass

from openslate.app.identity.review_views import Said
from openslate.app.views import LinkView
from openslate.app.workspace import Workspace
from openslate.common.errors import ConflictError, SlateError
from openslate.decision.types import Review
from openslate.decision.verdict import Verdict
from openslate.store.reviews import ReviewStore

KIND = "identity-link"
VERDICTS: dict[Said, Verdict] = {
    "same": Verdict.ALLOW,
    "different": Verdict.BLOCK,
    "undo": Verdict.REVIEW,
}
WORDS = {
    Verdict.ALLOW: "the same item",
    Verdict.BLOCK: "different items",
    Verdict.REVIEW: "to be looked at again",
}
LOOKED = "Looked at both records side by side"
REASONS = (
    LOOKED,
    "Same work, written another way",
    "Same work, one source has the year wrong",
    "Another work of the same name",
    "A remake or a sequel",
    "Another episode or season",
    "I know both",
)
"""Reasons to choose from; any other can be typed."""
LONGEST = 500  # characters of a reason


@dataclass(frozen=True)
class ReviewLink:
    """One person's decision about one pair: kept with its reason, applied by the next refresh.

    The pair is kept with it, so that it holds even when the graph is made anew.
    """

    workspace: Workspace

    def __call__(
        self, link: LinkView, said: Said, *, by: str, because: str, seen: str | None = None
    ) -> str:
        """Keep what was said of `link`, and return the review's id.

        `seen` is the review that counted when the person looked (`PairView.seen`): ConflictError
        when another came since. None does not ask.
        """
        reason = because.strip() or ("" if said == "undo" else LOOKED)
        if len(reason) > LONGEST:
            raise SlateError("The reason is too long", do=f"Use up to {LONGEST} characters")
        store = ReviewStore(self.workspace.database)
        review = Review(by, VERDICTS[said], reason, self.workspace.clock.now())
        about = {side: key.split(" ", 1) for side, key in _sides(link)}
        try:
            return store.record(KIND, link.link, review, about=about, after=seen)
        except ConflictError:
            raise self._meanwhile(store, link) from None

    def _meanwhile(self, store: ReviewStore, link: LinkView) -> ConflictError:
        last = store.latest(KIND, link.link)
        who, what = (last.reviewer, WORDS[last.verdict]) if last else ("Someone", "something else")
        return ConflictError(
            f"{who} decided meanwhile that these are {what}; nothing was changed",
            do="Look at the pair again",
        )


def _sides(link: LinkView) -> tuple[tuple[str, str], ...]:
    return ("left", link.left), ("right", link.right)
