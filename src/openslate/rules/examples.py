"""Runs the examples that stand in a rulebook: each is a test of its rule."""

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from openslate.rules.book import Example, Rule, Rulebook
from openslate.rules.compiled import CompiledRulebook, compile_rulebook
from openslate.rules.contradictions import entry_path
from openslate.rules.effect import OUTCOMES
from openslate.rules.fields import DTYPES, ITEM, Fields
from openslate.rules.outcome import Outcome
from openslate.rules.problems import Problem


def check_examples(rulebook: Rulebook) -> tuple[Problem, ...]:
    """A problem for each example that does not come out as it says; none when all is well.

    Facts that an example leaves out are unknown. A rule's examples look at that rule alone.
    """
    return tuple(
        problem for i, rule in enumerate(rulebook.rules) for problem in _failing(rulebook, i, rule)
    )


def _failing(rulebook: Rulebook, i: int, rule: Rule) -> Iterator[Problem]:
    schema = facts_schema(rulebook.fields)
    compiled = compile_rulebook(
        replace(rulebook, rules=(rule,), quotas=(), budgets=(), spacings=(), pins=()), schema
    )
    for j, example in enumerate(rule.examples):
        came = effect_of(run_example(compiled, example))
        if came != example.expect and example.expect in OUTCOMES:
            before = sum(other.rule == rule.rule for other in rulebook.rules[:i])
            path = entry_path(rulebook, "rules", "rule", rule.rule, before)
            place = rulebook.position((*path, "examples", j))
            message = f"Rule {rule.rule!r}: this example expects {example.expect}, it gives {came}"
            yield rulebook.source.problem(place, message)


def run_example(compiled: CompiledRulebook, example: Example) -> Outcome:
    """The outcome of an example's facts, as those of the only item there is."""
    fields = compiled.rulebook.fields
    item = {fields[n].column: v for n, v in example.facts.items() if fields[n].scope == ITEM}
    request = {n: v for n, v in example.facts.items() if fields[n].scope != ITEM}
    return compiled.evaluate(pl.DataFrame([item], schema=facts_schema(fields)), request)


def effect_of(outcome: Outcome) -> str:
    """What the only rule does to the only item: the kind of its effect, 'allow' for nothing."""
    kinds = outcome.effects(0)
    return kinds[0] if kinds else "allow"


def facts_schema(fields: Fields) -> dict[str, pl.DataType]:
    """The schema of facts that have every item field, in the types rules calculate with."""
    return {f.column: DTYPES[f.kind] for f in fields.values() if f.scope == ITEM}
