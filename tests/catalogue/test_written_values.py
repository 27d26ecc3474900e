"""Days, numbers, running times, places and ids, as people write them."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openslate.catalogue.values.dates import find_order, parse_day
from openslate.catalogue.values.durations import parse_duration
from openslate.catalogue.values.identifiers import find_identifier, find_imdb
from openslate.catalogue.values.numbers import find_decimal, parse_integer, parse_number
from openslate.catalogue.values.places import find_country, find_language, find_territory
from openslate.catalogue.values.words import find_work_type

DAY = date(2026, 3, 31)


@pytest.mark.parametrize(
    "text",
    [
        *("2026-03-31", "2026/3/31", "2026.03.31", "20260331", "2026-03-31T12:30:00Z"),
        *("31.3.2026", "31.03.26", "31/03/2026", "31-03-2026", "31.3.2026 10:00"),
        *("31 March 2026", "31-Mar-26", "March 31, 2026", "Mar 31 2026", "31st of March 2026"),
        *("31. März 2026", "31 mars 2026", "31 de marzo de 2026", "31 marzo 2026", "31 maart 2026"),
    ],
)
def test_days_of_many_shapes(text: str) -> None:
    assert parse_day(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026",
        "03/2026",
        "31.2.2026",
        "32/01/2026",
        "soon",
    ],
)
def test_what_is_no_day(text: str) -> None:
    assert parse_day(text) is None


def test_cells_of_excel_are_days_already() -> None:
    assert parse_day(datetime(2026, 3, 31, 23, 0)) == parse_day(DAY) == DAY


@given(st.dates(date(1970, 1, 1), date(2060, 12, 31)))
def test_a_written_day_is_read_back_in_its_order(day: date) -> None:
    assert parse_day(f"{day:%d/%m/%Y}", "day first") == day
    assert parse_day(f"{day:%m/%d/%Y}", "month first") == day
    assert parse_day(f"{day:%d.%m.%Y}", "month first") == day
    assert parse_day(f"{day:%d %B %Y}") == day


def test_one_day_decides_for_its_column() -> None:
    assert find_order(["01/02/2026", "", "12/31/2026"]) == ("month first", True)
    assert find_order(["01/02/2026", "02/03/2026"]) == ("day first", False)
    assert find_order(["1.2.2026", "2026-01-02", "05/05/2026"]) == ("day first", True)


@pytest.mark.parametrize(
    ("text", "decimal", "number"),
    [
        ("1,234.5", ".", 1234.5),
        ("1.234,5", ",", 1234.5),
        ("1 234,5", ",", 1234.5),
        ("1'234.5", ".", 1234.5),
        ("-12", ".", -12.0),
        ("€ 12,50", ",", 12.5),
        ("12.50 EUR", ".", 12.5),
        ("85 %", ".", 85.0),
        ("1,23", ".", None),
        ("12 monkeys", ".", None),
        ("1e400", ".", None),
        ("", ".", None),
    ],
)
def test_numbers(text: str, decimal: str, number: float | None) -> None:
    assert parse_number(text, decimal) == number  # type: ignore[arg-type]


def test_one_number_decides_for_its_column() -> None:
    assert find_decimal(["1.234", "7,5"]) == (",", True)
    assert find_decimal(["1,234", "1,234.5"]) == (".", True)
    assert find_decimal(["1,234"]) == (".", False)
    assert find_decimal(["12", "7"]) == (".", True)


@given(st.integers(-(10**9), 10**9))
def test_whole_numbers_with_thousands_marks(number: int) -> None:
    assert parse_integer(f"{number:,}") == number
    assert parse_integer(f"{number:,}".replace(",", "."), ",") == number
    assert parse_integer(f"{number:,}".replace(",", "\u202f")) == number


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        *(("1h 42m", 102), ("1 h 42 min", 102), ("01:42:00", 102), ("1:42", 102), ("102", 102)),
        *(("102 min", 102), ("102'", 102), ("PT1H42M", 102), ("2 Std. 5 Min.", 125), ("90mn", 90)),
        *(("6120 s", 102), ("1h", 60), (102.4, 102), (time(1, 42), 102), ("P1DT1H", 1500)),
        *((timedelta(hours=1, minutes=42), 102), ("0", None), ("long", None), ("-5", None)),
        *(("", None), ("99999999", None)),
    ],
)
def test_running_times(text: object, minutes: int | None) -> None:
    assert parse_duration(text) == minutes


def test_bare_running_times_in_other_units() -> None:
    assert parse_duration("6120", "seconds") == 102
    assert parse_duration("1.5", "hours") == 90


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(("DE", "DE"), ("deu", "DE"), ("Deutschland", "DE"), ("Allemagne", "DE"), ("UK", "GB")),
        *(("États-Unis", "US"), ("Vereinigte Staaten", "US"), ("Atlantis", None), ("", None)),
        ("Soviet Union", "SU"),
    ],
)
def test_countries_in_many_languages(text: str, code: str | None) -> None:
    assert find_country(text) == code


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        *(("de", "de"), ("ger", "de"), ("German", "de"), ("Deutsch", "de"), ("allemand", "de")),
        *(("en-US", "en-US"), ("pt_BR", "pt-BR"), ("Klingonese", None), ("mul", None), ("", None)),
    ],
)
def test_languages_in_many_languages(text: str, tag: str | None) -> None:
    assert find_language(text) == tag


def test_territories() -> None:
    assert [find_territory(t) for t in ("WW", "Weltweit", "gb", "SU", "EU")] == [
        *("world", "world", "GB"),
        *(None, None),
    ]


@pytest.mark.parametrize(
    ("text", "scheme", "found"),
    [
        ("10.5240/7791-8534-2c23-9030-8610-5", None, "eidr:10.5240/7791-8534-2C23-9030-8610-5"),
        ("7791-8534-2C23-9030-8610-5", "eidr", "eidr:10.5240/7791-8534-2C23-9030-8610-5"),
        ("https://www.wikidata.org/wiki/Q42", None, "wikidata:Q42"),
        ("862", "tmdb", "tmdb:862"),
        ("tmdb:862", "tmdb", "tmdb:862"),
        ("862", None, None),
        ("no id", "tmdb", None),
        ("https://example.org/1", None, None),
    ],
)
def test_identifiers(text: str, scheme: str | None, found: str | None) -> None:
    assert find_identifier(text, scheme) == found


def test_imdb_ids_and_kinds_of_works() -> None:
    assert find_imdb("imdb:tt0114746") == find_imdb(" 0114746 ") == "tt0114746"
    assert find_imdb("nm0000158") is None
    assert [find_work_type(t) for t in ("Spielfilm", "TV-Series", "Folge", "boat")] == [
        *("movie", "series", "episode"),
        None,
    ]
