"""What every rulebook must do, written once: derive a test class and name the rulebook.

class TestHouseRules(RuleTests):
    rulebook = read_rulebook(Path("house.yaml"))
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl

from openslate.common.seeds import generator_for
from openslate.rules.book import Rulebook
from openslate.rules.compiled import compile_rulebook
from openslate.rules.examples import check_examples, facts_schema
from openslate.rules.fields import ITEM, RuleField
from openslate.rules.outcome import Outcome
from openslate.rules.reading import parse_rulebook
from openslate.rules.sentences import rule_sentence, shape_sentence
from openslate.rules.shaped import BudgetAmounts, QuotaMembers, shape_of
from openslate.rules.shaping import Budget
from openslate.testing.plain_rules import PlainRuleReader

_DAY = date(2026, 11, 20)
_TEXTS = ("en", "fr", "US", "GB", "Drama", "Vertigo", "home")


def random_value(field: RuleField, generator: np.random.Generator) -> Any:
    """A plausible value of a field, unknown one time in four."""
    if generator.random() < 0.25:
        return None
    if field.choices:
        return str(generator.choice(field.choices))
    small = int(generator.integers(0, 25))
    values: dict[str, Any] = {
        "boolean": bool(small % 2),
        "integer": int(generator.choice([small, small * 10, 1900 + 6 * small])),
        "number": float(small) * 10,
        "text": str(generator.choice(_TEXTS)),
        "time": f"{small % 24:02d}:{int(generator.integers(0, 60)):02d}",
        "date": _DAY + timedelta(days=3 * small - 36),
        "texts": [str(text) for text in generator.choice(_TEXTS, small % 4)],
    }
    return values.get(field.kind)


def random_facts(rulebook: Rulebook, size: int, seed: str) -> pl.DataFrame:
    """A facts frame of `size` made-up items for every item field of a rulebook."""
    generator = generator_for("facts", seed)
    items = [field for field in rulebook.fields.values() if field.scope == ITEM]
    columns = {f.column: [random_value(f, generator) for _ in range(size)] for f in items}
    return pl.DataFrame(columns, schema=facts_schema(rulebook.fields))


def random_request(rulebook: Rulebook, seed: str) -> dict[str, Any]:
    """Made-up values of every request field of a rulebook."""
    generator = generator_for("request", seed)
    fields = [field for field in rulebook.fields.values() if field.scope != ITEM]
    return {field.name: random_value(field, generator) for field in fields}


def plainly(facts: pl.DataFrame, request: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Everything known of each item for a request, by full field name."""
    rows = facts.iter_rows(named=True)
    return [{**{f"{ITEM}.{name}": v for name, v in row.items()}, **request} for row in rows]


def assert_reads_plainly(rulebook: Rulebook, outcome: Outcome) -> None:
    """Fails unless the outcome is what the plain reader says, item by item and rule by rule."""
    reader = PlainRuleReader(rulebook)
    for item, values in enumerate(plainly(outcome.facts, outcome.request)):
        answer = reader.answer(values)
        findings = outcome.findings(item)
        assert tuple(f.rule for f in findings if f.known) == answer.fired
        assert tuple(f.rule for f in findings if not f.known) == answer.unknown
        assert outcome.verdict[item] == answer.verdict
        assert abs(outcome.factor[item] - answer.factor) <= 1e-6 * answer.factor


def assert_shapes_read_plainly(rulebook: Rulebook, outcome: Outcome) -> None:
    """Fails unless every quota, budget and spacing is about what the plain reader says."""
    reader = PlainRuleReader(rulebook)
    items = plainly(outcome.facts, outcome.request)
    for shaped in outcome.shaped:
        shape = shape_of(shaped)
        if isinstance(shaped, BudgetAmounts):
            amounts = [reader.amount(shaped.budget, values) for values in items]
            wanted = np.array([np.nan if amount is None else amount for amount in amounts])
            np.testing.assert_array_equal(shaped.amounts, wanted)
        elif isinstance(shaped, QuotaMembers) and shaped.members is not None:
            members = [reader.counts(shape, values) is True for values in items]
            assert shaped.members.tolist() == members
        else:
            assert shaped.groups is not None
            assert not isinstance(shape, Budget)
            own = [reader.groups(shape, values) for values in items]
            names = sorted(frozenset().union(*own), key=lambda value: (str(type(value)), value))
            numbered = [tuple(i for i, name in enumerate(names) if name in mine) for mine in own]
            assert _renumbered([shaped.groups.of(item) for item in range(len(items))]) == numbered


def _renumbered(groups: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Groups counted without those that have no items, in the same order."""
    places = {number: place for place, number in enumerate(sorted({n for g in groups for n in g}))}
    return [tuple(places[number] for number in own) for own in groups]


class RuleTests:
    """The conformance suite of a rulebook; set `rulebook` in the class that derives from it."""

    rulebook: Rulebook

    def test_every_example_comes_out_as_it_says(self) -> None:
        assert check_examples(self.rulebook) == ()

    def test_every_rule_has_an_owner_and_an_example(self) -> None:
        for rule in self.rulebook.rules:
            assert rule.owner, rule.rule
            assert rule.examples, rule.rule

    def test_every_rule_reads_as_a_sentence(self) -> None:
        for rule in self.rulebook.rules:
            sentence = rule_sentence(rule, self.rulebook.fields)
            assert sentence.endswith(".")
            assert "item." not in sentence

    def test_every_shape_reads_as_a_sentence(self) -> None:
        for shape in self.rulebook.shapes:
            sentence = shape_sentence(shape, self.rulebook.fields)
            assert sentence.endswith(".")
            assert "item." not in sentence

    def test_reading_the_same_file_again_gives_the_same_version(self) -> None:
        source = self.rulebook.source
        again = parse_rulebook(source.text, source.name, self.rulebook.fields)
        assert again.version == self.rulebook.version

    def test_compiled_rules_say_what_the_plain_reading_says(self) -> None:
        facts = random_facts(self.rulebook, 60, "conformance")
        compiled = compile_rulebook(self.rulebook, facts.schema)
        for number in range(10):
            request = random_request(self.rulebook, f"conformance {number}")
            outcome = compiled.evaluate(facts, request)
            assert_reads_plainly(self.rulebook, outcome)
            assert_shapes_read_plainly(self.rulebook, outcome)

    def test_remembered_answers_are_the_same_as_fresh_ones(self) -> None:
        facts = random_facts(self.rulebook, 50, "memory")
        warm = compile_rulebook(self.rulebook, facts.schema)
        for number in range(10):
            request = random_request(self.rulebook, f"memory {number % 3}")
            fresh = compile_rulebook(self.rulebook, facts.schema).evaluate(facts, request)
            again = warm.evaluate(facts, request)
            assert np.array_equal(fresh.verdict, again.verdict)
            assert np.array_equal(fresh.factor, again.factor)
