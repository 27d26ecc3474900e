"""Alone: pairs of which nothing but names is known, where having no rival is evidence by itself."""

from scipy.special import logit

from openslate.catalogue.identity.compare import Comparison
from openslate.catalogue.identity.settings import ResolverSettings

RARE_ENOUGH = 12.0  # bits in the shared words with which being alone counts in full


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


def share_alone(pair: Comparison) -> float:
    """How much being alone may count for a pair, from 0 to 1: more for rare words in common."""
    if pair.name is None or not could_be_alone(pair):
        return 0.0
    return min(1.0, pair.name.rarity / RARE_ENOUGH)
