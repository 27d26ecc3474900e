"""A second reading of rulebooks, row by row in plain Python, to check the compiled one against.

It shares the parsed rulebook and the one-row form with `openslate.rules` and nothing else: no
polars, no numpy, no memory. None stands for unknown; AND, OR and NOT follow
Kleene's three-valued logic, as SQL does.
"""

from dataclasses import dataclass
from typing import Any

from openslate.decision.verdict import Verdict
from openslate.rules.book import Rule, Rulebook
from openslate.rules.plain_form import Values, known_value, plain_value
from openslate.rules.shaping import Budget, Quota, Shape, Spacing


@dataclass(frozen=True)
class PlainAnswer:
    """What a rulebook says about one item: names of rules, the verdict, the factor."""

    fired: tuple[str, ...]
    unknown: tuple[str, ...]
    verdict: Verdict
    factor: float


class PlainRuleReader:
    """Reads the rules of a rulebook for one item at a time.

    `values` holds everything there is to know under its full name: `item.year`, `viewer.age`.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook

    def answer(self, values: Values) -> PlainAnswer:
        """The verdict and factor that all rules together give."""
        fired: list[str] = []
        unknown: list[str] = []
        verdict, factor = Verdict.ALLOW, 1.0
        for rule in self.rulebook.rules:
            speaks = self.speaks(rule, values)
            if speaks is False:
                continue
            (fired if speaks else unknown).append(rule.rule)
            effect = rule.then if speaks else rule.unknown
            verdict = max(verdict, effect.verdict)
            factor *= effect.factor
        return PlainAnswer(tuple(fired), tuple(unknown), verdict, factor)

    def speaks(self, rule: Rule, values: Values) -> bool | None:
        """Whether a rule speaks: yes, no, or None when its facts do not settle it."""
        today = values.get("context.date")
        if rule.expires is not None and today is not None and today >= rule.expires:
            return False
        if rule.unless is not None and plain_value(rule.unless.tree, values) is True:
            return False
        settled: bool | None = plain_value(rule.when.tree, values)
        return settled

    def counts(self, shape: Shape, values: Values) -> bool | None:
        """Whether an item is one that a quota, budget or spacing is about, None if not known."""
        if shape.where is None:
            return True
        settled: bool | None = plain_value(shape.where.tree, values)
        return settled

    def groups(self, shape: Quota | Spacing, values: Values) -> frozenset[Any]:
        """The values of `per` that an item has, none for items that it is not about."""
        value = values.get(shape.per or "")
        if value is None or not self.counts(shape, values):
            return frozenset()
        return frozenset(value) - {None} if isinstance(value, list) else frozenset([value])

    def amount(self, budget: Budget, values: Values) -> float | None:
        """What an item adds to a budget, None when that is not known."""
        counts = self.counts(budget, values)
        if not counts:
            return None if counts is None else 0.0
        amount = known_value(values.get(budget.sum))
        return budget.if_unknown if amount is None or amount < 0 else float(amount)
