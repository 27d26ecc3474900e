"""Choosing links: what people decided, duplicates in one source, then one to one across sources."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from openslate.catalogue.identity.contender import Contender
from openslate.catalogue.identity.decided import ACCEPTED, WAITING, Decided
from openslate.catalogue.identity.evidence import add_evidence
from openslate.catalogue.identity.partition import Partition
from openslate.catalogue.identity.records import Key
from openslate.catalogue.identity.score import confidence
from openslate.catalogue.identity.settings import ResolverSettings


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
    stands = sure >= settings.accept and rival is None and not scored.doubt
    evidence = add_evidence(
        scored.evidence,
        f"{rival} is nearly as close" if rival else "",
        f"{scored.doubt}, so a person should look" if scored.doubt else "",
    )
    status = ACCEPTED if stands else WAITING
    pair = scored.left, scored.right
    return Link(*pair, sure, scored.method, evidence, status, scored.contributions)
