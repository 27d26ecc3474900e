"""Fill a row: the best items in the best slots, every quota and pin met or the conflict named."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import Literal

from openslate.recommend.slates.bounds import BoolArray, Bound, FloatArray, Pin
from openslate.recommend.slates.conflict import Conflict
from openslate.recommend.slates.contradiction import Contradiction
from openslate.recommend.slates.easing import (
    Easing,
    budget_easing,
    forced_easing,
    least_easing,
    wider,
)
from openslate.recommend.slates.enough import enough_items
from openslate.recommend.slates.filling import Fill, Method, NoRow, fill
from openslate.recommend.slates.relaxation import Relaxation
from openslate.recommend.slates.slate_problem import SlateProblem, pose_problem
from openslate.recommend.slates.spacing import SpacingBound
from openslate.recommend.slates.suspects import Inquiry

SECONDS = 0.1  # after which a row is bettered no more; its gap is told
PlacedBy = Literal["score", "pin", "exploration"]


@dataclass(frozen=True)
class Slate:
    """A filled row, first slot first.

    `placed_by` says of each item whether its score or a pin put it there; `relaxed` is
    everything that was wished for and not given; `contradiction` is there when not all rules can
    hold together, and tells which. `gap` is how much a better row under the same rules (eased ones,
    where something was eased) could have gained at most, as a share of what that row would be
    worth above the lowest scores at hand.
    """

    items: tuple[int, ...]
    placed_by: tuple[PlacedBy, ...]
    relaxed: tuple[Relaxation, ...] = ()
    contradiction: Contradiction | None = field(default=None, compare=False)
    method: Method = "greedy"
    gap: float = 0.0

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The smallest sets of rules that cannot hold together."""
        return self.contradiction.conflicts if self.contradiction else ()


def build_slate(
    scores: FloatArray,
    allowed: BoolArray,
    bounds: Sequence[Bound] = (),
    pins: Sequence[Pin] = (),
    size: int = 20,
    taken: BoolArray | Collection[int] = (),
) -> Slate:
    """Choose and order `size` items (dense indices) for one row.

    Maximises the sum of score / log2(slot + 1) under the rules: every item once, only `allowed`
    ones that are not `taken`, pins in their slots, every quota, budget and spacing. Greedy first;
    when that misses a rule, exactly; when no row meets the rules, it names the conflicts and
    as little as possible is eased. Ties go to the lower index. Raises SlateError when the
    inputs do not fit together.

    >>> import numpy as np
    >>> from openslate.recommend.slates.bounds import QuotaBound
    >>> films, french = np.array([9, 8, 7, 6], np.float32), np.array([0, 0, 0, 1], bool)
    >>> quota = QuotaBound("french", "One French film", 2, at_least=1, members=french)
    >>> build_slate(films, np.ones(4, bool), [quota], size=2).items
    (0, 3)
    """
    ends = perf_counter() + SECONDS
    problem, said = pose_problem(scores, allowed, bounds, pins, size, taken)
    forced = forced_easing(problem)
    filled = _blamed(problem, forced) if forced else fill(problem, ends)
    if isinstance(filled, Fill):
        return _slate(problem, filled, said)
    contradiction = Contradiction(problem, filled.suspects, filled.inquiry)
    easing, eased = _ease(problem, forced, ends)
    return _slate(problem, eased, [*said, *easing.told(problem)], contradiction)


def _blamed(problem: SlateProblem, forced: Easing) -> NoRow:
    """The first bound that has to give in any case is to blame, with the pins that may make it."""
    pairs = zip(problem.bounds, forced.bounds, strict=True)
    blamed = (next(bound for bound, given in pairs if given is not bound), *problem.pins)
    return NoRow(blamed, Inquiry(problem.under(blamed)))


def _ease(problem: SlateProblem, forced: Easing | None, ends: float) -> tuple[Easing, Fill]:
    """What has to give in any case; then, where that is not enough, the budget; then all rules.

    Where items can be counted out but not be put in an order, spacing gives, the last one first.
    """
    if forced is not None:
        filled = fill(forced.apply(problem), ends)
        if isinstance(filled, Fill):
            return forced, filled
    start = problem if forced is None else forced.apply(problem)
    easing, row = budget_easing(start) or (least_easing(problem, enough_items(problem)), None)
    while not isinstance(filled := fill(easing.apply(problem), ends, row), Fill):
        easing = _with_less_spacing(easing)
    return easing, filled


def _with_less_spacing(easing: Easing) -> Easing:
    bounds = list(easing.bounds)
    spaced = [i for i, b in enumerate(bounds) if isinstance(b, SpacingBound) and b.apart > 1]
    if not spaced:
        raise RuntimeError("an eased row could not be filled")
    bound = bounds[spaced[-1]]
    assert isinstance(bound, SpacingBound)  # noqa: S101
    bounds[spaced[-1]] = wider(bound)
    return replace(easing, bounds=tuple(bounds))


def _slate(
    problem: SlateProblem,
    filled: Fill,
    said: Sequence[Relaxation],
    contradiction: Contradiction | None = None,
) -> Slate:
    held = {pin.slot for pin in problem.pins}
    slots = range(1, len(filled.row) + 1)
    placed: list[PlacedBy] = ["pin" if slot in held else "score" for slot in slots]
    return Slate(
        filled.row, tuple(placed), tuple(said), contradiction, filled.method, round(filled.gap, 6)
    )
