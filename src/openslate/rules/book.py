"""The rulebook: rules and pins as an editor's file has them, and all of it, checked and frozen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from pydantic import (
    BaseModel,
    Field,
    ValidationInfo,
    field_validator,
    model_serializer,
    model_validator,
)

from openslate.common.ids import hash_json
from openslate.rules.effect import Effect
from openslate.rules.entry import ConditionText, Dated, Entry, Name, fail, known_fields
from openslate.rules.fields import Fields
from openslate.rules.problems import Path, Position
from openslate.rules.shaping import Budget, Quota, Shape, Spacing
from openslate.rules.source import Source
from openslate.rules.template import check_template
from openslate.rules.values import value_trouble

EDITORS = "editors"  # the row that pins go to unless they name another


_NOTHING, _REVIEW = Effect(kind="allow"), Effect(kind="review")


class Example(Entry):
    """A test that stands in the rulebook: with these facts, this rule does `expect`."""

    facts: dict[str, Any]
    expect: str

    @model_validator(mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        if not isinstance(value, dict) or set(value) == {"facts", "expect"}:
            return value
        facts = {name: fact for name, fact in value.items() if name != "expect"}
        return {"facts": facts, **{k: v for k, v in value.items() if k == "expect"}}

    @model_serializer
    def _write(self) -> dict[str, Any]:
        return {**self.facts, "expect": self.expect}

    @field_validator("facts")
    @classmethod
    def _known(cls, facts: dict[str, Any], info: ValidationInfo) -> dict[str, Any]:
        troubles = [value_trouble(name, value, known_fields(info)) for name, value in facts.items()]
        fail([t for t in troubles if t])
        return facts


class Rule(Dated):
    """One rule: when this is so, unless that is so, then do this, because of these facts."""

    rule: Name
    title: str
    when: ConditionText
    then: Effect
    unless: ConditionText | None = None
    if_unknown: Effect | None = None
    binding: bool = False
    because: str | None = None
    examples: tuple[Example, ...] = Field(default=(), strict=False)

    @field_validator("because")
    @classmethod
    def _fits(cls, because: str | None, info: ValidationInfo) -> str | None:
        fail(check_template(because or "", known_fields(info)))
        return because

    @property
    def unknown(self) -> Effect:
        """What happens when the facts do not settle the condition.

        As the rule says; else nothing for boosts and demotions, review for everything else.
        """
        if self.if_unknown:
            return self.if_unknown
        changes_score = self.then.kind in ("boost", "demote")
        return _NOTHING if changes_score else _REVIEW

    @property
    def reads(self) -> frozenset[str]:
        """The fields that decide whether the rule speaks."""
        return self.when.reads | (self.unless.reads if self.unless else frozenset())


class Pin(Entry):
    """An item that an editor puts at a place: `item` is a stable id or 'source:record'."""

    pin: Name
    title: str
    item: str
    row: str = EDITORS
    slot: int = Field(default=1, ge=1, le=1000)
    starts: date | None = Field(default=None, alias="from")
    until: date | None = None
    territory: str | None = None
    owner: str | None = None

    def active(self, day: date | None, territory: str | None) -> bool:
        """Whether the pin holds on a day in a territory; `until` is the first day it does not."""
        if self.territory is not None and self.territory != territory:
            return False
        if day is None:
            return True
        return (self.starts or day) <= day and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Rulebook:
    """All that editors decided, as one file says it."""

    title: str
    rules: tuple[Rule, ...]
    quotas: tuple[Quota, ...]
    budgets: tuple[Budget, ...]
    spacings: tuple[Spacing, ...]
    pins: tuple[Pin, ...]
    fields: Fields
    source: Source

    @cached_property
    def version(self) -> str:
        """Content hash, the same when only comments, spacing or order of keys changed."""
        return hash_json(self.content())[:12]

    def content(self) -> Mapping[str, Any]:
        """The whole rulebook as plain values, as a file would have them."""
        return {
            "rulebook": self.title,
            "rules": [_dump(rule) for rule in self.rules],
            "quotas": [_dump(quota) for quota in self.quotas],
            **{  # left out where empty, so that older rulebooks keep their version
                key: [_dump(shape) for shape in shapes]
                for key, shapes in (("budgets", self.budgets), ("spacings", self.spacings))
                if shapes
            },
            "pins": [_dump(pin) for pin in self.pins],
        }

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """Everything that bounds rows and pages, in the order of the file's sections."""
        return (*self.quotas, *self.budgets, *self.spacings)

    def position(self, path: Path) -> Position:
        """Where a value stands in the file, e.g. `('rules', 0, 'when')`."""
        return self.source.position(path)


def _dump(entry: BaseModel) -> dict[str, Any]:
    said = entry.model_dump(mode="json", by_alias=True, exclude_none=True)
    return said if said.get("on") != "row" else {k: v for k, v in said.items() if k != "on"}
