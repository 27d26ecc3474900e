"""Which rules cannot be met together, said in one sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np

from openslate.common.text import join_words
from openslate.recommend.slates.bounds import IntArray, Pin, QuotaBound
from openslate.recommend.slates.easing import least_easing, supply_easing
from openslate.recommend.slates.shortlist import sufficient_items
from openslate.recommend.slates.slate_problem import Rule, SlateProblem

TRIES = 100  # smaller sets are looked for only while there are not more of them than this


@dataclass(frozen=True)
class Conflict:
    """A smallest set of quotas and pins that cannot all hold in a full row.

    Leave out any one of `rules` and the others can be met. `among_first` is how many slots they
    speak of.
    """

    rules: tuple[str, ...]
    among_first: int
    sentence: str


def find_conflict(problem: SlateProblem) -> Conflict:
    """Name the rules in conflict of a row that cannot be filled.

    A quota that too few items count for is its own conflict. Otherwise a deletion filter leaves a
    set of which every rule is needed, and all smaller sets are tried when they are few.
    """
    core = _short_of_items(problem)
    if not core:
        pool = np.union1d(sufficient_items(problem, eased=True), _pinned_items(problem))
        core = _smaller(problem, _filtered(problem, pool), pool)
    reach = max(rule.slot if isinstance(rule, Pin) else rule.reach(problem.length) for rule in core)
    names = tuple(rule.name for rule in core)
    return Conflict(names, reach, _sentence(problem.under(core), core, reach))


def _short_of_items(problem: SlateProblem) -> list[Rule]:
    missing = supply_easing(problem).under
    for bound, short in zip(problem.bounds, missing, strict=True):
        if short:
            return [bound]
    return []


def _filtered(problem: SlateProblem, pool: IntArray) -> list[Rule]:
    core = list(problem.rules)
    for rule in problem.rules:
        without = [other for other in core if other is not rule]
        if _in_conflict(problem, without, pool):
            core = without
    return core


def _smaller(problem: SlateProblem, core: list[Rule], pool: IntArray) -> list[Rule]:
    for size in range(1, len(core)):
        if comb(len(problem.rules), size) > TRIES:
            break
        for rules in combinations(problem.rules, size):
            if _in_conflict(problem, rules, pool):
                return list(rules)
    return core


def _in_conflict(problem: SlateProblem, rules: Sequence[Rule], pool: IntArray) -> bool:
    if not rules:
        return False
    posed = problem.under(rules)
    return least_easing(posed, np.setdiff1d(pool, _pinned_items(posed))).needed


def _pinned_items(problem: SlateProblem) -> IntArray:
    return np.array([pin.item for pin in problem.pins], dtype=np.intp)


def _sentence(problem: SlateProblem, core: Sequence[Rule], reach: int) -> str:
    names = join_words([f"'{rule.name}'" for rule in core])
    subject = f"Rule {names}" if len(core) == 1 else f"Rules {names}"
    together = {1: "cannot hold", 2: "cannot both hold"}.get(len(core), "cannot all hold")
    demands = "; ".join(_demand(problem, rule) for rule in core)
    return f"{subject} {together} in the first {reach}: {demands}{_overlap(problem, core)}."


def _demand(problem: SlateProblem, rule: Rule) -> str:
    if isinstance(rule, Pin):
        return f"'{rule.name}' holds slot {rule.slot}"
    marks = rule.marks(_at_hand(problem))
    if rule.caps_groups:
        groups = len(np.unique(marks[marks >= 0]))
        return f"'{rule.name}' allows {rule.at_most} of each, {_plural(groups, 'group')} at hand"
    least = f"wants at least {rule.at_least}" if rule.at_least else ""
    most = "" if rule.at_most is None else f"allows at most {rule.at_most}"
    return (
        f"'{rule.name}' {join_words(filter(None, [least, most]))}"
        f" of {_plural(int(marks.sum()), 'item')} among {len(marks)} at hand"
    )


def _overlap(problem: SlateProblem, core: Sequence[Rule]) -> str:
    """How many items help two wanting quotas at once, which often is the whole reason."""
    wanting = [rule for rule in core if isinstance(rule, QuotaBound) and rule.at_least]
    if len(wanting) != 2 or len(core) != 2:
        return ""
    at_hand = _at_hand(problem)
    both = int((wanting[0].marks(at_hand) & wanting[1].marks(at_hand)).sum())
    return f"; {_plural(both, 'item')} {'counts' if both == 1 else 'count'} for both"


def _at_hand(problem: SlateProblem) -> IntArray:
    usable = problem.open.copy()
    usable[_pinned_items(problem)] = True
    return np.flatnonzero(usable)


def _plural(count: int, noun: str) -> str:
    return f"{count or 'no'} {noun}{'' if count == 1 else 's'}"
