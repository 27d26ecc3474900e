"""Guesses what the columns of a table mean, from their names and their cells; says why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import Any

from openslate.catalogue.mapping.cells import Row
from openslate.catalogue.mapping.conversions import as_text
from openslate.catalogue.mapping.evidence import (
    count_repeats,
    find_split,
    find_unit,
    last_name_first,
    match_values,
    says_the_same,
    share_that_fits,
)
from openslate.catalogue.mapping.model import Mapping, Part, TableLayout
from openslate.catalogue.mapping.synonyms import (
    EXACT,
    ID,
    KNOWN,
    SCHEMES,
    SYSTEMS,
    match_header,
    plain_header,
)
from openslate.catalogue.readers.table import Table
from openslate.catalogue.readers.table_file import open_table
from openslate.catalogue.values.lost_cells import is_blank
from openslate.common.text import shorten
from openslate.graph.delivery import RECORD_FIELDS, DeliveryKind
from openslate.graph.vocabulary import Field

SAMPLE = 1000
MOST_REPEATS = 0.02
"""Share of an id's values that may come twice; the rows of the second time are left out."""
SURE_ENOUGH = 0.6
"""Below this a file is not imported by a guess; a person looks at the mapping first."""
LEAST = 0.45
"""Below this a column is listed as unknown."""
_ONCE = "no value comes twice"
_LIST_MARK = "|"  # what Slate's own tables put between values


@dataclass(frozen=True)
class GuessedColumn:
    """What one column is taken for: a field, 'id', or nothing; how sure that is, and why."""

    column: str
    field: str | None
    confidence: float
    reason: str
    samples: tuple[str, ...]
    part: Part | None = None


@dataclass(frozen=True)
class GuessedMapping:
    """A mapping to look at. `confidence` is that of the columns without which nothing works."""

    mapping: Mapping | None
    columns: tuple[GuessedColumn, ...]
    confidence: float
    notes: tuple[str, ...] = ()

    @property
    def unknown(self) -> tuple[str, ...]:
        """Columns that are left out."""
        return tuple(column.column for column in self.columns if column.field is None)

    @property
    def sure(self) -> bool:
        """Whether it may be used without a person looking at it."""
        return self.mapping is not None and self.confidence >= SURE_ENOUGH


def guess_mapping(
    path: Path,
    source: str | None = None,
    layout: TableLayout | None = None,
    kind: DeliveryKind | None = None,
) -> GuessedMapping:
    """What a table's columns mean, from its first thousand rows.

    When a person says of which kind its rows are there is always a mapping, empty perhaps. Raises
    SlateError when the file is no table.
    """
    table = open_table(path, layout)
    rows = [row for _, row in islice(table.rows(), SAMPLE)]
    cells = {c: [v for row in rows if not is_blank(v := row.get(c))] for c in table.columns}
    kinds = (kind,) if kind else _KINDS
    confidence, best, columns = max((_guess(table, cells, k) for k in kinds), key=itemgetter(0))
    columns = _without_second_names(columns, rows)
    useful = confidence or kind
    mapping = _mapping(table, best, columns, source or _source_name(path)) if useful else None
    notes = (*table.notes, *_id_notes(mapping, cells))
    return GuessedMapping(mapping, columns, round(confidence, 2), notes)


_KINDS: tuple[DeliveryKind, ...] = ("works", "availability")
_Guess = tuple[float, DeliveryKind, tuple[GuessedColumn, ...]]


def _guess(table: Table, cells: dict[str, list[Any]], kind: DeliveryKind) -> _Guess:
    options = [o for column in table.columns for o in _options(column, cells[column], kind)]
    chosen = _choose(options, kind)
    no_ids = {o.column: o for o in options if o.field == ID and o.confidence == 0}
    refused = {c: replace(option, field=None) for c, option in no_ids.items()}
    known = {**refused, **chosen}
    columns = tuple(known.get(c) or _unknown(c, cells[c]) for c in table.columns)
    return _confidence(columns, kind), kind, columns


