"""What people decided: rulebook, compiler, trace, diff."""

from openslate.rules.book import Pin, Rule, Rulebook
from openslate.rules.compiled import CompiledRulebook, compile_rulebook
from openslate.rules.diff import RuleDiff, diff_rulebooks
from openslate.rules.examples import check_examples
from openslate.rules.outcome import Outcome
from openslate.rules.pins import Pins, PlacedPin, finder, resolve_pins
from openslate.rules.problems import Problem, RulebookError
from openslate.rules.reading import (
    default_rulebook,
    default_rulebook_text,
    parse_rulebook,
    read_rulebook,
)
from openslate.rules.sentences import pin_sentence, rule_sentence, shape_sentence
from openslate.rules.shaped import QuotaMembers
from openslate.rules.shaping import Budget, Quota, Spacing
from openslate.rules.sql_form import to_sql

__all__ = [
    "Budget",
    "CompiledRulebook",
    "Outcome",
    "Pin",
    "Pins",
    "PlacedPin",
    "Problem",
    "Quota",
    "QuotaMembers",
    "Rule",
    "RuleDiff",
    "Rulebook",
    "RulebookError",
    "Spacing",
    "check_examples",
    "compile_rulebook",
    "default_rulebook",
    "default_rulebook_text",
    "diff_rulebooks",
    "finder",
    "parse_rulebook",
    "pin_sentence",
    "read_rulebook",
    "resolve_pins",
    "rule_sentence",
    "shape_sentence",
    "to_sql",
]
