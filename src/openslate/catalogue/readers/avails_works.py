"""The work that a row of an Avails sheet is about: a film, or a series, season or episode."""

from typing import Any

from openslate.catalogue.age_ratings import age_rating
from openslate.catalogue.mapping.conversions import as_text
from openslate.catalogue.readers.avails_sheets import AvailsRow
from openslate.catalogue.record import known
from openslate.catalogue.values.dates import parse_day
from openslate.catalogue.values.durations import parse_duration
from openslate.catalogue.values.identifiers import find_identifier
from openslate.catalogue.values.numbers import parse_integer
from openslate.catalogue.values.words import find_work_type

_LEVELS = {"episode": "Episode", "season": "Season", "series": "Series"}
_OTHER_TYPES = {"supplemental": "clip", "promotion": "clip", "ancillary": "clip"}
_IDS = ("ContentID", "TitleID")


def text(row: AvailsRow, *columns: str) -> str:
    """The first of these cells that holds something."""
    for column in columns:
        if (cell := row.get(column)) not in (None, ""):
            return as_text(cell)
    return ""


def work_type(row: AvailsRow) -> str | None:
    """The vocabulary's word for the row's WorkType."""
    said = text(row, "WorkType")
    return find_work_type(said) or _OTHER_TYPES.get(said.casefold())


def level(row: AvailsRow) -> str:
    """What begins the names of this row's columns: Episode, Season, Series, or nothing."""
    return _LEVELS.get(work_type(row) or "", "")


def work_id(row: AvailsRow) -> str:
    """The licensor's id of the work: its content id, title id, ALID or other id."""
    of = level(row)
    columns = [f"{of}{column}" for column in _IDS]
    columns += [] if of else list(_IDS)
    return text(row, *columns, "ALID", f"{of}AltID", "AltID", f"{of}EditID", f"{of}ProductID")


def work_identifiers(row: AvailsRow) -> list[str]:
    """EIDR ids of the title and the ALID, as scheme:value; ids of single edits are left out."""
    of = level(row)
    given = [text(row, f"{of}{column}") for column in (*_IDS, "AltID")]
    ids = [find_identifier(value, "eidr") for value in given]
    if alid := text(row, "ALID"):
        ids += [f"alid:{alid}"]
    return [found for found in ids if found]


def work_values(row: AvailsRow) -> dict[str, Any]:
    """What a row says of its work, in the native vocabulary."""
    released = row.get("ReleaseHistoryOriginal")
    day = parse_day(released) if released else None
    year = text(row, "ReleaseYear") or text(row, "ReleaseHistoryOriginal")[:4]
    return known(
        {
            **_names(row),
            "work_type": work_type(row),
            "year": int(year) if year.isdecimal() and len(year) == 4 else None,
            "release_date": day,
            "runtime": parse_duration(row.get("TotalRunTime") or ""),
            "companies": _listed(text(row, "CompanyDisplayCredit")),
            "directors": _listed(text(row, "Director")),
            "identifiers": work_identifiers(row),
            **_rating(row),
            **_place_in_series(row),
        }
    )


def _names(row: AvailsRow) -> dict[str, Any]:
    of = level(row)
    alias, shown = text(row, f"{of}TitleInternalAlias"), text(row, f"{of}TitleDisplayUnlimited")
    if not of or alias or shown:
        name = shown or alias
        return {"name": name, "alternate_names": [alias] if alias not in ("", name) else []}
    series, number = _series(row), text(row, "SeasonNumber")
    return {"name": f"{series}, season {number}" if of == "Season" and series and number else ""}


def _series(row: AvailsRow) -> str:
    return text(row, "SeriesTitleDisplayUnlimited", "SeriesTitleInternalAlias")


def _place_in_series(row: AvailsRow) -> dict[str, Any]:
    kind = work_type(row)
    if kind not in ("season", "episode"):
        return {}
    episode = parse_integer(row.get("EpisodeNumber")) if kind == "episode" else None
    season = parse_integer(row.get("SeasonNumber"))
    return {"series": _series(row), "season_number": season, "episode_number": episode}


def _rating(row: AvailsRow) -> dict[str, Any]:
    system, value = text(row, "RatingSystem"), text(row, "RatingValue")
    if not value:
        return {}
    age = age_rating(system, value)
    return {"age_rating": value, "age_rating_system": system, "minimum_age": age}


def _listed(names: str) -> list[str]:
    mark = ";" if ";" in names else ","
    return [name.strip() for name in names.split(mark) if name.strip()]
