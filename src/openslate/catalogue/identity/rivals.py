"""Rivals: how far a pair is ahead of every other that either record could be in.

Where little else is known, being the only one that comes near is evidence by itself.
"""

import json
from collections.abc import Iterable, Mapping, Sequence

from scipy.special import logit

from openslate.catalogue.identity.contender import Contender
from openslate.catalogue.identity.evidence import add_evidence
from openslate.catalogue.identity.records import Key
from openslate.catalogue.identity.score import NO_RIVAL
from openslate.catalogue.identity.settings import ResolverSettings

FAR = 3.0  # log-odds by which a pair without any rival is ahead
UNSEEN = 2.0  # log-odds under the least that is kept, where rivals nobody sees may be
NEARLY_ALONE = 0.3  # of what being alone can count, from which on it is said
Side = tuple[Key, str]
"""A record, and the source in which its other self is looked for."""


def with_rivals(scored: Sequence[Contender], settings: ResolverSettings) -> list[Contender]:
    """The same pairs of two sources, those that stand alone with more log-odds."""
    best = _best(scored)
    against = _against(scored, best)
    apart = {side: told for side, told in against.items() if side[1] not in settings.several}
    return [_alone(one, apart, settings) for one in scored]


def _sides(one: Contender) -> tuple[Side, Side]:
    return (one.left, one.right[0]), (one.right, one.left[0])


def _best(scored: Iterable[Contender]) -> dict[Side, float]:
    best: dict[Side, float] = {}
    for one in scored:
        for side in _sides(one):
            best[side] = max(best.get(side, one.odds), one.odds)
    return best


def _against(
    scored: Iterable[Contender], best: Mapping[Side, float]
) -> dict[Side, list[Contender]]:
    """By side the two surest pairs whose other record has no surer one."""
    against: dict[Side, list[Contender]] = {}
    for one in sorted(scored, key=lambda one: -one.odds):
        for side, other in (_sides(one), _sides(one)[::-1]):
            if one.odds >= best[other] and len(against.setdefault(side, [])) < 2:
                against[side].append(one)
    return against


def _alone(
    one: Contender, against: Mapping[Side, list[Contender]], settings: ResolverSettings
) -> Contender:
    if not one.alone:
        return one
    weight = settings.weights.unrivalled
    rivals = (r.odds for side in _sides(one) for r in against.get(side, ()) if r is not one)
    floor = float(logit(settings.wait)) - weight - UNSEEN
    ahead = (one.odds - max(rivals, default=floor)) / FAR
    alone = round(min(1.0, max(0.0, ahead)) * one.alone, 4)
    if not alone:
        return one
    told = [*json.loads(one.contributions), [NO_RIVAL, round(weight * alone, 4)]]
    said = "no other record comes near" if alone > NEARLY_ALONE else ""
    return one._replace(
        odds=one.odds + weight * alone,
        contributions=json.dumps(told, ensure_ascii=False),
        evidence=add_evidence(one.evidence, said),
    )
