"""A person states that something of a source was wrong, or takes that back."""

from collections.abc import Iterator
from dataclasses import dataclass

from openslate.app.authenticity.reputation.makers import Makers
from openslate.app.authenticity.reputation.party_name import party_name
from openslate.app.workspace import Workspace
from openslate.authenticity.reputation.evidence import Observation, Outcome, Party, Role
from openslate.common.errors import NotFoundError, SlateError
from openslate.decision.types import Review
from openslate.decision.verdict import Verdict
from openslate.store.register import Register
from openslate.store.reviews import KeptReview, ReviewStore

KIND = "correction"
LONGEST = 500


@dataclass(frozen=True)
class NoteCorrection:
    """Keeps corrections; each names what it is about, so that one thing is corrected once.

    What is named is a file's id in the register or the item's in the catalogue, whose producers
    it then speaks of too, or any other words.
    """

    workspace: Workspace

    def __call__(self, source: str, what: str, *, by: str, because: str) -> None:
        """Note that `what` from a source had to be corrected; raises SlateError."""
        reason = " ".join(because.split())
        if not reason or len(reason) > LONGEST:
            raise SlateError(
                "A correction needs a reason",
                do=f"Say what was wrong in up to {LONGEST} characters",
            )
        self._keep(source, what, Review(by, Verdict.BLOCK, reason, self.workspace.clock.now()))

    def take_back(self, source: str, what: str, *, by: str, because: str = "") -> None:
        """Let a correction count no more; raises NotFoundError where there is none."""
        last = self._store.latest(KIND, _subject(party_name(source), party_name(what)))
        if last is None or last.verdict is not Verdict.BLOCK:
            raise NotFoundError(f"No correction of {what!r} from {source!r} is noted")
        self._keep(source, what, Review(by, Verdict.ALLOW, because, self.workspace.clock.now()))

    @property
    def _store(self) -> ReviewStore:
        return ReviewStore(self.workspace.database, self.workspace.clock)

    def _keep(self, source: str, what: str, review: Review) -> None:
        name, named = party_name(source), party_name(what)
        about = {"source": name, "what": named, "item": self._item(named)}
        self._store.record(KIND, _subject(name, named), review, about=about)

    def _item(self, what: str) -> str | None:
        """The item that is meant: that of a registered file, else what was said itself."""
        try:
            file = Register(self.workspace.database).get(what)
        except NotFoundError:
            return what
        return file.about.get("item")


def observed_corrections(kept: KeptReview, makers: Makers) -> Iterator[Observation]:
    """What a correction that counts says of the source, and of who made the item."""
    about, review = kept.about or {}, kept.review
    if review.verdict is not Verdict.BLOCK:
        return
    told = f"{about['what']} was corrected by {review.reviewer}: {review.because}"
    for party in (Party(Role.SOURCE, about["source"]), *makers.of_item(about.get("item"))):
        yield Observation(party, Outcome.CORRECTED, about["what"], review.at, told)


def _subject(source: str, what: str) -> str:
    return f"{source}/{what}"
