"""A mapping as a form: one row for each column of a file, and back to a mapping."""

from collections.abc import Iterator
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from openslate.catalogue.mapping.conversions import CONVERSIONS
from openslate.catalogue.mapping.guess import GuessedColumn, GuessedMapping
from openslate.catalogue.mapping.model import Mapping, Part, TableLayout
from openslate.catalogue.mapping.synonyms import ID
from openslate.common.errors import SlateError
from openslate.graph.delivery import RECORD_FIELDS, DeliveryKind

DETAILS = ("split", "as", "order", "decimal", "scheme", "system")
"""What may be said of a column beside its field, as the mapping's file calls it."""
CHOICES = {
    "as": tuple(CONVERSIONS),
    "order": ("day first", "month first"),
    "decimal": (".", ","),
}
Answers = Dictionary[str, str]
MOST_ROWS = 1000


@dataclass(frozen=True)
class ColumnRow:
    """A column of the file, what it is taken for, how sure that is and why.

    `field` is empty for a column that is left out; `confidence` None where a person said so.
    """

    column: str
    samples: tuple[str, ...]
    field: str
    confidence: float | None
    reason: str
    details: Dictionary[str, str]


@dataclass(frozen=True)
class MappingDraft:
    """The form: whose file it is and its rows. `fixed` tells values that every record gets."""

    name: str
    source: str
    licence: str
    trust: float
    kind: DeliveryKind
    header_row: int | None
    sheet: str | None
    rows: tuple[ColumnRow, ...]
    fixed: tuple[tuple[str, str], ...]


def form_of(guess: GuessedMapping, mapping: Mapping, saved: bool) -> MappingDraft:
    """The form that shows a mapping, with the guess's samples and reasons."""
    fixed = ((f, str(p.value)) for f, parts in mapping.columns.items() for p in parts if p.value)
    return MappingDraft(
        name=mapping.mapping,
        source=mapping.source,
        licence=mapping.licence,
        trust=mapping.trust,
        kind=mapping.kind,
        header_row=mapping.table.header_row,
        sheet=mapping.table.sheet,
        rows=tuple(_row(column, mapping, saved) for column in guess.columns),
        fixed=tuple(fixed),
    )


def mapping_of(answers: Answers, base: Mapping, columns: tuple[str, ...]) -> Mapping:
    """The mapping that a filled form says; what it does not ask is taken over from `base`.

    Raises SlateError when something does not fit.
    """
    kind = base.kind
    try:
        return Mapping(
            mapping=answers.get("name", "").strip(),
            source=answers.get("source", "").strip(),
            licence=answers.get("licence", "").strip() or "own",
            trust=answers.get("trust", ""),  # type: ignore[arg-type] # pydantic reads it
            kind=kind,
            table=base.table,
            id=tuple(c for n, c in enumerate(columns) if answers.get(f"field-{n}") == ID),
            columns=_parts(answers, base, columns),
        )
    except ValidationError as error:
        first = error.errors()[0]
        place = str(first["loc"][0]) if first["loc"] else "form"
        said = first["msg"].removeprefix("Value error, ")
        raise SlateError(f"{place.capitalize()}: {said}", do="Correct it in the form") from None


def layout_of(answers: Answers, base: TableLayout) -> TableLayout:
    """Where the table begins: as the form says, else as `base` does."""
    row, sheet = answers.get("header_row", "").strip(), answers.get("sheet", "").strip()
    if row and not (row.isdecimal() and 0 < int(row) < MOST_ROWS):
        raise SlateError(f"{row!r} is no row of names", do="Count rows from 1")
    said = {"header_row": int(row)} if row else {}
    return base.model_copy(update=said | ({"sheet": sheet} if sheet else {}))


def _row(guessed: GuessedColumn, mapping: Mapping, saved: bool) -> ColumnRow:
    field, part = _taken_for(guessed.column, mapping)
    own = (guessed.field or "") == field
    told = guessed.reason if own else "as saved" if saved else "as you chose"
    return ColumnRow(
        column=guessed.column,
        samples=guessed.samples,
        field=field,
        confidence=guessed.confidence if own and field else None,
        reason=told,
        details=_details(part),
    )


def _taken_for(column: str, mapping: Mapping) -> tuple[str, Part | None]:
    for field, parts in mapping.columns.items():
        for part in parts:
            if column in part.columns:
                return field, part
    return (ID, None) if column in mapping.id else ("", None)


def _details(part: Part | None) -> dict[str, str]:
    said = part.model_dump(by_alias=True) if part else {}
    return {key: str(said.get(key) or "") for key in DETAILS}


def _parts(answers: Answers, base: Mapping, columns: tuple[str, ...]) -> dict[str, Any]:
    """Fields in the vocabulary's order, with the parts of each."""
    parts: dict[str, list[Part]] = {f.column: [] for f in RECORD_FIELDS[base.kind]}
    for field, fixed in base.columns.items():
        parts[field] += [part for part in fixed if part.value is not None]
    for field, part in _answered(answers, base, columns):
        if field not in parts:
            raise SlateError(f"There is no field {field!r}", do="Choose one of the list")
        parts[field].append(part)
    return {field: tuple(found) for field, found in parts.items() if found}


def _answered(
    answers: Answers, base: Mapping, columns: tuple[str, ...]
) -> Iterator[tuple[str, Part]]:
    for number, column in enumerate(columns):
        field = answers.get(f"field-{number}", "")
        if field and field != ID:
            before, part = _taken_for(column, base)
            kept = {"unit": part.unit, "values": part.values} if part and before == field else {}
            said = {key: answers.get(f"{key}-{number}", "").strip(" ") for key in DETAILS}
            yield field, Part.of(column, **kept, **{k: v for k, v in said.items() if v})
