"""Reading RecBole's MovieLens files, whole and broken."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from openslate.audience.readers.atomic import RowProblem, count_rows
from openslate.audience.readers.movielens import read_ratings, read_viewers, territory_of
from openslate.common.errors import SlateError
from openslate.store import Event, Viewer
from openslate.store.purposes import ALL_PURPOSES

RATINGS = """\
user_id:token\titem_id:token\trating:float\ttimestamp:float
196\t242\t3\t881250949
186\t302\t4.5\t891717742
"""
VIEWERS = """\
user_id:token\tage:token\tgender:token\toccupation:token\tzip_code:token
1\t24\tM\ttechnician\t85711
2\t53\tF\tother\tV5A2B
3\t\t\t\t
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "ml-100k.inter"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    return path


FIRST = datetime(1997, 12, 4, 15, 55, 49, tzinfo=UTC)
SECOND = datetime(1998, 4, 4, 19, 22, 22, tzinfo=UTC)


def test_ratings(tmp_path: Path) -> None:
    path = write(tmp_path, RATINGS)
    assert list(read_ratings(path)) == [
        Event("196", "242", "rated", 3.0, FIRST, purposes=ALL_PURPOSES),
        Event("186", "302", "rated", 4.5, SECOND, purposes=ALL_PURPOSES),
    ]
    assert count_rows(path) == 2


def test_columns_may_stand_in_another_order(tmp_path: Path) -> None:
    swapped = [line.split("\t") for line in RATINGS.splitlines()]
    text = "".join("\t".join([*reversed(row), "x"]) + "\r\n" for row in swapped)
    assert list(read_ratings(write(tmp_path, "\ufeff" + text))) == list(
        read_ratings(write(tmp_path, RATINGS))
    )


def test_viewers(tmp_path: Path) -> None:
    assert list(read_viewers(write(tmp_path, VIEWERS))) == [
        Viewer("1", 24, "M", "technician", "US"),
        Viewer("2", 53, "F", "other", "CA"),
        Viewer("3"),
    ]


@pytest.mark.parametrize(
    ("zip_code", "territory"),
    [("85711", "US"), ("T8H1N", "CA"), ("v0r 2m0", "CA"), ("E3", "US"), ("00000", "US")],
)
def test_territory(zip_code: str, territory: str) -> None:
    assert territory_of(zip_code) == territory


@pytest.mark.parametrize(
    ("line", "column", "value"),
    [
        ("1\t2\tfour\t881250949\n", "rating:float", "four"),
        ("1\t2\t6\t881250949\n", "rating:float", "6"),
        ("1\t2\tnan\t881250949\n", "rating:float", "nan"),
        ("1\t2\t4\t-1\n", "timestamp:float", "-1"),
        ("1\t2\t4\tinf\n", "timestamp:float", "inf"),
        ("\t2\t4\t881250949\n", "user_id:token", ""),
        ("1\t\0\t4\t881250949\n", "item_id:token", "\0"),
        ("1\t\udcff\t4\t881250949\n", "item_id:token", "\ufffd"),
        ("1\t2\t4\n", "the row", "1\t2\t4"),
        ("\n", "the row", ""),
    ],
)
def test_a_broken_row_is_reported_and_left_out(
    tmp_path: Path, line: str, column: str, value: str
) -> None:
    problems: list[RowProblem] = []
    path = write(tmp_path, RATINGS + line + "9\t9\t1\t900000000\n")
    assert [e.viewer for e in read_ratings(path, problems.append)] == ["196", "186", "9"]
    assert [(p.row, p.column, p.value) for p in problems] == [(4, column, value)]


def test_a_problem_is_one_sentence(tmp_path: Path) -> None:
    problems: list[RowProblem] = []
    path = write(tmp_path, RATINGS + "1\t2\tfour\t881250949\n")
    list(read_ratings(path, problems.append))
    assert str(problems[0]) == (
        f"{path}, row 4, rating:float: 'four' is not a number from 0.5 to 5; the row is left out"
    )


def test_a_file_cut_off_in_a_number_does_not_make_it_up(tmp_path: Path) -> None:
    problems: list[RowProblem] = []
    events = list(read_ratings(write(tmp_path, RATINGS[:-3]), problems.append))
    assert [event.viewer for event in events] == ["196"]
    assert problems[0].expected == "a whole row of 4 values with a line end"


@pytest.mark.parametrize("cut", range(len(RATINGS)))
def test_wherever_a_file_is_cut_only_whole_rows_come_out(tmp_path: Path, cut: int) -> None:
    whole = list(read_ratings(write(tmp_path, RATINGS)))
    try:
        events = list(read_ratings(write(tmp_path, RATINGS[:cut])))
    except SlateError:
        events = []
    assert events == whole[: RATINGS[:cut].count("\n") - 1] if "\n" in RATINGS[:cut] else not events


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        ("user_id:token\titem_id:token\trating:float", "column timestamp:float is missing. The"),
        ("user_id\titem_id:token\trating:float\ttimestamp:float", "Rename the column user_id"),
        ("", "The file has no header"),
    ],
)
def test_a_missing_column_is_one_sentence(tmp_path: Path, header: str, sentence: str) -> None:
    path = write(tmp_path, header + "\n")
    with pytest.raises(SlateError, match=sentence) as told:
        list(read_ratings(path))
    assert told.value.where == str(path)


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(SlateError, match="There is no such file"):
        list(read_viewers(tmp_path / "ml-100k.user"))


def test_a_viewer_with_an_impossible_age_is_left_out(tmp_path: Path) -> None:
    problems: list[RowProblem] = []
    text = VIEWERS.replace("\t24\t", "\t240\t")
    viewers = list(read_viewers(write(tmp_path, text), problems.append))
    assert [viewer.viewer for viewer in viewers] == ["2", "3"]
    assert (problems[0].column, problems[0].value) == ("age:token", "240")
