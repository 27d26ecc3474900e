"""Turns the cells of one row into the values of a record, as a mapping says."""

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass
from typing import Any

from openslate.catalogue.age_ratings import age_rating, says_nothing
from openslate.catalogue.mapping.conversions import (
    CONVERSIONS,
    CellOptions,
    as_text,
    usual_conversion,
)
from openslate.catalogue.mapping.model import Mapping, Part
from openslate.catalogue.values.dates import OrderVotes
from openslate.catalogue.values.lost_cells import LostCell, is_blank
from openslate.catalogue.values.numbers import DecimalVotes
from openslate.common.text import fold
from openslate.graph.delivery import RECORD_FIELDS
from openslate.graph.vocabulary import Field

Row = Dictionary[str, Any]
Tell = Callable[[str, object, str], None]
"""Told column, cell and what was expected there."""

DATES = {"date", "last day", "year"}
NUMBERS = {"integer", "number"}
NOTHING = {"", "n/a", "#n/a", "na", "nan", "null", "none", "nil", "\\n", "-", "--", "\u2013", "?"}
OPEN_ENDED = {"open", "unlimited", "unbegrenzt", "offen", "illimite", "ilimitado", "illimitato"}
SEARCHED = 1000
"""Rows looked at for day order and decimal mark when none of them leaves the question open."""


@dataclass(frozen=True)
class CellReader:
    """Reads what one part of a field's mapping names."""

    field: Field
    part: Part
    options: CellOptions
    replaced: Dictionary[str, str]

    def values(self, row: Row, tell: Tell) -> Iterator[Any]:
        """Every value in the part's columns; what can't be used is told and left out."""
        if self.part.value is not None:
            yield from self._read("", self.part.value, tell)
        for column in self.part.columns:
            cell = row.get(column)
            for piece in _pieces(cell, self.part.split):
                yield from self._read(column, piece, tell)

    def _read(self, column: str, piece: Any, tell: Tell) -> Iterator[Any]:
        if isinstance(piece, LostCell):
            tell(column, piece, piece.expected)
            return
        if is_nothing(piece, self.field):
            return
        conversion = CONVERSIONS[self.part.conversion or usual_conversion(self.field)]
        if self.replaced and isinstance(piece, str):
            piece = self.replaced.get(_word(piece), piece)
        value = conversion.run(piece, self.options)
        if value is None:
            tell(column, piece, conversion.expected)
        elif value != "":
            yield value


def is_nothing(piece: Any, field: Field) -> bool:
    """Whether a cell says that nothing is known; a film may be called 'None', a year may not."""
    if piece is None:
        return True
    if not isinstance(piece, str):
        return isinstance(piece, dict)
    text = piece.strip()
    if not text or text == "\\N":
        return True
    if field.kind == "text" and not field.many:
        return False
    word = text.casefold()
    return word in NOTHING or (field.kind == "date" and fold(word) in OPEN_ENDED)


def readers_of(
    mapping: Mapping, rows: Iterable[Row], tell: Tell
) -> dict[Field, tuple[CellReader, ...]]:
    """The readers of each field; looks at rows to find what the mapping leaves open.

    A column whose day order or decimal mark stays open is told once, with how it is read.
    """
    found = _settle(mapping, rows, tell)
    fields = {field.column: field for field in RECORD_FIELDS[mapping.kind]}
    return {
        fields[column]: tuple(_reader(fields[column], part, found) for part in parts)
        for column, parts in mapping.columns.items()
    }


def row_values(readers: Dictionary[Field, tuple[CellReader, ...]], row: Row, tell: Tell) -> Row:
    """What a row says, by column of the vocabulary; lists for fields that hold many."""
    values: dict[str, Any] = {}
    for field, parts in readers.items():
        read = [value for part in parts for value in part.values(row, tell)]
        if read:
            values[field.column] = read if field.many else read[0]
    if "age_rating" in values:
        _add_age(readers, values, tell)
    return values


def _add_age(
    readers: Dictionary[Field, tuple[CellReader, ...]], values: dict[str, Any], tell: Tell
) -> None:
    """The system of an age rating and the age it stands for; told where the system lacks it."""
    parts = next(parts for field, parts in readers.items() if field.column == "age_rating")
    system = values.get("age_rating_system") or parts[0].part.system
    if not system:
        return
    values["age_rating_system"] = system
    age = age_rating(system, values["age_rating"])
    if age is not None:
        values.setdefault("minimum_age", age)
    elif not says_nothing(values["age_rating"]):
        column = next(iter(parts[0].part.columns), "age_rating")
        tell(column, values["age_rating"], f"a rating of {system} that Slate knows")


def _pieces(cell: Any, split: str | None) -> Iterator[Any]:
    """The single values of a cell: of a JSON list, or of a text with separators."""
    if isinstance(cell, list):
        for entry in cell:
            yield from _pieces(entry, split)
    elif split and isinstance(cell, str):
        yield from (piece.strip() for piece in cell.split(split))
    else:
        yield cell


def _reader(field: Field, part: Part, found: "_Found") -> CellReader:
    order, decimal = found.get(part.columns, (None, None))
    options = CellOptions(
        order=part.order or order or "day first",
        decimal=part.decimal or decimal or ".",
        unit=part.unit,
        scheme=part.scheme,
    )
    replaced = {_word(word): value for word, value in part.values.items()}
    return CellReader(field, part, options, replaced)


def _word(text: str) -> str:
    return fold(text).replace(" ", "_")  # keys of YAML are read with underscores


_Found = dict[tuple[str, ...], tuple[Any, Any]]


@dataclass(frozen=True)
class _Question:
    """Columns whose cells decide how they are read."""

    part: Part
    votes: OrderVotes | DecimalVotes

    def see(self, row: Row) -> None:
        for column in self.part.columns:
            for piece in _pieces(row.get(column), self.part.split):
                self.votes.see(piece)


def _settle(mapping: Mapping, rows: Iterable[Row], tell: Tell) -> _Found:
    """Read rows until every question is answered, or until it is clear that there is none."""
    questions = list(_questions(mapping))
    for number, row in enumerate(rows if questions else ()):
        for question in questions:
            question.see(row)
        if all(q.votes.settled or (number >= SEARCHED and q.votes.sure) for q in questions):
            break
    for question in questions:
        if not question.votes.sure:
            _tell_open(question, tell)
    return {
        q.part.columns: (q.votes.order, None)
        if isinstance(q.votes, OrderVotes)
        else (None, q.votes.decimal)
        for q in questions
    }


def _questions(mapping: Mapping) -> Iterator[_Question]:
    fields = {field.column: field for field in RECORD_FIELDS[mapping.kind]}
    for column, parts in mapping.columns.items():
        for part in parts:
            conversion = part.conversion or usual_conversion(fields[column])
            if part.columns and conversion in DATES and part.order is None:
                yield _Question(part, OrderVotes())
            elif part.columns and conversion in NUMBERS and part.decimal is None:
                yield _Question(part, DecimalVotes())


def _tell_open(question: _Question, tell: Tell) -> None:
    column = question.part.columns[0]
    if isinstance(question.votes, OrderVotes):
        tell(column, "01/02", "sure to start with the day; write 'order' into the mapping")
    else:
        tell(column, "1,234", "sure to be a thousand; write 'decimal' into the mapping")


def row_text(row: Row, columns: Iterable[str]) -> str:
    """The texts of some columns, joined; what makes an id."""
    parts = [as_text(row[column]) for column in columns if not is_blank(row.get(column))]
    return ":".join(part for part in parts if part)
