"""Why a value won its field, in one sentence an editor can check."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openslate.app.catalogue.item_story_views import Saying
from openslate.graph.policy import LEADS, CanonicalPolicy, Winner
from openslate.graph.vocabulary import FIELD, Field


@dataclass(frozen=True)
class WhyWon:
    """Knows the policy and how much each source of works is trusted."""

    policy: CanonicalPolicy
    trust: Mapping[str, float]

    def __call__(self, field: str, values: Sequence[Saying]) -> str:
        """The reason for the winners among what was said of a field."""
        winners = [value for value in values if value.won]
        sources = list(dict.fromkeys(s for value in values for s, _ in value.said_by))
        if not winners:
            return "Nothing of this is shown."
        if len(sources) == 1:
            return f"Only {sources[0]} says anything of it."
        if len(winners) == len(values) == 1:
            return "Both sources agree." if len(sources) == 2 else "All sources agree."
        winning = list(dict.fromkeys(s for value in winners for s, _ in value.said_by))
        return self._decided(FIELD[field], winning, sources)

    def _decided(self, known: Field, winning: Sequence[str], sources: Sequence[str]) -> str:
        if known.column in LEADS:
            lead = LEADS[known.column].replace("_", " ")
            return f"It goes with the {lead} that won."
        winner = self.policy.winner(known)
        preferred = next((s for s in winner.prefer if s in winning), None)
        if preferred:
            return f"Your settings put {preferred} first."
        return _by_choice(winner, known, winning[0]) or self._by_trust(winning[0], sources)

    def _by_trust(self, winner: str, sources: Sequence[str]) -> str:
        mine = self.trust.get(winner)
        others = [self.trust[s] for s in sources if s != winner and s in self.trust]
        if mine is None or not others:
            return f"{winner} comes first among the sources."
        if mine > max(others):
            return f"{winner} is trusted most ({mine:g}; next {max(others):g})."
        if mine == max(others):
            return f"{winner} comes first among sources that are trusted alike ({mine:g})."
        return f"{winner} was trusted most when the snapshot was taken."


def _by_choice(winner: Winner, known: Field, source: str) -> str:
    """The sentence of a policy that is not trust."""
    return {
        "newest": f"{source} delivered last, and the newest counts.",
        "majority": "Most records say so.",
        "longest": f"{source} says most of it." if known.many else f"{source} has the longest.",
        "union": "All that is said is shown, each value once.",
    }.get(str(winner.choice), "")
