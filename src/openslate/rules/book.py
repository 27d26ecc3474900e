"""The rulebook: rules, quotas and pins as an editor's file has them, checked and frozen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import ceil, floor
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    ValidationInfo,
    field_validator,
    model_serializer,
    model_validator,
)
from pydantic_core import PydanticCustomError

from openslate.common.ids import hash_json
from openslate.rules.condition import Condition, read_condition
from openslate.rules.effect import Effect
from openslate.rules.fields import DEFAULT_FIELDS, Fields
from openslate.rules.problems import Path, Position, Trouble
from openslate.rules.source import Source
from openslate.rules.template import check_template
from openslate.rules.values import value_trouble

EDITORS = "editors"  # the row that pins go to unless they name another
_SIZE = 20  # how many items a quota looks at unless it says otherwise


def fail(troubles: list[Trouble]) -> None:
    """Hand troubles through pydantic to the reader, which knows the lines."""
    if troubles:
        raise PydanticCustomError("troubles", "see context", {"troubles": troubles})


def _fields(info: ValidationInfo) -> Fields:
    fields: Fields = (info.context or {}).get("fields", DEFAULT_FIELDS)
    return fields


def _condition(value: Any, info: ValidationInfo) -> Any:
    if isinstance(value, Condition):
        return value
    if not isinstance(value, str):
        fail([Trouble(f"{value!r} is not a yes/no condition", "Put a condition here, as text.")])
    condition, troubles = read_condition(value, _fields(info))
    fail(troubles)
    return condition


ConditionText = Annotated[
    Condition, BeforeValidator(_condition), PlainSerializer(lambda condition: condition.text)
]


class _Entry(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, arbitrary_types_allowed=True
    )


_NOTHING, _REVIEW = Effect(kind="allow"), Effect(kind="review")
Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=80)]


class Example(_Entry):
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
        troubles = [value_trouble(name, value, _fields(info)) for name, value in facts.items()]
        fail([t for t in troubles if t])
        return facts


class Rule(_Entry):
    """One rule: when this is so, unless that is so, then do this, because of these facts."""

    rule: Name
    title: str
    when: ConditionText
    then: Effect
    unless: ConditionText | None = None
    if_unknown: Effect | None = None
    binding: bool = False
    because: str | None = None
    owner: str | None = None
    expires: date | None = None
    examples: tuple[Example, ...] = Field(default=(), strict=False)

    @field_validator("because")
    @classmethod
    def _fits(cls, because: str | None, info: ValidationInfo) -> str | None:
        fail(check_template(because or "", _fields(info)))
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

    def active(self, day: date | None) -> bool:
        """Whether the rule still holds; `expires` is the first day it does not."""
        return self.expires is None or day is None or day < self.expires


class Share(BaseModel):
    """A bound of a quota: a count, or a percentage of `among_first` such as `20%`."""

    model_config = ConfigDict(frozen=True)
    amount: float
    percent: bool = False

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        text = value.strip() if isinstance(value, str) else ""
        if text.endswith("%") and text[:-1].strip().isdigit() and int(text[:-1]) <= 100:
            return {"amount": float(text[:-1]), "percent": True}
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return {"amount": float(value)}
        if isinstance(value, dict) and "amount" in value:
            return value
        raise ValueError(f"{value!r} is neither a whole number nor a percentage like 20%")

    @model_serializer
    def _write(self) -> int | str:
        return f"{self.amount:g}%" if self.percent else int(self.amount)

    def least(self, among: int) -> int:
        """The count as a lower bound: percentages round up."""
        return ceil(self.amount * among / 100 - 1e-9) if self.percent else int(self.amount)

    def most(self, among: int) -> int:
        """The count as an upper bound: percentages round down."""
        return floor(self.amount * among / 100 + 1e-9) if self.percent else int(self.amount)


class Quota(_Entry):
    """A bound on how many of a row's first items are of some kind.

    With `per: item.director` it bounds the items of each director instead.
    """

    quota: Name
    title: str
    among_first: int = Field(default=_SIZE, ge=1, le=1000)
    at_least: Share | None = None
    at_most: Share | None = None
    where: ConditionText | None = None
    per: str | None = None
    rows: tuple[str, ...] | None = Field(default=None, strict=False)
    owner: str | None = None
    expires: date | None = None

    @property
    def least(self) -> int | None:
        """The lower bound as a count."""
        return self.at_least.least(self.among_first) if self.at_least else None

    @property
    def most(self) -> int | None:
        """The upper bound as a count."""
        return self.at_most.most(self.among_first) if self.at_most else None

    def active(self, day: date | None) -> bool:
        """Whether the quota still holds; `expires` is the first day it does not."""
        return self.expires is None or day is None or day < self.expires

    def applies_to(self, row: str) -> bool:
        """Whether the quota bounds the row with this key."""
        return self.rows is None or row in self.rows


class Pin(_Entry):
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
            "pins": [_dump(pin) for pin in self.pins],
        }

    def position(self, path: Path) -> Position:
        """Where a value stands in the file, e.g. `('rules', 0, 'when')`."""
        return self.source.position(path)


def _dump(entry: BaseModel) -> dict[str, Any]:
    return entry.model_dump(mode="json", by_alias=True, exclude_none=True)
