"""Which label content needs: the rulebook's answer, as a decision with its trace."""

from dataclasses import dataclass
from importlib.resources import files

import polars as pl

from openslate.authenticity.disclosure.facts import DISCLOSURE_FIELDS, ITEM_FACTS, ContentFacts
from openslate.decision.decide import decide
from openslate.decision.types import Candidate, Decision, Review
from openslate.rules.book import Rulebook
from openslate.rules.compiled import compile_rulebook
from openslate.rules.reading import parse_rulebook

FILE = "disclosure.yaml"
KIND = "publication"


@dataclass(frozen=True)
class LabelDecision:
    """What rules, and a person where one looked, say of publishing; `labels` in file order."""

    decision: Decision
    labels: tuple[str, ...]
    rulebook: str


class LabelRules:
    """A disclosure rulebook made ready: asked about one file after another."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self._compiled = compile_rulebook(rulebook, ITEM_FACTS)

    def __call__(self, facts: ContentFacts, review: Review | None = None) -> LabelDecision:
        """The decision on one file. What is not known makes a rule say review."""
        item = pl.DataFrame([{"id": facts.item}], schema=ITEM_FACTS)
        outcome = self._compiled.evaluate(item, facts.request())
        candidate = Candidate(KIND, facts.item or facts.name, self.rulebook.title)
        decision = decide(candidate, outcome.findings(0), review)
        return LabelDecision(
            decision, tuple(dict.fromkeys(outcome.labels(0))), self.rulebook.version
        )


def default_disclosure_rules() -> Rulebook:
    """The disclosure rulebook that ships with Slate."""
    return parse_rulebook(default_disclosure_text(), FILE, DISCLOSURE_FIELDS)


def default_disclosure_text() -> str:
    """The same as its file has it, with comments."""
    return files("openslate.authenticity.disclosure").joinpath(FILE).read_text(encoding="utf-8")
