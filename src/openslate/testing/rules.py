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
from openslate.rules.sentences import rule_sentence
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

    def test_reading_the_same_file_again_gives_the_same_version(self) -> None:
        source = self.rulebook.source
        again = parse_rulebook(source.text, source.name, self.rulebook.fields)
        assert again.version == self.rulebook.version

    def test_compiled_rules_say_what_the_plain_reading_says(self) -> None:
        facts = random_facts(self.rulebook, 60, "conformance")
        compiled = compile_rulebook(self.rulebook, facts.schema)
        for number in range(10):
            request = random_request(self.rulebook, f"conformance {number}")
            assert_reads_plainly(self.rulebook, compiled.evaluate(facts, request))

    def test_remembered_answers_are_the_same_as_fresh_ones(self) -> None:
        facts = random_facts(self.rulebook, 50, "memory")
        warm = compile_rulebook(self.rulebook, facts.schema)
        for number in range(10):
            request = random_request(self.rulebook, f"memory {number % 3}")
            fresh = compile_rulebook(self.rulebook, facts.schema).evaluate(facts, request)
            again = warm.evaluate(facts, request)
            assert np.array_equal(fresh.verdict, again.verdict)
            assert np.array_equal(fresh.factor, again.factor)
