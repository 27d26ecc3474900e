"""Two catalogues of films with the truth about them: MovieLens names and Wikidata films."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

import polars as pl

NAMES, FILMS = "names", "films"


@dataclass(frozen=True, eq=False)
class Films:
    """Records of both sources, and who is who.

    `names` and `films` have no ids of each other; `truth` is the IMDb id of each name, None where
    it has no film; `ids` the IMDb id of each film.
    """

    names: pl.DataFrame
    films: pl.DataFrame
    truth: dict[str, str | None]
    ids: dict[str, str]

    @property
    def together(self) -> pl.DataFrame:
        """All records in one frame, as resolution takes them."""
        return pl.concat([self.names, self.films], how="diagonal")

    def only(self, names: set[str]) -> "Films":
        """The same with fewer names."""
        kept = self.names.filter(pl.col("record").is_in(list(names)))
        return Films(kept, self.films, self.truth, self.ids)


def read_both(names: Path, films: Path) -> Films:
    """Everything from the two files."""
    name_records, truth = read_names(names)
    film_records, ids = read_films(films)
    return Films(name_records, film_records, truth, ids)


def read_films(path: Path) -> tuple[pl.DataFrame, dict[str, str]]:
    """Wikidata films as records without ids of others, and the IMDb id of each for measuring."""
    with sqlite3.connect(path) as connection:
        rows = connection.execute(
            "SELECT ID, Title, Year, Runtime, Director, Genre, imdbID FROM omdb"
        ).fetchall()
    films = [
        {
            "source": FILMS,
            "record": str(film),
            "name": name,
            "year": year,
            "runtime": None if runtime is None else round(runtime),
            "directors": director.split(", "),
            "genres": genre.split(", "),
        }
        for film, name, year, runtime, director, genre, _ in rows
    ]
    return pl.DataFrame(films), {str(row[0]): row[-1] for row in rows}


def read_names(path: Path) -> tuple[pl.DataFrame, dict[str, str | None]]:
    """MovieLens names as records, and for each the IMDb id of its film, None if it has none."""
    table = pl.read_csv(path, columns=[0, 1, 2, 3], schema_overrides=[pl.String] * 4)
    rows = table.rows()
    names = [
        {"source": NAMES, "record": record, "name": name, "genres": (genres or "").split("|")}
        for record, name, genres, _ in rows
    ]
    return pl.DataFrame(names), {row[0]: row[3] for row in rows}
