"""From a contest's numbers by viewer to the figures that are told."""

from collections.abc import Sequence

import numpy as np

from openslate.app.evaluation.evaluation import (
    ContenderFigures,
    Exposure,
    Figures,
    GroupExposure,
    SegmentFigures,
)
from openslate.recommend.evaluation.contest import Contest, Standing
from openslate.recommend.evaluation.intervals import Estimate, estimates
from openslate.recommend.evaluation.item_groups import ItemGroups
from openslate.recommend.evaluation.item_world import ItemWorld
from openslate.recommend.evaluation.metrics.exposure import displaced
from openslate.recommend.evaluation.segments import Segment

Array = np.ndarray
GROUPS = 12  # groups told of each kind; the largest


def tell(
    contest: Contest, world: ItemWorld, viewings: Array, segments: Sequence[Segment]
) -> tuple[ContenderFigures, ...]:
    """Figures of all contenders, those with the best NDCG first.

    `viewings` counts those known before the test, by item.
    """
    best = max(contest.standings, key=lambda one: np.nanmean(contest.column(one, "ndcg")))
    found = [
        _figures_of(standing, contest, best, world, viewings, segments)
        for standing in contest.standings
    ]
    return tuple(sorted(found, key=lambda one: -one.figures["ndcg"].value))


def _figures_of(
    standing: Standing,
    contest: Contest,
    best: Standing,
    world: ItemWorld,
    viewings: Array,
    segments: Sequence[Segment],
) -> ContenderFigures:
    popularity, entry = contest.standings[0], standing.entries[0]
    behind = contest.column(best, "ndcg") - contest.column(standing, "ndcg")
    return ContenderFigures(
        name=standing.contender.name,
        label=standing.contender.label,
        settings=dict(entry.settings),
        tried=entry.tried,
        fit_seconds=standing.fit_seconds,
        figures=_told(contest, standing.figures),
        leads=_told(contest, standing.figures - popularity.figures),
        behind=estimates(behind[:, None])[0],
        coverage=_coverage(standing),
        exposures=tuple(
            _exposure(kind, getattr(world, kind), exposed, viewings)
            for kind, exposed in standing.exposed.items()
        ),
        segments=tuple(
            SegmentFigures(s.kind, s.name, len(s.rows), _told(contest, standing.figures[s.rows]))
            for s in segments
        ),
    )


def _told(contest: Contest, columns: Array) -> Figures:
    """Estimates by measure, without those that no viewer has."""
    names = [measure.name for measure in contest.measures]
    pairs = zip(names, estimates(columns), strict=True)
    return {name: estimate for name, estimate in pairs if estimate.n}


def _coverage(standing: Standing) -> Estimate:
    value, low, high = map(float, standing.coverage)
    return Estimate(value, low, high, len(standing.entries[0].rankings.rows))


def _exposure(kind: str, groups: ItemGroups, exposed: Array, viewings: Array) -> Exposure:
    watched, offered = groups.shares(viewings), groups.shares(np.ones(len(viewings)))
    shown = estimates(exposed)
    values = np.array([estimate.value for estimate in shown])
    largest = np.argsort(-watched, kind="stable")[:GROUPS]
    told = [
        GroupExposure(groups.names[at], shown[at], float(watched[at]), float(offered[at]))
        for at in largest
        if shown[at].n
    ]
    return Exposure(kind, displaced(np.nan_to_num(values), watched), tuple(told))


def cannot_be_told_apart(contenders: Sequence[ContenderFigures]) -> tuple[str, ...]:
    """The best, and those whose distance to it has an interval that reaches 0; best first."""
    return tuple(one.name for one in contenders if one.behind.low <= 0.0)


def shown_segments(
    segments: Sequence[Segment], measured: Array, least: int
) -> tuple[list[Segment], int]:
    """Segments of at least `least` measured viewers, narrowed to these; and how many are not.

    Where what is hidden of a kind is small, so that it could be had by subtracting, the smallest
    of the others is hidden with it.
    """
    narrowed = [Segment(s.kind, s.name, s.rows[measured[s.rows]]) for s in segments]
    some = [segment for segment in narrowed if len(segment.rows)]
    hidden = {id(s) for kind in {s.kind for s in some} for s in _hidden(some, kind, least)}
    return [segment for segment in some if id(segment) not in hidden], len(hidden)


def _hidden(segments: Sequence[Segment], kind: str, least: int) -> Sequence[Segment]:
    """The smallest of a kind, until together they are none or large enough."""
    by_size = sorted((s for s in segments if s.kind == kind), key=lambda s: len(s.rows))
    sizes = [len(segment.rows) for segment in by_size]
    count = sum(size < least for size in sizes)
    while 0 < count < len(sizes) and sum(sizes[:count]) < least:
        count += 1
    return by_size[:count]
