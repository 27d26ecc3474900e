"""Rules of a row that cannot be met together, and the sentence that says so."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from openslate.common.text import join_words
from openslate.recommend.slates.any_row import any_row, frugal_row
from openslate.recommend.slates.bounds import IntArray, Pin, QuotaBound
from openslate.recommend.slates.budget import BudgetBound
from openslate.recommend.slates.greedy import fill_greedily
from openslate.recommend.slates.slate_problem import Rule, SlateProblem
from openslate.recommend.slates.spacing import SpacingBound
from openslate.recommend.slates.suspects import Inquiry


@dataclass(frozen=True)
class Conflict:
    """A smallest set of quotas, budgets, spacings and pins that cannot all hold in a full row.

    Leave out any one of `rules` and the others can be met. `among_first` is how many slots they
    speak of.
    """

    rules: tuple[str, ...]
    among_first: int
    sentence: str


def conflict_of(problem: SlateProblem, core: Sequence[Rule]) -> Conflict:
    """A smallest set of rules that cannot all hold in a row, as it is told."""
    reach = max(rule.slot if isinstance(rule, Pin) else rule.reach(problem.length) for rule in core)
    names = tuple(rule.name for rule in core)
    return Conflict(names, reach, _sentence(problem.under(core), core, reach))


def blamed_rules(part: SlateProblem, rules: Sequence[Rule], inquiry: Inquiry) -> list[Rule]:
    """Those of a row's rules that cannot hold together, or all of them; empty if they can."""
    has_budget = any(isinstance(rule, BudgetBound) for rule in rules)
    row = frugal_row(part) if has_budget else fill_greedily(part)
    if row is not None:  # a row of no slots is a row
        return []
    return inquiry.suspects(rules) or (list(rules) if any_row(part) is None else [])


def _sentence(problem: SlateProblem, core: Sequence[Rule], reach: int) -> str:
    names = join_words([f"'{rule.name}'" for rule in core])
    subject = f"Rule {names}" if len(core) == 1 else f"Rules {names}"
    together = {1: "cannot hold", 2: "cannot both hold"}.get(len(core), "cannot all hold")
    demands = "; ".join(_demand(problem, rule) for rule in core)
    return f"{subject} {together} in the first {reach}: {demands}{_overlap(problem, core)}."


def _demand(problem: SlateProblem, rule: Rule) -> str:
    if isinstance(rule, Pin):
        return f"'{rule.name}' holds slot {rule.slot}"
    at_hand = _at_hand(problem)
    if isinstance(rule, SpacingBound):
        return f"'{rule.name}' keeps items of a group {rule.apart} apart"
    if isinstance(rule, BudgetBound):
        return _budget_demand(rule, at_hand)
    if rule.groups is not None:
        groups = len(set(rule.groups.of_all(at_hand.tolist())))
        return f"'{rule.name}' allows {rule.at_most} of each, {_plural(groups, 'group')} at hand"
    return (
        f"'{rule.name}' {_wanted(f'{rule.at_least:g}', rule.at_most, rule.at_least > 0)}"
        f" of {_plural(int(rule.counted(at_hand).sum()), 'item')} among {len(at_hand)} at hand"
    )


def _budget_demand(rule: BudgetBound, at_hand: IntArray) -> str:
    known = rule.amounts[at_hand]
    known = np.sort(known[~np.isnan(known)])
    few = min(rule.among_first, len(known))
    ends = f"{known[:few].sum():g} to {known[len(known) - few :].sum():g}"
    return (
        f"'{rule.name}' {_wanted(f'{rule.at_least:g}', rule.at_most, rule.at_least > 0)}"
        f" in sum, {few} items at hand make {ends}"
    )


def _wanted(least: str, at_most: float | None, has_least: bool) -> str:
    low = f"wants at least {least}" if has_least else ""
    high = "" if at_most is None else f"allows at most {at_most:g}"
    return join_words(list(filter(None, [low, high])))


def _overlap(problem: SlateProblem, core: Sequence[Rule]) -> str:
    """How many items help two wanting quotas at once, which often is the whole reason."""
    wanting = [rule for rule in core if isinstance(rule, QuotaBound) and rule.at_least > 0]
    if len(wanting) != 2 or len(core) != 2:
        return ""
    at_hand = _at_hand(problem)
    both = int((wanting[0].counted(at_hand) & wanting[1].counted(at_hand)).sum())
    return f"; {_plural(both, 'item')} {'counts' if both == 1 else 'count'} for both"


def _at_hand(problem: SlateProblem) -> IntArray:
    usable = problem.open.copy()
    usable[[pin.item for pin in problem.pins]] = True
    return np.flatnonzero(usable)


def _plural(count: int, noun: str) -> str:
    return f"{count or 'no'} {noun}{'' if count == 1 else 's'}"
