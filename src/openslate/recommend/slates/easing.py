"""How little a row's rules must give for it to be filled."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from openslate.recommend.slates.arranging import Row, arrange
from openslate.recommend.slates.bounds import Bound, IntArray, QuotaBound
from openslate.recommend.slates.budget import TOLERANCE, BudgetBound
from openslate.recommend.slates.count_programme import CountProgramme, Slack
from openslate.recommend.slates.enough import enough_items
from openslate.recommend.slates.relaxation import (
    Relaxation,
    budget_eased,
    quota_eased,
    row_shortened,
    spacing_eased,
    unknown_let_in,
)
from openslate.recommend.slates.slate_problem import SlateProblem
from openslate.recommend.slates.spacing import SpacingBound


@dataclass(frozen=True)
class Easing:
    """A row's bounds as they were eased, in the order asked, and how long the row is then."""

    bounds: tuple[Bound, ...]
    length: int

    def apply(self, problem: SlateProblem) -> SlateProblem:
        """The same row with its rules eased, so that it can be filled."""
        return replace(problem, bounds=self.bounds, length=self.length)

    def told(self, problem: SlateProblem) -> list[Relaxation]:
        """What was eased, for the people who read the row."""
        said: list[Relaxation] = []
        for asked, given in zip(problem.bounds, self.bounds, strict=True):
            said.extend(_said(asked, given))
        if self.length < problem.length:
            because = "its rules leave no more"
            said.append(row_shortened(problem.length, self.length, because))
        return said


def forced_easing(problem: SlateProblem) -> Easing | None:
    """What rules must give whatever else holds: pins break them, or fewer items count than wanted.

    This is most of what goes wrong in practice (a row of westerns and a quota for comedies, two
    pins of one director), and it is known by counting alone. None when nothing is wrong that way.
    """
    eased = tuple(_forced(problem, bound) for bound in problem.bounds)
    if all(new is old for new, old in zip(eased, problem.bounds, strict=True)):
        return None
    return Easing(eased, problem.length)


def budget_easing(problem: SlateProblem) -> tuple[Easing, Row | None] | None:
    """The least that the only budget has to give, with a row if the items found can be ordered.

    None when that is not enough, or when there are more budgets or none.
    """
    budgets = [i for i, bound in enumerate(problem.bounds) if isinstance(bound, BudgetBound)]
    if len(budgets) != 1:
        return None
    found = CountProgramme(problem, enough_items(problem)).ease_budget(budgets[0])
    if found is None:
        return None
    slack, chosen = found
    easing = _easing(problem, slack)
    return easing, arrange(easing.apply(problem), chosen)


def least_easing(problem: SlateProblem, items: IntArray) -> Easing:
    """The least easing of a row filled from `items` and its pins, by a fixed preference.

    Budgets give first, as few and by as little as possible. Then the row gets shorter, which breaks
    no promise. Then quotas and spacings give, as few as possible, then by as few items as possible.
    Of equal ways out the bound written later gives way. Pins always stand.
    """
    return _easing(problem, CountProgramme(problem, items).ease())


def _easing(problem: SlateProblem, slack: Slack) -> Easing:
    eased = tuple(_eased(bound, slack, number) for number, bound in enumerate(problem.bounds))
    return Easing(eased, problem.length - slack.empty)


def wider(bound: SpacingBound) -> SpacingBound:
    """A spacing that asks for one slot less."""
    return replace(bound, apart=bound.apart - 1)


def _forced(problem: SlateProblem, bound: Bound) -> Bound:
    reach = bound.reach(problem.length)
    if isinstance(bound, SpacingBound):
        while bound.speaks and _pins_too_near(problem, bound):
            bound = wider(bound)
        return bound
    settled = [*bound.before, *problem.pinned_within(reach)]
    if isinstance(bound, BudgetBound):
        over = 0.0 if bound.at_most is None else bound.total(settled) - bound.at_most
        strange = bound.unknown(problem.pinned_within(reach)) - bound.strangers
        strange = 0 if bound.at_most is None else max(0, strange)
        return _eased_budget(bound, 0.0, over - TOLERANCE, strange)
    if bound.groups is not None:
        fullest = max(Counter(bound.groups.of_all(settled)).values(), default=0)
        return replace(bound, at_most=fullest) if fullest > (bound.at_most or 0) else bound
    return _forced_quota(problem, bound, settled)


def _forced_quota(problem: SlateProblem, bound: QuotaBound, settled: Sequence[int]) -> QuotaBound:
    have = int(np.count_nonzero(bound.counted(settled)))
    assert bound.members is not None  # noqa: S101  (the others count groups)
    at_hand = have + int(np.count_nonzero(problem.open & bound.members))
    if at_hand < bound.at_least:
        bound = replace(bound, at_least=at_hand)
    if bound.at_most is not None and bound.at_most < have:
        bound = replace(bound, at_most=have)
    return bound


def _pins_too_near(problem: SlateProblem, bound: SpacingBound) -> bool:
    pins = [pin for pin in problem.pins if pin.slot <= bound.among_first]
    return any(
        abs(one.slot - other.slot) < bound.apart
        and not set(bound.groups.of(one.item)).isdisjoint(bound.groups.of(other.item))
        for one, other in combinations(pins, 2)
    )


def _eased(bound: Bound, slack: Slack, number: int) -> Bound:
    under, over = slack.under[number], slack.over[number]
    if isinstance(bound, SpacingBound):
        return wider(bound) if over else bound
    if isinstance(bound, BudgetBound):
        return _eased_budget(bound, under, over, slack.strange[number])
    if not under and not over:
        return bound
    most = None if bound.at_most is None else bound.at_most + int(over)
    return replace(bound, at_least=bound.at_least - int(under), at_most=most)


def _eased_budget(bound: BudgetBound, under: float, over: float, strange: int) -> BudgetBound:
    """Rounded to thousandths, away from what was asked, so that the sum found still fits."""
    if under > 1e-6:
        bound = replace(bound, at_least=max(0.0, np.floor((bound.at_least - under) * 1e3) / 1e3))
    if over > 1e-6 and bound.at_most is not None:
        bound = replace(bound, at_most=float(np.ceil((bound.at_most + over) * 1e3 - 1e-3) / 1e3))
    return replace(bound, strangers=bound.strangers + strange) if strange else bound


def _said(asked: Bound, given: Bound) -> list[Relaxation]:
    if isinstance(asked, SpacingBound) and isinstance(given, SpacingBound):
        return [spacing_eased(asked, given.apart)] if given.apart < asked.apart else []
    if isinstance(asked, BudgetBound) and isinstance(given, BudgetBound):
        return _said_of_budget(asked, given)
    assert isinstance(asked, QuotaBound) and isinstance(given, QuotaBound)  # noqa: S101, PT018
    said = []
    if given.at_least < asked.at_least:
        said.append(quota_eased(asked, "at_least", given.at_least))
    if given.at_most != asked.at_most:
        said.append(quota_eased(asked, "at_most", given.at_most or 0))
    return said


def _said_of_budget(asked: BudgetBound, given: BudgetBound) -> list[Relaxation]:
    said = []
    if given.at_least < asked.at_least:
        said.append(budget_eased(asked, "at_least", given.at_least))
    if given.at_most != asked.at_most:
        said.append(budget_eased(asked, "at_most", given.at_most or 0.0))
    if given.strangers > asked.strangers:
        said.append(unknown_let_in(asked, given.strangers))
    return said
