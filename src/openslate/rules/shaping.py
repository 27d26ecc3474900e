"""How a row or a page is mixed: quotas, budgets and spacings, as an editor's file has them."""

from math import ceil, floor
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_serializer, model_validator

from openslate.rules.entry import ConditionText, Dated, Name

SIZE = 20  # how many items a quota looks at unless it says otherwise
MOST = 1_000  # items that any can look at
MOST_COUNT = 100_000  # items that a quota can ask for, on a page of many rows
MOST_SUM = 1e12  # what a budget can ask for


class Share(BaseModel):
    """A bound of a quota: a count, or a percentage of `among_first` such as `20%`."""

    model_config = ConfigDict(frozen=True)
    amount: float
    percent: bool = False

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        text = value.strip() if isinstance(value, str) else ""
        if text.endswith("%") and text[:-1].strip().isdecimal() and int(text[:-1]) <= 100:
            return {"amount": float(text[:-1]), "percent": True}
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_COUNT:
            return {"amount": float(value)}
        if isinstance(value, dict) and "amount" in value:
            return value
        raise ValueError(
            f"{value!r} is neither a whole number from 0 to {MOST_COUNT:,} "
            "nor a percentage like 20%"
        )

    @model_serializer
    def _write(self) -> int | str:
        return f"{self.amount:g}%" if self.percent else int(self.amount)

    def least(self, among: int) -> int:
        """The count as a lower bound: percentages round up."""
        return ceil(self.amount * among / 100 - 1e-9) if self.percent else int(self.amount)

    def most(self, among: int) -> int:
        """The count as an upper bound: percentages round down."""
        return floor(self.amount * among / 100 + 1e-9) if self.percent else int(self.amount)


class Shaping(Dated):
    """What quotas, budgets and spacings share.

    `where` says which items it is about, `rows` for which rows it holds, `among_first` how many of
    a row's first items are looked at.
    """

    title: str
    among_first: int = Field(default=SIZE, ge=1, le=MOST)
    where: ConditionText | None = None
    rows: tuple[str, ...] | None = Field(default=None, strict=False)

    def applies_to(self, row: str) -> bool:
        """Whether it bounds the row with this key."""
        return self.rows is None or row in self.rows


class Paged(Shaping):
    """What can bound every row, or, with `on: page`, all rows of a page together."""

    on: Literal["row", "page"] = "row"

    @property
    def on_page(self) -> bool:
        """Whether the items of all rows count together."""
        return self.on == "page"


class Quota(Paged):
    """A bound on how many of a row's first items are of some kind.

    With `per: item.director` it bounds the items of each director instead.
    """

    quota: Name
    at_least: Share | None = None
    at_most: Share | None = None
    per: str | None = None

    @property
    def name(self) -> str:
        """What findings call it."""
        return self.quota

    @property
    def least(self) -> int | None:
        """The lower bound as a count."""
        return self.at_least.least(self.among_first) if self.at_least else None

    @property
    def most(self) -> int | None:
        """The upper bound as a count."""
        return self.at_most.most(self.among_first) if self.at_most else None


class Budget(Paged):
    """A bound on what a number of a row's first items adds up to.

    An item whose number is missing counts with `if_unknown`; without that it is kept out where
    there is an `at_most`, and adds nothing to `at_least`.
    """

    budget: Name
    sum: str
    at_least: float | None = Field(default=None, ge=0, le=MOST_SUM)
    at_most: float | None = Field(default=None, ge=0, le=MOST_SUM)
    if_unknown: float | None = Field(default=None, ge=0, le=MOST_SUM)

    @property
    def name(self) -> str:
        """What findings call it."""
        return self.budget


class Spacing(Shaping):
    """Items with the same value of `per` stand at least `apart` places from each other."""

    spacing: Name
    per: str
    apart: int = Field(default=2, ge=2, le=MOST)
    among_first: int = Field(default=MOST, ge=1, le=MOST)

    @property
    def name(self) -> str:
        """What findings call it."""
        return self.spacing


Shape = Quota | Budget | Spacing
