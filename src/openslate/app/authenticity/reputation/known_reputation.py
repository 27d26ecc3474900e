"""The reputation of who sent a file, for rules about publishing it."""

from dataclasses import dataclass, replace

from openslate.app.authenticity.reputation.assess_reputations import AssessReputations
from openslate.app.authenticity.reputation.party_name import party_name
from openslate.app.workspace import Workspace
from openslate.authenticity.disclosure.facts import ContentFacts
from openslate.authenticity.reputation.evidence import Party, Role


@dataclass(frozen=True)
class KnownReputation:
    """Adds to what is said of content the reputation of its source, where it is known."""

    workspace: Workspace

    def __call__(self, facts: ContentFacts) -> ContentFacts:
        """The facts with it; as they are where nobody sent it. Raises SlateError."""
        if facts.source is None:
            return facts
        name = party_name(facts.source)
        sent = Party(Role.SOURCE, name)
        known = [one for one in AssessReputations(self.workspace)() if one.party == sent]
        named = replace(facts, source=name)
        if not known or not known[0].known:
            return named
        share = known[0].share
        return replace(named, source_reputation=share.mean, source_reputation_at_most=share.high)
