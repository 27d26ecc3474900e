"""A catalogue and audience small enough to know by heart, in the files that real ones come in.

Seven films in two sources that disagree as real ones do: the first five are in both under names
or years that differ, one is only in each. Every value here may be relied upon by tests.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

MOVIELENS = "movielens-100k"
WIKIDATA = "wikidata-films"
TODAY = date(2026, 3, 15)
"""The day the availability windows are laid around."""

ITEM_ROWS: tuple[tuple[str, str, str, str], ...] = (
    ("1", "Postino, Il", "1994", "Drama Romance"),
    ("2", "Twelve Monkeys", "1995", "Drama Sci-Fi"),
    ("3", "Seven (Se7en)", "1995", "Crime Thriller"),
    ("4", "Toy Story", "1995", "Animation Children's Comedy"),
    ("5", "Amelie", "2001", "Comedy Romance"),
    ("6", "Home Movie", "1997", "Documentary"),  # nowhere else
    ("7", "unkonwn", "unkonwn", "unknown"),  # as in MovieLens itself
)
"""MovieLens: item_id, movie_title, release_year, class."""

OMDB_COLUMNS = (
    *("ID", "imdbID", "Title", "Year", "Rating", "Runtime", "Genre", "Released", "Director"),
    *("Writer", "Cast", "Metacritic", "Language", "Country", "Oscars"),
)
OMDB_ROWS: tuple[tuple[object, ...], ...] = (
    (
        *(11, "tt0110877", "Il Postino: The Postman", 1994, "PG", 108.0, "Romance, Comedy, Drama"),
        *("1994-09-01", "Massimo Troisi, Michael Radford", "Anna Pavignano", "Massimo Troisi"),
        *(81, "Italian, Spanish", "Italy, France", 1),
    ),
    (
        *(12, "tt0114746", "12 Monkeys", 1995, "R", 129.0, "Sci-Fi, Mystery", "1995-12-08"),
        *("Terry Gilliam", "David Peoples", "Brad Pitt, Bruce Willis", 74, "English"),
        *("United States", 0),
    ),
    (
        *(13, "tt0114369", "Seven", 1995, "R", 127.0, "Crime, Mystery", "1995-09-22"),
        *("David Fincher", "Andrew Kevin Walker", "Brad Pitt, Morgan Freeman", 65, "English"),
        *("United States", 0),
    ),
    (
        *(14, "tt0114709", "Toy Story", 1995, "G", 81.0, "Animation, Comedy, Family", "1995-11-22"),
        *("John Lasseter", "Joss Whedon", "Tim Allen, Tom Hanks", 95, "English"),
        *("United States", 1),
    ),
    (
        *(15, "tt0211915", "Amélie", 2001, "R", 122.0, "Comedy, Romance", "2001-04-25"),
        *("Jean-Pierre Jeunet", "Guillaume Laurant", "Audrey Tautou", 69, "French"),
        *("France, West Germany", 0),
    ),
    (
        *(16, "tt0083658", "Blade Runner", 1982, None, 117.0, "Sci-Fi", "1982-06-25"),
        *("Ridley Scott", "David Peoples, Hampton Fancher", "Harrison Ford", 84),
        *("English, Klingonese", "United States, Atlantis", 0),
    ),
)
"""Wikidata films, table omdb. Blade Runner has a language and a country that do not exist."""

TOMATOES_ROWS: tuple[tuple[object, ...], ...] = (
    (11, 93, 21848932.0, "Cecchi Gori"),
    (12, 88, 168839459.0, "Universal Pictures, Atlas Entertainment"),
    (13, 82, 327311859.5, "New Line Cinema"),
    (14, 100, None, "Pixar, Walt Disney Pictures"),
    (15, 89, 174200000.0, None),
    (16, 90, None, "Ladd Company, Samuel Goldwyn, Inc."),
)
"""Wikidata films, table tomatoes: ID, Meter, BoxOffice, Production."""

AVAILABILITY_HEADER = "source,record,name,year,territory,starts,ends,licence_type"
AVAILABILITY_ROWS = (
    f"{WIKIDATA},tt0110877,,,GB,2026-01-01,2026-04-01,subscription",  # now, ends in 17 days
    f"{WIKIDATA},tt0114746,,,GB,2026-04-01,,subscription",  # begins in 17 days
    f"{WIKIDATA},tt0114369,,,US,,,purchase",  # in the US for ever, not in GB
    f"{MOVIELENS},4,,,world,2020-01-01,,subscription",  # everywhere, through the other source
    ",,Amelie,2001,GB,2025-01-01,2026-03-15,subscription",  # by name; ended today
    f"{WIKIDATA},tt9999999,,,GB,,,subscription",  # no such record
)
"""Windows around `TODAY`. Home Movie, the film without name and Blade Runner have none."""

USER_ROWS: tuple[tuple[str, str, str, str, str], ...] = (
    ("1", "24", "M", "technician", "85711"),
    ("2", "53", "F", "other", "94043"),
    ("3", "11", "M", "student", "32067"),
    ("4", "33", "F", "artist", "15213"),
    ("5", "17", "F", "student", "55105"),
    ("6", "42", "M", "executive", "98101"),  # has watched nothing
)
"""Viewers: user_id, age, gender, occupation, zip_code."""

INTER_ROWS: tuple[tuple[str, str, int, int], ...] = tuple(
    (viewer, item, rating, 880_000_000 + 3600 * place)
    for place, (viewer, item, rating) in enumerate(
        (viewer, item, rating)
        for viewer, seen in {
            "1": (("1", 5), ("2", 4), ("3", 5), ("4", 2), ("6", 3)),
            "2": (("1", 4), ("5", 5), ("4", 4)),
            "3": (("4", 5), ("2", 3), ("7", 1), ("3", 4)),
            "4": (("1", 5), ("2", 5), ("3", 4), ("5", 4), ("6", 2), ("4", 3)),
            "5": (("5", 5), ("1", 3), ("4", 4), ("2", 2), ("3", 3), ("6", 4), ("7", 2)),
        }.items()
        for item, rating in seen
    )
)
"""Twenty-five ratings: user_id, item_id, rating, timestamp in seconds, one an hour."""

TRUE_PAIRS = (
    ("1", "tt0110877"),
    ("2", "tt0114746"),
    ("3", "tt0114369"),
    ("4", "tt0114709"),
    ("5", "tt0211915"),
)
"""MovieLens id and IMDb id of the films that are the same."""


ITEM_HEADER = "item_id:token\tmovie_title:token_seq\trelease_year:token\tclass:token_seq"
USER_HEADER = "user_id:token\tage:token\tgender:token\toccupation:token\tzip_code:token"
INTER_HEADER = "user_id:token\titem_id:token\trating:float\ttimestamp:float"


@dataclass(frozen=True)
class TinyFiles:
    """Where `write_tiny` wrote each file."""

    item: Path
    inter: Path
    user: Path
    movies: Path
    availability: Path

    @classmethod
    def in_folder(cls, folder: Path) -> "TinyFiles":
        """The files under the names that the real ones have."""
        return cls(
            folder / "ml-100k.item",
            folder / "ml-100k.inter",
            folder / "ml-100k.user",
            folder / "movies.db",
            folder / "availability.csv",
        )


def write_tiny(folder: Path) -> TinyFiles:
    """Write the tiny catalogue in the formats of the real one."""
    folder.mkdir(parents=True, exist_ok=True)
    files = TinyFiles.in_folder(folder)
    write_table(files.item, ITEM_HEADER, ITEM_ROWS)
    write_table(files.user, USER_HEADER, USER_ROWS)
    write_table(files.inter, INTER_HEADER, INTER_ROWS)
    write_movies(files.movies, OMDB_ROWS, TOMATOES_ROWS)
    files.availability.write_text("\n".join((AVAILABILITY_HEADER, *AVAILABILITY_ROWS)) + "\n")
    return files


def write_table(path: Path, header: str, rows: Sequence[Sequence[object]]) -> None:
    """Write one of MovieLens' tables."""
    lines = ["\t".join(map(str, row)) for row in rows]
    path.write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")


def write_movies(
    path: Path, films: Sequence[Sequence[object]], notices: Sequence[Sequence[object]]
) -> None:
    """Write a Wikidata films file: rows of table omdb and of table tomatoes."""
    path.unlink(missing_ok=True)
    columns = ", ".join(f'"{column}"' for column in OMDB_COLUMNS)
    places = ", ".join("?" * len(OMDB_COLUMNS))
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"CREATE TABLE omdb ({columns})")
        db.execute("CREATE TABLE tomatoes (ID, Meter, BoxOffice, Production)")
        db.executemany(f"INSERT INTO omdb VALUES ({places})", films)  # noqa: S608  own text
        db.executemany("INSERT INTO tomatoes VALUES (?, ?, ?, ?)", notices)
        db.commit()
