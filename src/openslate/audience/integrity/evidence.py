"""Evidence about one group of accounts, read off what the detectors found."""

from collections.abc import Iterator
from datetime import UTC, datetime

import numpy as np

from openslate.audience.integrity.account_findings import AccountFindings
from openslate.audience.integrity.account_scores import WEIGHTS, AccountScores
from openslate.audience.integrity.coincidences import neighbours
from openslate.audience.integrity.flags import Evidence, Kind, Moment
from openslate.audience.integrity.pair_findings import PairFindings
from openslate.audience.integrity.viewings import HOUR, IntArray, Viewings

TELLING = 1e-3
"""A detector's p-value from which it adds something about an account that is flagged anyway."""
MOST_MOMENTS = 400


def evidence_about(scores: AccountScores, accounts: IntArray) -> tuple[Evidence, ...]:
    """What each detector has against these accounts, the strongest first."""
    # What a flag rests on is always told, however weak it would be beside something else.
    bar = np.maximum(scores.p[accounts] * max(WEIGHTS.values()), TELLING)
    telling = {kind: accounts[p[accounts] <= bar] for kind, p in scores.by_kind.items()}
    found = [_about(scores, kind, who, accounts) for kind, who in telling.items() if len(who)]
    return tuple(sorted((e for each in found for e in each), key=lambda e: e.p))


def _about(
    scores: AccountScores, kind: Kind, who: IntArray, accounts: IntArray
) -> Iterator[Evidence]:
    if kind == "co-viewing":
        yield _co_viewing(scores, who, accounts)
    elif kind == "histories":
        yield _histories(scores, who, accounts)
    elif kind == "burst":
        yield from _bursts(scores, who)
    else:
        yield _alone(scores, kind, who)


def _co_viewing(scores: AccountScores, who: IntArray, accounts: IntArray) -> Evidence:
    minutes, found = min(
        scores.co_viewing.items(), key=lambda entry: entry[1].by_account()[who].min()
    )
    inside = _within(found, accounts)
    moments = _coincident(scores, who, 60 * minutes)
    numbers = {
        "minutes": float(minutes),
        "titles": float(len(np.unique(scores.viewings.title[moments]))),
        "moments": float(len(moments)),
        **_pair_numbers(found, inside),
    }
    return _evidence(scores, "co-viewing", who, numbers, moments)


def _histories(scores: AccountScores, who: IntArray, accounts: IntArray) -> Evidence:
    inside = _within(scores.histories, accounts)
    return _evidence(scores, "histories", who, _pair_numbers(scores.histories, inside))


def _bursts(scores: AccountScores, who: IntArray) -> Iterator[Evidence]:
    viewings = scores.viewings
    for burst in scores.bursts.bursts:
        part = np.intersect1d(burst.viewers, who)
        if not len(part):
            continue
        here = np.isin(viewings.viewer, burst.viewers) & (viewings.title == burst.title)
        here &= (viewings.second >= burst.since) & (viewings.second < burst.until)
        numbers = {
            "count": float(burst.count),
            "mean": burst.mean,
            "hours": (burst.until - burst.since) / HOUR,
            "new": float(burst.new),
            "usual_new": burst.usual_new,
            "idle": float(burst.idle),
            "title": float(burst.title),
        }
        yield _evidence(scores, "burst", part, numbers, np.flatnonzero(here))


def _alone(scores: AccountScores, kind: Kind, who: IntArray) -> Evidence:
    found: AccountFindings = {
        "rate": scores.rate, "sleep": scores.sleep, "rhythm": scores.rhythm,
    }[kind]  # fmt: skip
    worst = who[np.argmin(found.p[who])]
    places = scores.viewings.of(int(worst))
    second = scores.viewings.second[places]
    inside = (second >= found.since[worst]) & (second <= found.until[worst])
    numbers = {"figure": float(found.figure[worst]), "usual": float(found.usual)}
    return _evidence(scores, kind, who, numbers, places[inside])


def _within(found: PairFindings, accounts: IntArray) -> IntArray:
    """Places of the pairs that lie inside the group."""
    return np.flatnonzero(np.isin(found.pairs, accounts).all(axis=1))


def _pair_numbers(found: PairFindings, inside: IntArray) -> dict[str, float]:
    """The clearest pair of a group, and how many pairs there are."""
    if not len(inside):
        return {}
    best = inside[np.argmin(found.p[inside])]
    return {
        "together": float(found.count[best]),
        "expected": float(found.mean[best]),
        "pair_p": float(found.p[best]),
        "pairs": float(len(inside)),
    }


def _coincident(scores: AccountScores, who: IntArray, seconds: int) -> IntArray:
    """Places of the group's viewings that coincide with another member's, by time."""
    viewings = scores.viewings
    own = np.flatnonzero(np.isin(viewings.viewer, who))
    order = own[np.lexsort((viewings.second[own], viewings.title[own]))]
    found = [np.zeros(0, dtype=np.int64)]
    for one, other in neighbours(viewings, order, seconds):
        apart = viewings.viewer[one] != viewings.viewer[other]
        found += [one[apart], other[apart]]
    return np.unique(np.concatenate(found))


def _evidence(
    scores: AccountScores,
    kind: Kind,
    who: IntArray,
    numbers: dict[str, float],
    places: IntArray | None = None,
) -> Evidence:
    viewings = scores.viewings
    shown = [] if places is None else places[:MOST_MOMENTS].tolist()
    return Evidence(
        kind=kind,
        p=float(scores.by_kind[kind][who].min()),
        viewers=tuple(viewings.viewers[account] for account in who),
        numbers=numbers,
        moments=tuple(_moment(viewings, place) for place in shown),
    )


def _moment(viewings: Viewings, place: int) -> Moment:
    source, record = viewings.titles[viewings.title[place]]
    at = datetime.fromtimestamp(int(viewings.second[place]), UTC)
    return Moment(viewings.viewers[viewings.viewer[place]], source, record, at)
