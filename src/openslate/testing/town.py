"""A made-up town: films and viewers enough to fill a whole home under the default rulebook.

240 films in the Wikidata format, the first 120 of them in the MovieLens format too, 40 viewers
with tastes, and rights windows. Everything follows from the formulas below; nothing is random.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from openslate.testing.tiny import (
    AVAILABILITY_HEADER,
    INTER_HEADER,
    ITEM_HEADER,
    TODAY,
    USER_HEADER,
    WIKIDATA,
    TinyFiles,
    write_movies,
    write_table,
)

FIRST = (
    *("Amber", "Borrowed", "Crooked", "Distant", "Eleventh", "Frozen", "Golden", "Hollow"),
    *("Iron", "Jaded", "Kindred", "Lonely", "Marble", "Northern", "Open", "Paper"),
    *("Quiet", "Restless", "Silver", "Twisted"),
)
SECOND = (
    *("Harbour", "Orchard", "Window", "Journey", "Kitchen", "Machine"),
    *("Garden", "Station", "Letter", "Bridge", "Summer", "Detective"),
)
GENRES = ("Drama", "Comedy", "Crime", "Romance", "Thriller", "Western")
RATINGS = ("G", "PG", "PG-13", "R", None)
MADE_IN = (("English", "United States"), ("French", "France"), ("English", "United Kingdom"))
FILMS = len(FIRST) * len(SECOND)
WATCHED = 120
VIEWERS = 40
OCCUPATIONS = ("artist", "student", "engineer", "other")


def film_name(film: int) -> str:
    """Name of a film; films count from 0 to 239."""
    return f"{FIRST[film % len(FIRST)]} {SECOND[film // len(FIRST)]}"


def film_year(film: int) -> int:
    """Year of a film, from 1940 to 2019."""
    return 1940 + (film * 37) % 80


def film_genres(film: int) -> tuple[str, str]:
    """The two genres of a film."""
    first = film % 6
    return GENRES[first], GENRES[(first + 1 + film // 6 % 5) % 6]


def imdb_id(film: int) -> str:
    """The film's record in the Wikidata source."""
    return f"tt7{film:06d}"


def write_town(folder: Path) -> TinyFiles:
    """Write the town's files in the formats of the real ones."""
    folder.mkdir(parents=True, exist_ok=True)
    files = TinyFiles.in_folder(folder)
    write_table(files.item, ITEM_HEADER, [_item(film) for film in range(WATCHED)])
    write_table(files.user, USER_HEADER, [_user(viewer) for viewer in range(VIEWERS)])
    write_table(files.inter, INTER_HEADER, list(_ratings()))
    notices = [(film, 40 + film * 7 % 60, None, None) for film in range(FILMS)]
    write_movies(files.movies, [_film(film) for film in range(FILMS)], notices)
    lines = [AVAILABILITY_HEADER, *map(_window, range(FILMS))]
    files.availability.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return files


def _item(film: int) -> tuple[object, ...]:
    return film + 1, film_name(film), film_year(film), " ".join(film_genres(film))


def _film(film: int) -> tuple[object, ...]:
    """A row of omdb: a director has six films or so, every fifth film no age rating."""
    language, country = MADE_IN[film % 3]
    return (
        *(film, imdb_id(film), film_name(film), film_year(film), RATINGS[film % 5]),
        *(80.0 + film * 7 % 90, ", ".join(film_genres(film)), f"{film_year(film)}-05-01"),
        *(f"Director {film * 7 % 41}", f"Writer {film % 53}", f"Actor {film % 31}"),
        *(30 + film * 11 % 70, language, country, 1 if film % 20 == 0 else 0),
    )


def _window(film: int) -> str:
    """Every film may be shown everywhere, but one in eight in a part of the world or of time."""
    month = timedelta(days=30)
    place, starts, ends = {
        1: ("GB", None, None),
        3: ("world", TODAY + month, None),
        5: ("world", None, TODAY),
        7: ("world", TODAY - timedelta(days=10), TODAY + timedelta(days=7)),
    }.get(film % 32, ("world", None, None))
    return f"{WIKIDATA},{imdb_id(film)},,,{place},{_day(starts)},{_day(ends)},subscription"


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _user(viewer: int) -> tuple[object, ...]:
    """Viewers 1 to 40, from seven years of age on; the last has watched nothing."""
    gender, occupation = "MF"[viewer % 2], OCCUPATIONS[viewer % 4]
    return viewer + 1, 7 + viewer * 5 % 64, gender, occupation, "94043"


def _ratings() -> Iterator[tuple[object, ...]]:
    """Each viewer but the last watches the films of a genre, and some others, an hour apart."""
    hours = 0
    for viewer in range(VIEWERS - 1):
        for film in range(WATCHED):
            loved = GENRES[viewer % 6] in film_genres(film)
            if (film * 5 + viewer * 3) % 11 < (4 if loved else 1):
                hours += 1
                yield viewer + 1, film + 1, 5 if loved else 2, 880_000_000 + 3600 * hours
