"""What the rules say about every item for one request; reasons are written only when asked for."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from openslate.decision.types import Finding
from openslate.decision.verdict import Verdict
from openslate.rules.book import Rule
from openslate.rules.effect import Effect
from openslate.rules.fields import ITEM, Fields
from openslate.rules.marking import WORD, Marks, Masks
from openslate.rules.request import Request
from openslate.rules.sentences import because, because_unknown
from openslate.rules.shaped import QuotaMembers, Shaped
from openslate.rules.template import template_fields

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Outcome:
    """The answer to one request. Arrays are read-only, as they may be remembered and shared."""

    marks: Marks
    rules: tuple[Rule, ...]
    shaped: tuple[Shaped, ...]
    facts: pl.DataFrame
    request: Request
    fields: Fields

    @property
    def quotas(self) -> tuple[QuotaMembers, ...]:
        """The quotas that hold on the day."""
        return tuple(shaped for shaped in self.shaped if isinstance(shaped, QuotaMembers))

    @property
    def fired(self) -> tuple[Masks, ...]:
        """Which rules spoke, one uint64 array by item for each 64 rules."""
        return self.marks.fired

    @property
    def unknown(self) -> tuple[Masks, ...]:
        """Which rules lacked facts, like `fired`; no rule has both bits set for an item."""
        return self.marks.unknown

    @property
    def verdict(self) -> NDArray[np.uint8]:
        """The most severe verdict by item, as numbers of `Verdict`."""
        return self.marks.verdict

    @property
    def factor(self) -> NDArray[np.float32]:
        """What scores are multiplied by, by item."""
        return self.marks.factor

    @property
    def allowed(self) -> Flags:
        """Which items may be shown: those with a verdict milder than REVIEW."""
        return self.marks.allowed

    def findings(self, item: int) -> tuple[Finding, ...]:
        """What each rule that spoke, or lacked facts, has to say about an item, in file order."""
        return tuple(self._finding(*spoken) for spoken in self._spoken(item))

    def labels(self, item: int) -> tuple[str, ...]:
        """The labels that rules demand beside an item."""
        return tuple(
            effect.text or rule.title
            for rule, effect, _, _ in self._spoken(item, self._labelling)
            if effect.kind == "label"
        )

    def effects(self, item: int) -> tuple[str, ...]:
        """Kinds of the effects on an item, in file order."""
        return tuple(effect.kind for _, effect, _, _ in self._spoken(item))

    def spoke(self, item: int) -> tuple[str, ...]:
        """Names of the rules whose condition holds for an item."""
        return tuple(rule.rule for rule, _, known, _ in self._spoken(item) if known)

    def counts(self) -> dict[str, int]:
        """About how many items each rule spoke."""
        return {
            rule.rule: int(np.count_nonzero(self.fired[i // WORD] & _bit(i)))
            for i, rule in enumerate(self.rules)
        }

    @cached_property
    def _labelling(self) -> tuple[int, ...]:
        """Places of the rules that may demand a label."""
        kinds = [(rule.then.kind, rule.unknown.kind) for rule in self.rules]
        return tuple(i for i, pair in enumerate(kinds) if "label" in pair)

    def _spoken(
        self, item: int, rules: Iterable[int] | None = None
    ) -> Iterator[tuple[Rule, Effect, bool, int]]:
        """Rules that spoke or lacked facts, among those at the places given or all."""
        for i in range(len(self.rules)) if rules is None else rules:
            rule = self.rules[i]
            word, mask = i // WORD, _bit(i)
            if self.fired[word][item] & mask:
                yield rule, rule.then, True, item
            elif self.unknown[word][item] & mask:
                yield rule, rule.unknown, False, item

    def _finding(self, rule: Rule, effect: Effect, known: bool, item: int) -> Finding:
        facts = self._facts(rule, item)
        write = because if known else because_unknown
        return Finding(
            rule=rule.rule,
            verdict=effect.verdict,
            title=rule.title,
            because=write(rule, facts, self.fields),
            facts=facts,
            binding=rule.binding and effect.verdict > Verdict.ALLOW,
            known=known,
            factor=effect.factor,
        )

    def _facts(self, rule: Rule, item: int) -> Mapping[str, Any]:
        """The facts that a rule reads or shows, for one item."""
        names = sorted(rule.reads | template_fields(rule.because or ""))
        return {name: self._fact(name, item) for name in names}

    def _fact(self, name: str, item: int) -> Any:
        scope, _, column = name.partition(".")
        if scope != ITEM:
            return self.request.get(name)
        value = self._columns[column][item]
        return tuple(value) if isinstance(value, pl.Series) else value

    @cached_property
    def _columns(self) -> Mapping[str, pl.Series]:
        return {series.name: series for series in self.facts.get_columns()}


def _bit(rule: int) -> np.uint64:
    """The mask of a rule within its word."""
    return np.uint64(1) << np.uint64(rule % WORD)
