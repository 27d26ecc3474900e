"""Tables in JSON: an array of records, records under a path, or one record a line."""

import json
import math
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from openslate.catalogue.intake import open_text, text_encoding
from openslate.catalogue.mapping.model import TableLayout
from openslate.catalogue.readers.json_stream import JsonStream
from openslate.catalogue.readers.table import Cells, Table
from openslate.catalogue.record import ProblemList
from openslate.common.errors import SlateError

JsonKind = Literal["JSON", "JSON lines"]

LONGEST_LINE = 1 << 24
SEARCHED = 200
DEEPEST = 8
MOST_KEYS = 2000
_MARK = "\ufeff"


def json_kind(path: Path, start: bytes, layout: TableLayout) -> JsonKind | None:
    """Whether a file is JSON, by its first letters; several objects in a row are JSON lines."""
    encoding = text_encoding(path)
    text = start.decode(encoding, "ignore").lstrip(_MARK + " \t\r\n")
    if text.startswith("["):
        return "JSON" if text[1:].lstrip()[:1] in ("{", "[", "]", '"', "") else None
    if not text.startswith("{"):
        return None
    if layout.records is not None:
        return "JSON"
    with closing(open_text(path, encoding=encoding)) as stream:
        lines = (line for line in iter(lambda: stream.readline(LONGEST_LINE), "") if line.strip())
        first, second = next(lines, ""), next(lines, "")
    if second and not second.lstrip().startswith("{"):
        return "JSON"
    return "JSON lines" if _parsed(first.lstrip(_MARK)) is not None else "JSON"


def open_json(path: Path, layout: TableLayout, kind: JsonKind) -> Table:
    """Records of a JSON file as rows: nested values by dotted path, lists as lists.

    `{"title": {"en": "Heat"}, "cast": [{"name": "Al"}]}` has the columns `title.en` and
    `cast.name`. Columns are those of the first 200 records.
    """
    if kind == "JSON lines":
        found, read = layout, _line_rows
    else:
        place = find_records(path) if layout.records is None else layout.records
        found, read = layout.model_copy(update={"records": place}), _array_rows
    rows = list(islice(read(path, found, ProblemList(path)), SEARCHED))
    columns = tuple(dict.fromkeys(column for _, row in rows for column in row))
    if not columns:
        raise SlateError(
            "The file holds no records",
            where=str(path),
            do="Name where they are, e.g. records: data.items",
        )
    return Table(path, kind, columns, found, lambda problems: read(path, found, problems))


def find_records(path: Path) -> str:
    """The path of the first array that holds objects; the empty path is the file itself."""
    with closing(open_text(path)) as stream:
        try:
            return JsonStream(stream).find_records() or ""
        except ValueError as error:
            raise _broken(path, error) from error


def flat(record: Any, prefix: str = "", depth: int = 0) -> Iterator[tuple[str, Any]]:
    """The values of a record by dotted path; lists of objects give a list for each of their keys.

    >>> dict(flat({"title": {"en": "Heat"}, "cast": [{"name": "Al"}, {"name": "Val"}]}))
    {'title.en': 'Heat', 'cast.name': ['Al', 'Val']}
    """
    for key, value in islice(record.items(), MOST_KEYS):
        name = f"{prefix}{key}"
        if isinstance(value, dict):
            if depth < DEEPEST:
                yield from flat(value, f"{name}.", depth + 1)
        elif isinstance(value, list):
            yield from _flat_list(name, value, depth)
        else:
            yield name, _plain(value)


def _flat_list(name: str, values: list[Any], depth: int) -> Iterator[tuple[str, Any]]:
    plain = [_plain(value) for value in values if not isinstance(value, dict | list)]
    if plain:
        yield name, plain
    columns: dict[str, list[Any]] = {}
    for value in values:
        if isinstance(value, dict) and depth < DEEPEST:
            for column, cell in flat(value, f"{name}.", depth + 1):
                columns.setdefault(column, []).extend(cell if isinstance(cell, list) else [cell])
    yield from columns.items()


def _plain(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _array_rows(path: Path, layout: TableLayout, problems: ProblemList) -> Cells:
    with closing(open_text(path, encoding=layout.encoding)) as stream:
        try:
            records = JsonStream(stream).records_at(layout.records or "")
            for number, record in enumerate(records, start=1):
                if isinstance(record, dict):
                    yield number, dict(flat(record))
                else:
                    problems.add(number, "record", str(record)[:200], "an object of named values")
        except ValueError as error:
            raise _broken(path, error) from error


def _line_rows(path: Path, layout: TableLayout, problems: ProblemList) -> Cells:
    with closing(open_text(path, encoding=layout.encoding)) as stream:
        number = 0
        while line := stream.readline(LONGEST_LINE):
            number += 1
            if len(line) == LONGEST_LINE:
                raise SlateError(
                    f"Line {number} is longer than 16 million characters",
                    where=str(path),
                    do="Check that it is JSON lines",
                )
            if not line.strip():
                continue
            record = _parsed(line.lstrip(_MARK))
            if record is None:
                problems.add(number, "line", line.strip()[:200], "a JSON object")
            else:
                yield number, dict(flat(record))


def _parsed(line: str) -> dict[str, Any] | None:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):  # also of numbers with thousands of digits
        return None
    return value if isinstance(value, dict) else None


def _broken(path: Path, error: Exception) -> SlateError:
    reason = " ".join(str(error).split())[:80] or "it is nested too deeply"
    return SlateError(f"The JSON is broken: {reason}", where=str(path), do="Ask for it again")
