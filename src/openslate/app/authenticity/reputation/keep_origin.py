"""Keeping what was found of a file that a source sent."""

from collections.abc import Iterator
from dataclasses import dataclass

from openslate.app.authenticity.reputation.makers import Makers
from openslate.app.authenticity.reputation.party_name import party_name
from openslate.app.workspace import Workspace
from openslate.authenticity.reputation.evidence import Observation, Outcome, Party, Role
from openslate.authenticity.verification.conclude import Verification
from openslate.authenticity.verification.origin import Origin
from openslate.decision.types import Review
from openslate.store.reviews import KeptReview, ReviewStore

KIND = "origin"
OUTCOMES = {
    Origin.TRUSTED.code: Outcome.TRUSTED,
    Origin.VALID.code: Outcome.VALID,
    Origin.BROKEN.code: Outcome.BROKEN,
    Origin.NOTHING.code: Outcome.UNSIGNED,
}
"""What a verdict says of who sent the file; the others say more of us than of them."""


@dataclass(frozen=True)
class KeepOrigin:
    """Keeps the verdict on a file together with who sent it; checked again, the last one counts."""

    workspace: Workspace

    def __call__(
        self, found: Verification, source: str, *, by: str, item: str | None = None
    ) -> None:
        """Keep it; raises SlateError for a name that can't be one."""
        name, evidence = party_name(source), found.evidence
        registered = (match.file.about.get("item") for match in evidence.matches)
        about = {
            "source": name,
            "origin": found.origin.code,
            "name": evidence.name,
            "sha256": evidence.sha256,
            "item": item or next((one for one in registered if one), None),
        }
        now = self.workspace.clock.now()
        review = Review(by, found.origin.weight, found.origin.meaning, now)
        store = ReviewStore(self.workspace.database, self.workspace.clock)
        store.record(KIND, f"{name}/{evidence.sha256}", review, about=about)


def observed_origins(kept: KeptReview, makers: Makers) -> Iterator[Observation]:
    """What a kept verdict says of the source, and of who made the item the file belongs to."""
    about = kept.about or {}
    outcome = OUTCOMES.get(about.get("origin", ""))
    if outcome is None:
        return
    told = f"{about['name']}: {outcome.words.lower()}, checked by {kept.review.reviewer}."
    parties = [Party(Role.SOURCE, about["source"]), *makers.of_item(about.get("item"))]
    for party in parties:
        yield Observation(party, outcome, f"file:{about['sha256']}", kept.review.at, told)
