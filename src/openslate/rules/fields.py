"""What a rule may read: names, kinds and plain words of `item.*`, `viewer.*` and `context.*`.

A rulebook about something else has a table of its own: whatever is not `item.*` comes with the
request.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import polars as pl

from openslate.graph.snapshot import ITEM_SCHEMA
from openslate.graph.vocabulary import FIELD, Columns

Kind = Literal["boolean", "integer", "number", "text", "time", "date", "texts", "null"]
"""`time` is 'HH:MM' text; `texts` a list of text; `null` the kind of a bare NULL."""

DTYPES: dict[Kind, pl.DataType] = {
    "boolean": pl.Boolean(),
    "integer": pl.Int64(),
    "number": pl.Float64(),
    "text": pl.String(),
    "time": pl.String(),
    "date": pl.Date(),
    "texts": pl.List(pl.String),
    "null": pl.Null(),
}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ITEM = "item"


@dataclass(frozen=True)
class RuleField:
    """One name that conditions can use.

    `words` is how a sentence calls it; `yes` and `no` are whole clauses for yes/no fields;
    `choices` are all values it can have, where that is known.
    """

    name: str
    kind: Kind
    words: str
    about: str = ""
    yes: str = ""
    no: str = ""
    choices: tuple[str, ...] = ()

    @property
    def scope(self) -> str:
        """'item', 'viewer' or 'context'; rulebooks about other things may have others."""
        return self.name.partition(".")[0]

    @property
    def column(self) -> str:
        """The name without its scope; for items the column of the facts."""
        return self.name.partition(".")[2]


Fields = Mapping[str, RuleField]

REQUEST_FIELDS: tuple[RuleField, ...] = (
    RuleField("viewer.id", "text", "the viewer"),
    RuleField("viewer.age", "integer", "the viewer's age", "Age in years"),
    RuleField("viewer.gender", "text", "the viewer's gender"),
    RuleField("viewer.occupation", "text", "the viewer's occupation"),
    RuleField("viewer.territory", "text", "the viewer's territory", "ISO 3166-1 alpha-2"),
    RuleField(
        "viewer.child_profile",
        "boolean",
        "the child profile",
        yes="the viewer uses a child profile",
        no="the viewer does not use a child profile",
    ),
    RuleField("viewer.local_time", "time", "the viewer's local time", "24-hour clock, '20:15'"),
    RuleField("context.date", "date", "today", "Day of the request where the viewer is"),
    RuleField("context.surface", "text", "the surface", "Where it is shown: home, search, ..."),
    RuleField("context.weekday", "text", "the day of the week", choices=WEEKDAYS),
)
_CLAUSES: dict[str, tuple[str, str]] = {
    Columns.AVAILABLE: ("the item is available", "the item is not available"),
    Columns.HAS_HISTORY: ("the item has been watched", "the item has never been watched"),
}
_REQUEST_FACTS: dict[str, pl.DataType] = {
    Columns.AVAILABLE: pl.Boolean(),  # for the request's territory and day
    Columns.AVAILABLE_FROM: pl.Date(),
    Columns.AVAILABLE_UNTIL: pl.Date(),
    Columns.VIEWINGS: pl.Int64(),
    Columns.HAS_HISTORY: pl.Boolean(),
    Columns.SOURCE_REPUTATION: pl.Float64(),  # the lowest among its sources; see `_ABOUT`
    Columns.SOURCE_REPUTATION_AT_MOST: pl.Float64(),
    Columns.PRODUCER_REPUTATION: pl.Float64(),
    Columns.PRODUCER_REPUTATION_AT_MOST: pl.Float64(),
}
_LOWEST = "0 to 1, the lowest among {0}; not known while too little was verified"
_AT_MOST = "0 to 1, the most it may be by what was verified"
_ABOUT: dict[str, str] = {
    Columns.SOURCE_REPUTATION: _LOWEST.format("those who deliver it"),
    Columns.SOURCE_REPUTATION_AT_MOST: _AT_MOST,
    Columns.PRODUCER_REPUTATION: _LOWEST.format("the companies that made it"),
    Columns.PRODUCER_REPUTATION_AT_MOST: _AT_MOST,
}
FACTS_SCHEMA: dict[str, pl.DataType] = {**ITEM_SCHEMA, **_REQUEST_FACTS}
"""The facts that rules of a Slate workspace can read, one row per item."""


def kind_of_dtype(dtype: pl.DataType) -> Kind | None:
    """The kind of a column, None for those that conditions cannot read."""
    if dtype.is_integer():
        return "integer"
    if dtype.is_float():
        return "number"
    if isinstance(dtype, pl.List):
        return "texts" if dtype.inner == pl.String else None
    if isinstance(dtype, pl.Categorical | pl.Enum):
        return "text"
    kinds: dict[pl.DataType, Kind] = {
        pl.Boolean(): "boolean",
        pl.String(): "text",
        pl.Date(): "date",
        pl.Null(): "null",
    }
    return kinds.get(dtype)


def item_field(column: str, dtype: pl.DataType) -> RuleField | None:
    """The rule field of a facts column, None when conditions cannot read such a column."""
    kind = kind_of_dtype(dtype)
    if kind is None:
        return None
    words = column.replace("_", " ")
    yes, no = _CLAUSES.get(column, (f"{words} is true", f"{words} is false"))
    about = FIELD[column].about if column in FIELD else _ABOUT.get(column, "")
    return RuleField(f"{ITEM}.{column}", kind, words, about, yes, no)


def fields_of(
    facts_schema: Mapping[str, pl.DataType], request: Iterable[RuleField] = REQUEST_FIELDS
) -> Fields:
    """Everything that can be read when facts have this schema."""
    items = [item_field(column, dtype) for column, dtype in facts_schema.items()]
    return {f.name: f for f in (*items, *request) if f is not None}


DEFAULT_FIELDS: Fields = fields_of(FACTS_SCHEMA)
