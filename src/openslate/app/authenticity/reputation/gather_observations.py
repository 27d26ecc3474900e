"""Everything that was verified of sources and producers, from where it is kept."""

from collections.abc import Iterator
from dataclasses import dataclass

from openslate.app.audience.integrity.confirmed import KIND as FLAGGED
from openslate.app.audience.integrity.flag_book import FlagBook
from openslate.app.authenticity.disclosure_register import DisclosureEntry, DisclosureRegister
from openslate.app.authenticity.reputation.keep_origin import KIND as ORIGIN
from openslate.app.authenticity.reputation.keep_origin import observed_origins
from openslate.app.authenticity.reputation.makers import Makers
from openslate.app.authenticity.reputation.note_correction import KIND as CORRECTION
from openslate.app.authenticity.reputation.note_correction import observed_corrections
from openslate.app.deliveries.withdraw import ListDeliveries
from openslate.app.workspace import Workspace
from openslate.audience.integrity.flags import Flag, Kind
from openslate.authenticity.reputation.evidence import Observation, Outcome, Party, Role
from openslate.store.reviews import KeptReview, ReviewStore

TOGETHER: frozenset[Kind] = frozenset({"co-viewing", "histories", "burst"})
"""What detectors find of accounts that act together; the others are about single accounts."""


@dataclass(frozen=True)
class GatherObservations:
    """Reads the facts that reputations follow from; each names who verified it."""

    workspace: Workspace
    makers: Makers

    def __call__(self) -> Iterator[Observation]:
        """All of them, in no order."""
        reviews, makers = ReviewStore(self.workspace.database), self.makers
        for kept in reviews.counting(ORIGIN).values():
            yield from observed_origins(kept, makers)
        for entry in DisclosureRegister(self.workspace)():
            yield from self._published(entry)
        for kept in reviews.counting(CORRECTION).values():
            yield from observed_corrections(kept, makers)
        yield from self._withdrawn()
        flags = reviews.counting(FLAGGED)
        book = FlagBook(None, flags)
        for flag in book.flags.values():
            if book.state_of(flag.id) == "confirmed":
                yield from self._coordinated(flag, flags[flag.id])

    def _published(self, entry: DisclosureEntry) -> Iterator[Observation]:
        facts, file = entry.record.facts, entry.file
        parties = [*self.makers.of_item(facts.item)]
        if facts.source:
            parties.append(Party(Role.SOURCE, facts.source))
        told = f"{file.name} was published by {file.registered_by}."
        for party in parties:
            yield Observation(party, Outcome.PUBLISHED, file.id, file.at, told)

    def _withdrawn(self) -> Iterator[Observation]:
        for view in ListDeliveries(self.workspace)():
            if view.withdrawn_by is not None and view.withdrawn_at is not None:
                told = f"{view.file} was withdrawn by {view.withdrawn_by}: {view.withdrawn_because}"
                party = Party(Role.SOURCE, view.source)
                yield Observation(party, Outcome.WITHDRAWN, view.delivery, view.withdrawn_at, told)

    def _coordinated(self, flag: Flag, kept: KeptReview) -> Iterator[Observation]:
        """That confirmed accounts acted together on titles speaks of who made these."""
        if not TOGETHER & {evidence.kind for evidence in flag.evidence}:
            return
        least = self.workspace.settings.reputation.coordinated_share
        told = (
            f"{kept.review.reviewer} confirmed that {len(flag.viewers)} accounts acted together on "
            "their titles."
        )
        parties = {
            party
            for effect in flag.effects
            if effect.taken >= least * effect.viewings
            for party in self.makers.of_record(effect.source, effect.record)
        }
        for party in sorted(parties):
            yield Observation(party, Outcome.COORDINATED, flag.id, kept.review.at, told)
