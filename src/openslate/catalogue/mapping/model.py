"""A mapping as its file says it: which column is which field, and how its cells are read."""

from collections.abc import Mapping as Dictionary
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from openslate.catalogue.mapping.conversions import CONVERSIONS
from openslate.catalogue.values.dates import Order
from openslate.catalogue.values.durations import Unit
from openslate.catalogue.values.numbers import Decimal
from openslate.common.text import nearest
from openslate.graph.delivery import RECORD_FIELDS, DeliveryKind


def _texts(value: Any) -> Any:
    """One or several names of columns as a tuple of texts; a header may look like a number."""
    several = value if isinstance(value, list | tuple) else [value]
    return tuple(str(name) for name in several)


def _parts(value: Any) -> Any:
    """A column's name, or several, or their full form."""
    several = value if isinstance(value, list | tuple) else [value]
    return tuple(part if isinstance(part, dict | Part) else {"from": part} for part in several)


class _Section(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
    )


class Part(_Section):
    """Where a field's value comes from: columns, or one value for all rows."""

    columns: Annotated[tuple[str, ...], BeforeValidator(_texts)] = Field(default=(), alias="from")
    conversion: str | None = Field(default=None, alias="as", description="How a cell is read.")
    split: str | None = Field(default=None, min_length=1, description="What separates values.")
    value: str | None = Field(default=None, description="The same value for every row.")
    system: str | None = Field(default=None, description="Whose age rating it is, e.g. FSK.")
    scheme: str | None = Field(default=None, description="Scheme of an id, e.g. eidr.")
    order: Order | None = Field(default=None, description="Of day and month; else found.")
    decimal: Decimal | None = Field(default=None, description="Decimal mark; else found.")
    unit: Unit = Field(default="minutes", description="What a bare running time counts.")
    values: dict[str, str] = Field(default_factory=dict, description="Words to replace.")

    @field_validator("conversion")
    @classmethod
    def _known(cls, name: str | None) -> str | None:
        if name is not None and name not in CONVERSIONS:
            raise ValueError(_unknown("way to read a cell", name, CONVERSIONS))
        return name

    @field_validator("value", mode="before")
    @classmethod
    def _text(cls, value: Any) -> Any:
        return str(value) if isinstance(value, int | float) else value

    @classmethod
    def of(cls, column: str, **values: Any) -> "Part":
        """What one column says."""
        return cls.model_validate({"from": column, **values})

    @model_validator(mode="after")
    def _something(self) -> "Part":
        if not self.columns and self.value is None:
            raise ValueError("Say which column it comes from: 'from: COLUMN', or 'value: TEXT'")
        return self


Parts = Annotated[tuple[Part, ...], BeforeValidator(_parts)]


class TableLayout(_Section):
    """Where in the file the table is; what is not said is found out."""

    separator: str | None = Field(default=None, min_length=1, max_length=1)
    encoding: str | None = None
    sheet: str | None = Field(default=None, description="Name of the sheet of a workbook.")
    header_row: int | None = Field(default=None, ge=1, description="Counted from 1.")
    records: str | None = Field(default=None, description="Path of a JSON file's records.")


class Mapping(_Section):
    """What the columns of a table mean; saved beside the deliveries it reads."""

    mapping: str = Field(min_length=1, description="Its name.")
    source: str = Field(min_length=1, description="Who delivers.")
    licence: str = "own"
    trust: float = Field(default=0.5, ge=0, le=1)
    kind: DeliveryKind = "works"
    table: TableLayout = TableLayout()
    id: Annotated[tuple[str, ...], BeforeValidator(_texts)] = Field(
        default=(), description="Columns that make a record's id; none: name and year do."
    )
    columns: dict[str, Parts]

    @field_validator("columns")
    @classmethod
    def _fields(cls, columns: dict[str, Parts], info: Any) -> dict[str, Parts]:
        known = [field.column for field in RECORD_FIELDS[info.data.get("kind", "works")]]
        for column in columns:
            if column not in known:
                raise ValueError(_unknown("field", column, known))
        return columns

    @property
    def used(self) -> tuple[str, ...]:
        """Every column of the table that it reads, once."""
        parts = [part for parts in self.columns.values() for part in parts]
        named = [*self.id, *(column for part in parts for column in part.columns)]
        return tuple(dict.fromkeys(named))

    def as_file(self) -> Dictionary[str, Any]:
        """What the file says, in its order, without what needs no saying."""
        values = self.model_dump(by_alias=True, exclude_defaults=True, exclude={"columns"})
        values = {key: list(v) if isinstance(v, tuple) else v for key, v in values.items()}
        whose = {"mapping": self.mapping, "source": self.source, "licence": self.licence}
        values = {**whose, "trust": self.trust, **values}
        return {**values, "columns": {f: _short(parts) for f, parts in self.columns.items()}}


def _short(parts: tuple[Part, ...]) -> Any:
    """The shortest way to write where a field comes from."""
    written = [_short_part(part) for part in parts]
    return written[0] if len(written) == 1 else written


def _short_part(part: Part) -> Any:
    values = part.model_dump(by_alias=True, exclude_defaults=True)
    if "from" in values:
        columns = list(values["from"])
        values["from"] = columns[0] if len(columns) == 1 else columns
    return values["from"] if list(values) == ["from"] and len(part.columns) == 1 else values


def _unknown(what: str, name: str, known: Any) -> str:
    near = nearest(name, known)
    advice = f"Did you mean {near!r}?" if near else f"Known: {', '.join(known)}"
    return f"There is no {what} {name!r}. {advice}"
