"""Everybody on the same viewers, the same films and the same cut."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from openslate.common.errors import SlateError
from openslate.recommend.evaluation.contender import Contender, Entered
from openslate.recommend.evaluation.evaluate import measurable
from openslate.recommend.evaluation.item_world import ItemWorld
from openslate.recommend.evaluation.measures import MEASURES, Measure
from openslate.recommend.evaluation.metrics.coverage import coverage, coverage_interval
from openslate.recommend.evaluation.metrics.exposure import exposure
from openslate.recommend.evaluation.normative.chance import Chance
from openslate.recommend.evaluation.peers.processes import PeerAbsentError
from openslate.recommend.evaluation.shown import Shown
from openslate.recommend.evaluation.split import Split

Array = np.ndarray
Progress = Callable[[str, str, int, int], None]
"""Called with who does what, how many steps are done and how many there are."""


@dataclass(frozen=True, eq=False)
class Standing:
    """What was found of one contender, mean over seeds.

    `figures` is float64 [viewers, measures], NaN where a viewer was not measured; `coverage` is
    value, low, high; `exposed` has for each kind of group float64 [viewers, groups].
    """

    contender: Contender
    figures: Array
    coverage: Array
    exposed: dict[str, Array]
    entries: tuple[Entered, ...]

    @property
    def fit_seconds(self) -> float:
        """Seconds that fitting took, mean over seeds."""
        return float(np.mean([entry.fit_seconds for entry in self.entries]))


@dataclass(frozen=True, eq=False)
class Contest:
    """All standings in the order of the contenders, and why others are not among them."""

    measures: tuple[Measure, ...]
    standings: tuple[Standing, ...]
    absent: tuple[str, ...]

    def column(self, standing: Standing, measure: str) -> Array:
        """A contender's figure by viewer, float64 [viewers]."""
        names = [one.name for one in self.measures]
        return np.asarray(standing.figures[:, names.index(measure)])


@dataclass
class _Steps:
    """Counts contenders times seeds."""

    progress: Progress | None
    total: int
    done: int = field(default=0)

    def say(self, label: str, word: str) -> None:
        if self.progress:
            self.progress(label, word, self.done, self.total)


def hold_contest(
    contenders: Sequence[Contender],
    splits: Sequence[Split],
    world: ItemWorld,
    k: int,
    progress: Progress | None = None,
) -> Contest:
    """Measure all contenders on all splits of the same viewings, one split for each seed.

    Raises SlateError when nobody has something known before the test and something in it.
    """
    tests = [_Test.of(split, world, k, seed) for seed, split in enumerate(splits)]
    steps = _Steps(progress, len(contenders) * len(tests))
    standings, absent = [], []
    for contender in contenders:
        try:
            standings.append(_standing(contender, tests, steps))
        except PeerAbsentError as error:
            absent.append(str(error))
    return Contest(tuple(MEASURES.values()), tuple(standings), tuple(absent))


@dataclass(frozen=True, eq=False)
class _Test:
    """One split and what chance would do on it."""

    split: Split
    chance: Chance

    @classmethod
    def of(cls, split: Split, world: ItemWorld, k: int, seed: int) -> "_Test":
        rows = measurable(split.known, split.test)
        if not len(rows):
            raise SlateError(
                "No viewer has viewings both before the test and in it",
                do="Import more viewings, or split in another way",
            )
        return cls(split, Chance(split.known, world, rows, k, seed))


def _standing(contender: Contender, tests: Sequence[_Test], steps: _Steps) -> Standing:
    entries, figures, covered = [], [], []
    exposed: dict[str, list[Array]] = {"countries": [], "providers": []}
    for test in tests:
        chance = test.chance
        viewers = len(chance.known.viewers)
        entry = contender.enter(
            test.split, chance.rows, chance.k, lambda word: steps.say(contender.label, word)
        )
        steps.say(contender.label, "measuring")
        lists = entry.rankings.items
        shown = Shown(lists, test.split.test, chance)
        columns = np.stack([measure.of(shown) for measure in MEASURES.values()], axis=1)
        figures.append(_spread(columns, chance.rows, viewers))
        size = chance.known.size
        covered.append((coverage(lists, size), *coverage_interval(lists, size)))
        for kind, parts in exposed.items():
            groups = getattr(chance.world, kind)
            parts.append(_spread(exposure(lists, groups.matrix), chance.rows, viewers))
        entries.append(entry)
        steps.done += 1
        steps.say(contender.label, "measured")
    return Standing(
        contender,
        _mean(figures),
        np.mean(covered, axis=0),
        {kind: _mean(parts) for kind, parts in exposed.items()},
        tuple(entries),
    )


def _spread(columns: Array, rows: Array, viewers: int) -> Array:
    """Figures of some viewers among those of all."""
    whole = np.full((viewers, columns.shape[1]), np.nan)
    whole[rows] = columns
    return whole


def _mean(seeds: Sequence[Array]) -> Array:
    """Mean over seeds, of those in which a viewer was measured."""
    if len(seeds) == 1:
        return seeds[0]
    told = ~np.isnan(seeds)
    sums, count = np.where(told, seeds, 0.0).sum(axis=0), told.sum(axis=0)
    return np.asarray(np.divide(sums, count, out=np.full(sums.shape, np.nan), where=count > 0))
