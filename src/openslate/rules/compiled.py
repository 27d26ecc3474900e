"""A rulebook made ready to answer requests over all items at once."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import polars as pl

from openslate.common.groups import Groups
from openslate.common.memory import Memory
from openslate.rules.answers import ConditionAnswers, Flags, FrameNumbers, Frames, Truth
from openslate.rules.book import Rule, Rulebook
from openslate.rules.condition import Condition
from openslate.rules.fields import ITEM, fields_of
from openslate.rules.grouping import amounts_in, groups_by
from openslate.rules.kinds import NAMES
from openslate.rules.marking import Marks, RuleFlags, mark
from openslate.rules.outcome import Outcome
from openslate.rules.problems import Path, Problem, RulebookError
from openslate.rules.request import Request, check_request, day_of
from openslate.rules.shaped import Amounts, BudgetAmounts, QuotaMembers, Shaped, SpacingGroups
from openslate.rules.shaping import Budget, Shape, Spacing
from openslate.rules.template import template_fields

Schema = Mapping[str, pl.DataType]
WHOLES = 32  # answers of the whole rulebook remembered


def compile_rulebook(rulebook: Rulebook, facts_schema: Schema) -> "CompiledRulebook":
    """Make a rulebook ready for facts of this schema.

    Raises RulebookError when rules read a column that the facts do not have, or of another kind.
    """
    problems = list(_missing(rulebook, facts_schema))
    if problems:
        raise RulebookError(problems)
    return CompiledRulebook(rulebook, facts_schema)


class CompiledRulebook:
    """Answers requests; remembers what it worked out, by facts frame and by the values read."""

    def __init__(self, rulebook: Rulebook, facts_schema: Schema) -> None:
        self.rulebook = rulebook
        rules, self._shapes = rulebook.rules, rulebook.shapes
        conditions = [rule.when for rule in rules]
        self._unless = _add(conditions, [rule.unless for rule in rules])
        self._where = _add(conditions, [shape.where for shape in self._shapes])
        self._answers = ConditionAnswers(conditions, dict(facts_schema))
        self._frames = Frames()
        self._groups: Memory[Groups] = Memory(WHOLES)
        self._amounts: Memory[Amounts] = Memory(WHOLES)
        self._wholes: Memory[tuple[Marks, tuple[Shaped, ...]]] = Memory(WHOLES)

    def evaluate(
        self, facts: pl.DataFrame, request: Request, lasting: pl.DataFrame | None = None
    ) -> Outcome:
        """What the rules say about every row of `facts` (row = dense item index).

        `request` holds scalars such as `"viewer.age"`; absent keys are unknown. Facts that change
        in a few columns only, as rights do from day to day, may name the frame of the columns that
        do not as `lasting`: what reads nothing else is then worked out once for all days. Raises
        SlateError for keys that no rule could read.
        """
        check_request(request, self.rulebook.fields)
        marks, shaped = self._whole(facts, self._frames.key(facts, lasting), request)
        book = self.rulebook
        return Outcome(marks, book.rules, shaped, facts, dict(request), book.fields)

    def forget(self) -> None:
        """Drop everything remembered."""
        self._answers.forget()
        self._groups.clear()
        self._amounts.clear()
        self._wholes.clear()

    def _whole(
        self, facts: pl.DataFrame, facts_key: FrameNumbers, request: Request
    ) -> tuple[Marks, tuple[Shaped, ...]]:
        day = day_of(request)
        rules = [i for i, rule in enumerate(self.rulebook.rules) if rule.active(day)]
        shapes = [j for j, shape in enumerate(self._shapes) if shape.active(day)]
        values = self._answers.values(request)
        key = (facts_key.whole, values, tuple(rules), tuple(shapes))
        found = self._wholes.get(key)
        if found is None:
            truths = self._answers.answer(facts, facts_key, values, self._wanted(rules, shapes))
            shaped = tuple(self._shaped(j, facts, facts_key, truths) for j in shapes)
            found = self._wholes.put(key, (self._marks(rules, truths, facts.height), shaped))
        return found

    def _wanted(self, rules: Sequence[int], shapes: Sequence[int]) -> list[int]:
        unless = [self._unless[i] for i in rules if i in self._unless]
        return [*rules, *unless, *(self._where[j] for j in shapes if j in self._where)]

    def _marks(self, rules: Sequence[int], truths: Mapping[int, Truth], size: int) -> Marks:
        active = set(rules)
        flags = [
            self._flags(i, rule, truths) if i in active else RuleFlags(rule, None, None)
            for i, rule in enumerate(self.rulebook.rules)
        ]
        return mark(flags, size)

    def _flags(self, i: int, rule: Rule, truths: Mapping[int, Truth]) -> RuleFlags:
        """A rule speaks where `when` is true and `unless` is not established."""
        when = truths[i]
        fired, unknown = _some(when.true), _some(when.unknown)
        if i in self._unless:
            on = ~truths[self._unless[i]].true
            fired = None if fired is None else fired & on
            unknown = None if unknown is None else unknown & on
        return RuleFlags(rule, fired, unknown)

    def _shaped(
        self, j: int, facts: pl.DataFrame, key: FrameNumbers, truths: Mapping[int, Truth]
    ) -> Shaped:
        shape = self._shapes[j]
        where = truths[self._where[j]] if j in self._where else None
        if isinstance(shape, Budget):
            return BudgetAmounts(shape, self._amounts_of(shape, facts, key, where))
        if shape.per is None:
            return QuotaMembers(shape, members=where.true if where else None)
        groups = self._groups_by(shape.per, facts, key)
        if where is not None:
            groups = groups.only(where.true)
        if isinstance(shape, Spacing):
            return SpacingGroups(shape, groups)
        return QuotaMembers(shape, groups=groups)

    def _amounts_of(
        self, budget: Budget, facts: pl.DataFrame, key: FrameNumbers, where: Truth | None
    ) -> Amounts:
        """Amounts by item. An item of which it is not known whether it counts is not known."""
        column = budget.sum.partition(".")[2]
        place = (key.of(frozenset({column})), column, budget.if_unknown)
        found = self._amounts.get(place)
        if found is None:
            found = self._amounts.put(place, amounts_in(facts[column], budget.if_unknown))
        if where is None:
            return found
        return np.where(where.true, found, np.where(where.unknown, np.nan, 0.0))

    def _groups_by(self, per: str, facts: pl.DataFrame, key: FrameNumbers) -> Groups:
        column = per.partition(".")[2]
        place = (key.of(frozenset({column})), column)
        found = self._groups.get(place)
        return self._groups.put(place, groups_by(facts[column])) if found is None else found


def _add(conditions: list[Condition], more: Sequence[Condition | None]) -> dict[int, int]:
    """Append what is not None; gives for each index in `more` its index in `conditions`."""
    places = {}
    for i, condition in enumerate(more):
        if condition is not None:
            places[i] = len(conditions)
            conditions.append(condition)
    return places


def _some(flags: Flags) -> Flags | None:
    return flags if flags.any() else None


def _missing(rulebook: Rulebook, schema: Schema) -> Iterator[Problem]:
    """Problems of rules and shapes that read what the facts do not have."""
    have = fields_of(schema, ())
    for path, name in _readings(rulebook):
        if not name.startswith(f"{ITEM}."):
            continue
        place = rulebook.position(path)
        if name not in have:
            yield rulebook.source.problem(place, f"The facts have no column for {name!r}")
            continue
        is_kind, wanted = have[name].kind, rulebook.fields[name].kind
        if is_kind not in (wanted, "null"):
            message = (
                f"{name} is {NAMES[is_kind]} in the facts, the rules take it as {NAMES[wanted]}"
            )
            yield rulebook.source.problem(place, message)


def _readings(rulebook: Rulebook) -> Iterator[tuple[Path, str]]:
    for i, rule in enumerate(rulebook.rules):
        shown = template_fields(rule.because or "")
        yield from ((("rules", i), name) for name in sorted(rule.reads | shown))
    for section in ("quotas", "budgets", "spacings"):
        for j, shape in enumerate(getattr(rulebook, section)):
            yield from (((section, j), name) for name in sorted(_read_by(shape)))


def _read_by(shape: Shape) -> frozenset[str]:
    """The fields that a shape reads."""
    names = shape.where.reads if shape.where else frozenset()
    own = shape.sum if isinstance(shape, Budget) else shape.per
    return names | {own} if own else names
