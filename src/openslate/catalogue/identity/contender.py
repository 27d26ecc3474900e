"""Contenders: scored pairs that may become links, with all that a link says of them."""

import json
from dataclasses import dataclass
from typing import NamedTuple

from openslate.catalogue.identity.alone import share_alone
from openslate.catalogue.identity.compare import Comparison
from openslate.catalogue.identity.doubts import doubt_of
from openslate.catalogue.identity.evidence import evidence_of, method_of
from openslate.catalogue.identity.records import Key
from openslate.catalogue.identity.score import contributions, terms
from openslate.catalogue.identity.settings import ResolverSettings


@dataclass(frozen=True)
class ScoredPair:
    """Two compared records and the log-odds that they are the same work."""

    pair: Comparison
    odds: float

    @property
    def left(self) -> Key:
        """The record that comes first in order."""
        return self.pair.left.key

    @property
    def right(self) -> Key:
        """The other record."""
        return self.pair.right.key


class Contender(NamedTuple):
    """A scored pair that may become a link; kept between resolutions, so that no pair is compared
    twice.

    `odds` are those before rivals are weighed. `contributions` are JSON. `alone` is how much being
    without a rival may count, from 0 to 1; `doubt` is why a person should look, if anything.
    """

    left: Key
    right: Key
    odds: float
    method: str
    evidence: str
    contributions: str
    left_label: str
    right_label: str
    alone: float
    doubt: str

    @property
    def within_source(self) -> bool:
        """Both records come from one source."""
        return self.left[0] == self.right[0]


def contender(scored: ScoredPair, settings: ResolverSettings) -> Contender:
    """What a link between two compared records would say."""
    pair = scored.pair
    told = contributions(terms(pair, settings), settings.weights)
    return Contender(
        scored.left,
        scored.right,
        scored.odds,
        method_of(pair),
        evidence_of(pair),
        json.dumps(told, ensure_ascii=False),
        pair.left.label,
        pair.right.label,
        share_alone(pair),
        doubt_of(pair) or "",
    )