def _options(column: str, cells: list[Any], kind: DeliveryKind) -> Iterator[GuessedColumn]:
    """Everything that a column may be."""
    fields = {field.column: field for field in RECORD_FIELDS[kind]}
    samples = _samples(cells)
    for match in match_header(column, kind):
        if match.field == ID:
            yield _as_id(column, cells, match.confidence, match.reason)
        else:
            part, fit = _part(column, cells, fields[match.field], match.confidence)
            reason = match.reason if fit == 1 else f"{match.reason}; {fit:.0%} of its cells fit"
            worth = match.confidence * (fit if fit > 0.5 else fit / 2)
            yield GuessedColumn(column, match.field, worth, reason, samples, part)
            if match.field == "release_date" and fit < 0.5:
                yield _as_year(column, cells, match.confidence, fields["year"])
    looks = match_values(cells)
    if looks and looks.field in fields:
        part = Part.of(column, scheme=looks.scheme, split=find_split(cells))
        part = part if fields[looks.field].many else part.model_copy(update={"split": None})
        yield GuessedColumn(column, looks.field, looks.confidence, looks.reason, samples, part)


def _as_id(column: str, cells: list[Any], confidence: float, reason: str) -> GuessedColumn:
    repeats = count_repeats(cells)
    worth = confidence if _tells_apart(cells) else 0.0
    told = f"{repeats:,} of {len(cells):,} values came before" if repeats else _ONCE
    return GuessedColumn(column, ID, worth, f"{reason}; {told}", _samples(cells))


def _tells_apart(cells: list[Any]) -> bool:
    """Whether a column's values can be ids."""
    return bool(cells) and count_repeats(cells) < MOST_REPEATS * len(cells)


def _as_year(column: str, cells: list[Any], confidence: float, field: Field) -> GuessedColumn:
    """A column named for a day whose cells are years alone."""
    part, fit = _part(column, cells, field, confidence)
    worth = confidence * fit if fit > 0.9 else 0.0
    return GuessedColumn(column, "year", worth, "its values are years", _samples(cells), part)


def _part(column: str, cells: list[Any], field: Field, sure: float) -> tuple[Part, float]:
    """How a column is read as a field, and how many of its cells can be."""
    header = plain_header(column)
    scheme = SCHEMES.get(header) if field.column in ("identifiers", "of_identifier") else None
    takes_lists = field.many or field.column == "territory"
    split = find_split(cells) if takes_lists else None
    one_text = any(isinstance(cell, str) for cell in cells)
    if takes_lists and sure == EXACT and split is None and one_text:
        split = _LIST_MARK
    values: dict[str, Any] = {"split": split, "scheme": scheme}
    if field.role and last_name_first(cells, split):
        values |= {"as": "last, first", "split": None if split == "," else split}
    if field.column == "runtime" and sure < EXACT:
        values["unit"] = find_unit(cells)
    if field.column == "age_rating":
        values["system"] = next((s for w, s in SYSTEMS.items() if w in header.split()), None)
    if split and _fits_better_whole(cells, field, split, scheme):
        values["split"] = None
    part = Part.of(column, **values)
    return part, share_that_fits(cells, field, part.split, scheme) if cells else 1.0


def _fits_better_whole(cells: list[Any], field: Field, split: str, scheme: str | None) -> bool:
    """Whether what looks like a separator is part of the values, as in an EIDR id."""
    whole = share_that_fits(cells, field, None, scheme)
    return whole > share_that_fits(cells, field, split, scheme)


