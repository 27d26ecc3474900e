"""Choosing links: what people decided, duplicates in one source, then one to one across sources."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from openslate.catalogue.identity.compare import Comparison
from openslate.catalogue.identity.decided import ACCEPTED, WAITING, Decided
from openslate.catalogue.identity.evidence import evidence_of, method_of, with_rival
from openslate.catalogue.identity.partition import Partition
from openslate.catalogue.identity.records import Key
from openslate.catalogue.identity.score import confidence, contributions, terms
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
    """A scored pair that may become a link, with all that a link says; kept between resolutions."""

    left: Key
    right: Key
    odds: float
    method: str
    evidence: str
    contributions: str
    left_label: str
    right_label: str

    @property
    def within_source(self) -> bool:
        """Both records come from one source."""
        return self.left[0] == self.right[0]


def open_pair(scored: ScoredPair, settings: ResolverSettings) -> Contender:
    """What a link between two compared records would say; contributions as JSON."""
    pair = scored.pair
    told = contributions(terms(pair, settings), settings.weights)
    words = json.dumps(told, ensure_ascii=False)
    said = (method_of(pair), evidence_of(pair), words, pair.left.label, pair.right.label)
    return Contender(scored.left, scored.right, scored.odds, *said)


@dataclass(frozen=True)
class Link:
    """Two records said to be the same work, how sure that is, and why."""

    left: Key
    right: Key
    confidence: float
    method: str
    evidence: str
    status: str
    contributions: str = "[]"


def decided_links(decided: Decided, works: Partition) -> list[Link]:
    """Join what people accepted; where their decisions contradict one another, ask again."""
    links = []
    for left, right in decided.accepted:
        contradicts = works.rejected(left, right)
        said = "A person accepted this pair"
        if contradicts:
            said += ", but other decisions make it the same as a pair that a person rejected"
        else:
            works.join(left, right)
        status = WAITING if contradicts else ACCEPTED
        links.append(Link(left, right, 1.0, "decided", f"{said}.", status))
    return links


def duplicate_links(
    ordered: Sequence[Contender], works: Partition, settings: ResolverSettings
) -> list[Link]:
    """Join records of one source that are the same work; `ordered` has the surest first."""
    links = []
    for scored in ordered:
        if not works.rejected(scored.left, scored.right):
            link = _link(scored, settings)
            links.append(link)
            if link.status == ACCEPTED:
                works.join(scored.left, scored.right)
    return links


def cross_links(
    ordered: Sequence[Contender], works: Partition, draft: Partition, settings: ResolverSettings
) -> list[Link]:
    """Link works across sources, each to at most one of another source, the surest first.

    `draft` is a copy of `works` in which waiting links count too. A link with a rival that is
    nearly as close waits for a person.
    """
    chosen, lost = _one_to_one(ordered, draft)
    links = []
    for scored in chosen:
        link = _link(scored, settings, _rival(scored, lost, settings.clear_by))
        links.append(link)
        if link.status == ACCEPTED:
            works.join(scored.left, scored.right)
    return links


Lost = dict[Key, list[Contender]]


def _one_to_one(ordered: Sequence[Contender], draft: Partition) -> tuple[list[Contender], Lost]:
    """The pairs that win, and by record those that lost although neither side had a better one."""
    chosen: list[Contender] = []
    lost: Lost = defaultdict(list)
    best: dict[Key, float] = {}
    for scored in ordered:
        left, right = scored.left, scored.right
        if draft.rejected(left, right):
            continue
        if draft.together(left, right) or not draft.share_source(left, right):
            draft.join(left, right)
            chosen.append(scored)
            for key in (left, right):
                best.setdefault(key, scored.odds)
        elif not (left in best and right in best):
            lost[left if left in best else right].append(scored)
    return chosen, lost


def _rival(scored: Contender, lost: Lost, clear_by: float) -> str | None:
    """Who lost against this pair by a hair, if anybody."""
    for key in (scored.left, scored.right):
        for other in lost.get(key, ()):
            if other.odds > scored.odds - clear_by:
                return other.right_label if other.left == key else other.left_label
    return None


def _link(scored: Contender, settings: ResolverSettings, rival: str | None = None) -> Link:
    sure = confidence(scored.odds)
    status = ACCEPTED if sure >= settings.accept and rival is None else WAITING
    evidence = with_rival(scored.evidence, rival) if rival else scored.evidence
    pair = scored.left, scored.right
    return Link(*pair, sure, scored.method, evidence, status, scored.contributions)
