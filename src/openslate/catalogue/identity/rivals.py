"""Rivals: how far a pair is ahead of every other that either record could be in.

Where little else is known, being the only one that comes near is evidence by itself.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from scipy.special import logit

from openslate.catalogue.identity.compare import Comparison
from openslate.catalogue.identity.links import ScoredPair
from openslate.catalogue.identity.records import Key
from openslate.catalogue.identity.score import log_odds, terms
from openslate.catalogue.identity.settings import ResolverSettings

FAR = 3.0  # log-odds by which a pair without any rival is ahead
UNSEEN = 2.0  # log-odds under the least that is kept, where rivals nobody sees may be
RARE_ENOUGH = 12.0  # bits in the shared words with which being alone counts in full
Side = tuple[Key, str]
"""A record, and the source in which its other self is looked for."""


def could_be_alone(pair: Comparison) -> bool:
    """Nothing but names is known to tell them apart, and the names do not."""
    name = pair.name
    if name is None or pair.year_gap is not None or pair.within_source:
        return False
    apart = name.numbers_differ or name.one_numbered or name.go_on
    facts = (pair.directors, pair.same_id, pair.same_type, pair.same_series, pair.same_place)
    differ = False in facts or pair.same_aside is False
    return not (apart or differ or (pair.people and not pair.people.shared))


def least_odds(pair: Comparison, settings: ResolverSettings) -> float:
    """Log-odds from which a pair may become a link, once its rivals are known."""
    wait = float(logit(settings.wait))
    return wait - settings.weights.unrivalled if could_be_alone(pair) else wait


def with_rivals(scored: Sequence[ScoredPair], settings: ResolverSettings) -> list[ScoredPair]:
    """The same pairs of two sources, those that stand alone with more log-odds."""
    best = _best(scored)
    against = _against(scored, best)
    apart = {side: told for side, told in against.items() if side[1] not in settings.several}
    return [_alone(one, apart, settings) for one in scored]


def _sides(one: ScoredPair) -> tuple[Side, Side]:
    return (one.left, one.right[0]), (one.right, one.left[0])


def _best(scored: Iterable[ScoredPair]) -> dict[Side, float]:
    best: dict[Side, float] = {}
    for one in scored:
        for side in _sides(one):
            best[side] = max(best.get(side, one.odds), one.odds)
    return best


def _against(
    scored: Iterable[ScoredPair], best: Mapping[Side, float]
) -> dict[Side, list[ScoredPair]]:
    """By side the two surest pairs whose other record has no surer one."""
    against: dict[Side, list[ScoredPair]] = {}
    for one in sorted(scored, key=lambda one: -one.odds):
        for side, other in (_sides(one), _sides(one)[::-1]):
            if one.odds >= best[other] and len(against.setdefault(side, [])) < 2:
                against[side].append(one)
    return against


def _alone(
    one: ScoredPair, against: Mapping[Side, list[ScoredPair]], settings: ResolverSettings
) -> ScoredPair:
    if not could_be_alone(one.pair) or one.pair.name is None:
        return one
    rivals = (r.odds for side in _sides(one) for r in against.get(side, ()) if r is not one)
    floor = least_odds(one.pair, settings) - UNSEEN
    ahead = (one.odds - max(rivals, default=floor)) / FAR
    rare = min(1.0, one.pair.name.rarity / RARE_ENOUGH)
    alone = round(min(1.0, max(0.0, ahead)) * rare, 4)
    if not alone:
        return one
    pair = replace(one.pair, alone=alone)
    return ScoredPair(pair, log_odds(terms(pair, settings), settings.weights))