def _choose(options: Sequence[GuessedColumn], kind: DeliveryKind) -> dict[str, GuessedColumn]:
    """One meaning for each column, one column for each field (several for lists)."""
    many = {field.column for field in RECORD_FIELDS[kind] if field.many}
    taken: set[str] = set()
    chosen: dict[str, GuessedColumn] = {}
    ordered = sorted(options, key=lambda option: -option.confidence)
    for option in ordered:
        field = option.field or ""
        free = field not in taken or (field in many and option.confidence >= 0.6)
        if option.confidence >= LEAST and option.column not in chosen and free:
            chosen[option.column] = option
            taken.add(field)
    if "name" not in taken:
        _promote(chosen)
    return chosen


def _without_second_names(
    columns: tuple[GuessedColumn, ...], rows: Sequence[Row]
) -> tuple[GuessedColumn, ...]:
    """The columns without other names that are the name itself in every row."""
    name = next((c.column for c in columns if c.field == "name"), None)
    if name is None:
        return columns
    reason = f"it says the same as {name!r} in every row"
    return tuple(
        replace(c, field=None, part=None, confidence=0.0, reason=reason)
        if c.field == "alternate_names" and says_the_same(rows, c.column, name)
        else c
        for c in columns
    )


def _id_notes(mapping: Mapping | None, cells: dict[str, list[Any]]) -> Iterator[str]:
    """What a person should know of ids that come twice."""
    for column in mapping.id if mapping else ():
        if repeats := count_repeats(cells[column]):
            yield (
                f"{column!r} is taken as id, but {repeats:,} of its {len(cells[column]):,} values "
                "came before; of rows with the same id only the first is taken."
            )


def _promote(chosen: dict[str, GuessedColumn]) -> None:
    """An original title is the name where there is no other."""
    for column, option in chosen.items():
        if option.field == "alternate_names":
            part = Part.of(column)
            chosen[column] = replace(option, field="name", part=part)
            return


def _confidence(columns: Sequence[GuessedColumn], kind: DeliveryKind) -> float:
    """That of the columns without which nothing works; a lone name says little."""
    sure = {c.field: c.confidence for c in columns if c.field}
    if kind == "works":
        others = [field for field in sure if field not in ("name", ID)]
        return sure.get("name", 0.0) * (1.0 if others else 0.5)
    what = max(sure.get(field, 0.0) for field in ("name", "of_record", "of_identifier"))
    when = max(sure.get("starts", 0.0), sure.get("ends", 0.0))
    all_there = min(what, when, sure.get("territory", 0.0))
    return all_there and all_there + 0.01  # a sheet of windows also looks like one of works


def _mapping(
    table: Table, kind: DeliveryKind, columns: Sequence[GuessedColumn], source: str
) -> Mapping:
    parts: dict[str, list[Part]] = {}
    for column in columns:
        if column.field and column.part:
            parts.setdefault(column.field, []).append(column.part)
    order = [field.column for field in RECORD_FIELDS[kind]]
    ids = [column.column for column in columns if column.field == ID]
    imdb = [c.column for c in columns if c.field == "imdb_id" and c.confidence >= KNOWN - 0.1]
    found = {f: tuple(parts[f]) for f in sorted(parts, key=order.index)}
    return Mapping(
        mapping=source,
        source=source,
        kind=kind,
        table=table.layout.model_copy(update={"encoding": None}),
        id=tuple(ids[:1] or imdb[:1]),
        columns=found,
    )


def _unknown(column: str, cells: list[Any]) -> GuessedColumn:
    return GuessedColumn(column, None, 0.0, "nothing tells what it means", _samples(cells))


def _samples(cells: Sequence[Any]) -> tuple[str, ...]:
    texts = dict.fromkeys(
        shorten(", ".join(map(as_text, cell)) if isinstance(cell, list) else as_text(cell), 40)
        for cell in cells[:50]
    )
    return tuple(texts)[:3]


def _source_name(path: Path) -> str:
    """A source's name from a file's: 'House Titles 2026.csv' is 'house-titles-2026'."""
    words = plain_header(path.name.split(".")[0]).split() or ["table"]
    return "-".join(words)
