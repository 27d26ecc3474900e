"""How little a row's rules must give for it to be filled."""

from dataclasses import dataclass, replace

import numpy as np

from openslate.recommend.slates.bounds import Bound, IntArray, QuotaBound
from openslate.recommend.slates.budget import BudgetBound
from openslate.recommend.slates.count_programme import CountProgramme, Slack
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


def supply_easing(problem: SlateProblem) -> Easing | None:
    """What quotas must give because fewer items count than they want, whatever else holds.

    This is most of what goes wrong in practice (a row of westerns and a quota for comedies), and
    it is known by counting alone. None when no quota is short of items.
    """
    eased = tuple(_supplied(problem, bound) for bound in problem.bounds)
    if all(new is old for new, old in zip(eased, problem.bounds, strict=True)):
        return None
    return Easing(eased, problem.length)


def least_easing(problem: SlateProblem, items: IntArray) -> Easing:
    """The least easing of a row filled from `items` and its pins, by a fixed preference.

    Budgets give first, as few and by as little as possible. Then the row gets shorter, which breaks
    no promise. Then quotas and spacings give, as few as possible, then by as few items as possible.
    Of equal ways out the bound written later gives way. Pins always stand.
    """
    slack = CountProgramme(problem, items).ease()
    eased = tuple(_eased(bound, slack, number) for number, bound in enumerate(problem.bounds))
    return Easing(eased, problem.length - slack.empty)


def wider(bound: SpacingBound) -> SpacingBound:
    """A spacing that asks for one slot less."""
    return replace(bound, apart=bound.apart - 1)


def _supplied(problem: SlateProblem, bound: Bound) -> Bound:
    if not isinstance(bound, QuotaBound) or bound.members is None or not bound.at_least:
        return bound
    pinned = bound.counted([*bound.before, *(pin.item for pin in problem.pins)])
    at_hand = np.count_nonzero(problem.open & bound.members) + np.count_nonzero(pinned)
    return bound if at_hand >= bound.at_least else replace(bound, at_least=int(at_hand))


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
