"""People decide about flags; only what they confirm leaves learning and metrics."""

from collections.abc import Collection
from dataclasses import asdict, dataclass, replace

from openslate.app.audience.integrity.confirmed import KIND, VIEWERS
from openslate.app.audience.integrity.flag_views import Said
from openslate.app.workspace import Workspace
from openslate.audience.integrity.flags import Flag
from openslate.common.errors import ConflictError, SlateError
from openslate.decision.types import Review
from openslate.decision.verdict import Verdict
from openslate.store.reviews import ReviewStore

SAID, FLAG = "said", "flag"
VERDICTS: dict[Said, Verdict] = {
    "confirm": Verdict.BLOCK,
    "genuine": Verdict.ALLOW,
    "later": Verdict.REVIEW,
    "undo": Verdict.REVIEW,
}
WORDS: dict[Said, str] = {
    "confirm": "not genuine",
    "genuine": "genuine",
    "later": "to be looked at later",
    "undo": "to be looked at again",
}
LOOKED = "Looked at the evidence"
REASONS = (
    LOOKED,
    "Known ring, seen before",
    "Test accounts of our own",
    "One household or school",
    "A device left on",
    "Asked the people, they are real",
)
"""Reasons to choose from; any other can be typed."""
LONGEST = 500  # characters of a reason


@dataclass(frozen=True)
class ReviewFlag:
    """One person's decision about one flag, kept with its reason and with the flag itself, so that
    it holds and can be contested after later scans too.
    """

    workspace: Workspace

    def __call__(
        self,
        flag: Flag,
        said: Said,
        *,
        by: str,
        because: str,
        seen: str | None = None,
        spare: Collection[str] = (),
    ) -> str:
        """Keep what was said, and return the review's id.

        `spare` are viewers of the flag that the decision is not about. `seen` is the review that
        counted when the person looked: ConflictError when another came since; None does not ask.
        """
        viewers = self._meant(flag, spare)
        reason = because.strip() or (LOOKED if said in ("confirm", "genuine") else "")
        if len(reason) > LONGEST:
            raise SlateError("The reason is too long", do=f"Use up to {LONGEST} characters")
        store = ReviewStore(self.workspace.database)
        review = Review(by, VERDICTS[said], reason, self.workspace.clock.now())
        about = {VIEWERS: viewers, SAID: said, FLAG: asdict(_without_moments(flag))}
        try:
            return store.record(KIND, flag.id, review, about=about, after=seen)
        except ConflictError:
            raise self._meanwhile(store, flag) from None

    def _meant(self, flag: Flag, spare: Collection[str]) -> list[str]:
        strangers = sorted(set(spare) - set(flag.viewers))
        if strangers:
            raise SlateError(
                f"{strangers[0]} is no viewer of this flag", do="Spare viewers that it names"
            )
        viewers = [viewer for viewer in flag.viewers if viewer not in set(spare)]
        if not viewers:
            raise SlateError(
                "Nobody is left to decide about", do="Say that the flag's viewers are genuine"
            )
        return viewers

    def _meanwhile(self, store: ReviewStore, flag: Flag) -> ConflictError:
        kept = next(iter(store.history(KIND, flag.id)), None)
        who = kept.review.reviewer if kept else "Someone"
        what = WORDS.get((kept.about or {}).get(SAID, "undo"), "decided") if kept else "decided"
        return ConflictError(
            f"{who} decided meanwhile that these are {what}; nothing was changed",
            do="Look at the flag again",
        )


def _without_moments(flag: Flag) -> Flag:
    return replace(flag, evidence=tuple(replace(e, moments=()) for e in flag.evidence))
