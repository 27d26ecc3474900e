"""Fill a row: the best items in the best slots, every quota and pin met or the conflict named."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from openslate.recommend.slates.bounds import BoolArray, FloatArray, Pin, QuotaBound
from openslate.recommend.slates.conflict import Conflict, find_conflict
from openslate.recommend.slates.easing import Easing, least_easing, supply_easing
from openslate.recommend.slates.greedy import fill_greedily
from openslate.recommend.slates.quota_program import fill_exactly
from openslate.recommend.slates.relaxation import Relaxation
from openslate.recommend.slates.shortlist import sufficient_items
from openslate.recommend.slates.slate_problem import SlateProblem, pose_problem

Method = Literal["greedy", "exact"]
PlacedBy = Literal["score", "pin"]


@dataclass(frozen=True)
class Slate:
    """A filled row, first slot first.

    `placed_by` says of each item whether its score or a pin put it there; `relaxed` is
    everything that was wished for and not given; `conflict` names the rules that cannot hold
    together, if there are any.
    """

    items: tuple[int, ...]
    placed_by: tuple[PlacedBy, ...]
    relaxed: tuple[Relaxation, ...] = ()
    conflict: Conflict | None = None
    method: Method = "greedy"


def build_slate(
    scores: FloatArray,
    allowed: BoolArray,
    bounds: Sequence[QuotaBound] = (),
    pins: Sequence[Pin] = (),
    size: int = 20,
    taken: BoolArray | Collection[int] = (),
) -> Slate:
    """Choose and order `size` items (dense indices) for one row.

    Maximises the sum of score / log2(slot + 1) under the rules: every item once, only `allowed`
    ones that are not `taken`, pins in their slots, every quota. Greedy first; when that misses a
    quota, exactly; when no row meets the rules, the smallest conflict is named and as little as
    possible is eased. Ties go to the lower index. Raises SlateError when the inputs do not fit
    together.

    >>> import numpy as np
    >>> films, french = np.array([9, 8, 7, 6], np.float32), np.array([0, 0, 0, 1], bool)
    >>> quota = QuotaBound("french", "One French film", 2, at_least=1, members=french)
    >>> build_slate(films, np.ones(4, bool), [quota], size=2).items
    (0, 3)
    """
    problem, said = pose_problem(scores, allowed, bounds, pins, size, taken)
    row = fill_greedily(problem)
    if row is not None:
        return _slate(problem, row, said, "greedy")
    easing = _easing(problem)
    if not easing.needed:
        return _slate(problem, fill_exactly(problem), said, "exact")
    said.extend(easing.told(problem))
    eased, conflict = easing.apply(problem), find_conflict(problem)
    row = fill_greedily(eased)
    if row is not None:
        return _slate(eased, row, said, "greedy", conflict)
    return _slate(eased, fill_exactly(eased), said, "exact", conflict)


def _easing(problem: SlateProblem) -> Easing:
    """Found by counting alone where that is enough, else by the counting programme."""
    short = supply_easing(problem)
    if short.needed and fill_greedily(short.apply(problem)) is not None:
        return short
    return least_easing(problem, sufficient_items(problem, eased=True))


def _slate(
    problem: SlateProblem,
    row: tuple[int, ...],
    said: Sequence[Relaxation],
    method: Method,
    conflict: Conflict | None = None,
) -> Slate:
    held = {pin.slot for pin in problem.pins}
    placed: list[PlacedBy] = ["pin" if slot in held else "score" for slot in range(1, len(row) + 1)]
    return Slate(row, tuple(placed), tuple(said), conflict, method)
