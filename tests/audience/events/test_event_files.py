"""Files of events: three formats, the same rows, the same problems."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from openslate.audience.events.event_files import event_file
from openslate.audience.readers.atomic import RowProblem
from openslate.common.errors import SlateError
from openslate.store import Event
from openslate.store.purposes import Purpose

NINE = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
COLUMNS = ["viewer", "record", "event", "at", "rating", "position", "query", "purposes", "id"]
GOOD: list[tuple[Any, ...]] = [
    ("ada", "heat", "rated", "2026-03-01T09:00:00Z", 4.5, None, None, "personalisation", None),
    ("ada", "heat", "progress", "2026-03-01T10:00:00+01:00", None, 60, None, None, "p1"),
    ("bob", None, "search", "2026-03-01 09:00:00+00:00", None, None, "heat  pacino", None, None),
    ("bob", "heat", "like", "1772355600", None, None, None, "service, measurement", None),
]
EVENTS = [
    Event("ada", "heat", "rated", 4.5, NINE, purposes=Purpose.PERSONALISATION),
    Event("ada", "heat", "progress", None, NINE, 60, event_id="p1"),
    Event("bob", "", "search", None, NINE, query="heat pacino"),
    Event("bob", "heat", "like", None, NINE, purposes=Purpose.SERVICE | Purpose.MEASUREMENT),
]
BROKEN = [
    (("", "heat", "view", "2026-03-01T09:00Z"), "viewer", ""),
    (("ada", "", "view", "2026-03-01T09:00Z"), "record", ""),
    (("ada", "heat", "veiw", "2026-03-01T09:00Z"), "event", "veiw"),
    (("ada", "heat", "view", "2026-03-01T09:00"), "at", "2026-03-01T09:00"),
    (("ada", "heat", "view", "yesterday"), "at", "yesterday"),
    (("ada", "heat", "view", "1969-01-01T00:00Z"), "at", "1969-01-01T00:00Z"),
    (("ada", "heat", "rated", "2026-03-01T09:00Z", "6"), "rating", "6"),
    (("ada", "heat", "rated", "2026-03-01T09:00Z", "nan"), "rating", "nan"),
    (("ada", "heat", "progress", "2026-03-01T09:00Z"), "position", ""),
    (("ada", "heat", "search", "2026-03-01T09:00Z", "", "", "x"), "record", "heat"),
    (("ada", "", "search", "2026-03-01T09:00Z", "", "", " "), "query", " "),
    (("ada", "heat", "view", "2026-03-01T09:00Z", "", "", "", "all"), "purposes", "all"),
]  # fmt: skip


def csv_of(rows: Sequence[Sequence[Any]]) -> str:
    cells = [["" if cell is None else str(cell) for cell in row] for row in [COLUMNS, *rows]]
    return "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in cells)


def json_of(rows: Sequence[Sequence[Any]]) -> str:
    return "".join(json.dumps(dict(zip(COLUMNS, row, strict=True))) + "\n" for row in rows)


def write(folder: Path, suffix: str, rows: Sequence[Sequence[Any]]) -> Path:
    """The rows as a file of a kind."""
    path = folder / f"events{suffix}"
    if suffix == ".parquet":
        pl.DataFrame([*rows], COLUMNS, orient="row", infer_schema_length=None).write_parquet(path)
    else:
        path.write_text(csv_of(rows) if suffix == ".csv" else json_of(rows))
    return path


def read(path: Path, **options: Any) -> tuple[list[Event], list[RowProblem]]:
    problems: list[RowProblem] = []
    opened = event_file(path, options.get("purposes", Purpose.SERVICE), options.get("zone"))
    return list(opened.events(problems.append)), problems


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".ndjson", ".parquet"])
def test_the_same_events_in_every_format(tmp_path: Path, suffix: str) -> None:
    path = write(tmp_path, suffix, GOOD)
    assert read(path) == (EVENTS, [])


@pytest.mark.parametrize(("row", "column", "value"), BROKEN)
def test_a_broken_row_is_told_with_its_place(
    tmp_path: Path, row: tuple[str, ...], column: str, value: str
) -> None:
    path = write(tmp_path, ".csv", [GOOD[0], (*row, *[""] * (len(COLUMNS) - len(row))), GOOD[1]])
    events, (problem,) = read(path)
    assert events == EVENTS[:2]
    assert (problem.row, problem.column, problem.value) == (3, column, value)


def test_a_zone_is_meant_where_times_have_none(tmp_path: Path) -> None:
    row = ("ada", "heat", "view", "2026-03-01T10:00", *[None] * 5)
    path = write(tmp_path, ".jsonl", [row])
    ((event,), problems) = read(path, zone=ZoneInfo("Europe/Berlin"))
    assert (event.at, problems) == (NINE, [])
    assert "a time with its zone" in str(read(path)[1][0])


def test_parquet_keeps_moments_and_lists(tmp_path: Path) -> None:
    path = tmp_path / "events.parquet"
    rows = {"viewer": ["ada"], "record": ["heat"], "event": ["view"], "at": [NINE]}
    pl.DataFrame({**rows, "purposes": [["service", "research"]]}).write_parquet(path)
    agreed = Purpose.SERVICE | Purpose.RESEARCH
    assert read(path)[0] == [Event("ada", "heat", "view", None, NINE, purposes=agreed)]


def test_purposes_are_meant_where_a_row_names_none(tmp_path: Path) -> None:
    events, _ = read(write(tmp_path, ".csv", GOOD), purposes=Purpose.RESEARCH)
    assert [event.purposes for event in events[:2]] == [Purpose.PERSONALISATION, Purpose.RESEARCH]


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("e.csv", "viewer,record,kind,at\n", "The column event is missing"),
        ("e.csv", "viewer,record,event,att\n", "Rename the column att"),
        ("e.csv", 'viewer,record,event,at\n"a"b,c,d,e\n', "Line 2 is not CSV"),
        ("e.xml", "", "Files of events end in .jsonl, .ndjson, .csv or .parquet, not in .xml"),
        ("e.parquet", "PAR1", "not a Parquet file that can be read"),
    ],
)
def test_a_useless_file_is_one_sentence(
    tmp_path: Path, name: str, text: str, sentence: str
) -> None:
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(SlateError, match=sentence):
        read(path)


def test_a_line_that_is_cut_off_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text(csv_of(GOOD[:1]) + "ada,heat,rated,2026-03-01T09:00:00Z,4")
    events, (problem,) = read(path)
    assert (len(events), problem.row, problem.column) == (1, 3, "the row")
    lines = tmp_path / "events.jsonl"
    lines.write_text(json_of(GOOD[:1]) + '{"viewer": "ada"\n[1]\n\n')
    assert [problem.row for problem in read(lines)[1]] == [2, 3]
