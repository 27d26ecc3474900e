"""Reads the films of MovieLens as GroupLens publishes it: a folder, a zip, or the file of films.

`movies.csv` with `links.csv` and `tags.csv` (latest, 20M, 25M, 32M), `movies.dat` (1M, 10M) or
`u.item` (100K).
"""

import csv
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from openslate.catalogue.genres import genres
from openslate.catalogue.intake import open_binary, open_zip
from openslate.catalogue.readers.labels import LabelStore
from openslate.catalogue.readers.packed import is_zip, unpacked
from openslate.catalogue.record import ProblemList, SourceRecord, known
from openslate.catalogue.values.identifiers import identifier, identifier_fields
from openslate.common.errors import SlateError
from openslate.graph.delivery import DeliveryKind

FILMS = ("movies.csv", "movies.dat", "u.item")
OTHERS = ("links.csv", "tags.csv")
GENRES_100K = (
    *("unknown", "Action", "Adventure", "Animation", "Children's", "Comedy", "Crime"),
    *("Documentary", "Drama", "Fantasy", "Film-Noir", "Horror", "Musical", "Mystery", "Romance"),
    *("Sci-Fi", "Thriller", "War", "Western"),
)
"""The order of the last 19 columns of `u.item`, from its `u.genre`."""
TAGGERS = 3  # people who must give a tag before a film has it
LONGEST = 10_000_000  # characters of a line
_YEAR = re.compile(r"\s*\((\d{4})(?:[-\u2013]\d{0,4})?\)\s*$")


@dataclass(frozen=True)
class MovieLensFolderReader:
    """Films of any MovieLens set: name, year, genres, IMDb and TMDB ids, tags of several people.

    A name stays as written, without the year behind it. Tags that fewer than three people gave say
    more of the person than of the film, and are left out.
    """

    source: str = "movielens"
    name: str = "movielens-folder"
    licence: str = "GroupLens terms: research use, no redistribution"
    trust: float = 0.6
    kinds: tuple[DeliveryKind, ...] = ("works",)

    def records(self, path: Path, problems: ProblemList) -> Iterator[SourceRecord]:
        """Read a folder, a zip of it, or its file of films, beside which the others are sought."""
        with _found(path) as files, LabelStore() as notes:
            films = next((files[name] for name in FILMS if name in files), None)
            if films is None:
                raise SlateError(
                    "None of movies.csv, movies.dat and u.item is there",
                    where=str(path),
                    do="Give the folder that MovieLens unpacks to",
                )
            for name in OTHERS:
                if name in files:
                    _note(files[name], notes)
            seen: set[str] = set()
            for row, record, title, words in _films(films, problems):
                if record in seen:
                    problems.add(row, "movieId", record, "an id of its own; the first was kept")
                    continue
                seen.add(record)
                yield SourceRecord(self.source, record, row, _values(record, title, words, notes))


def _values(record: str, title: str, words: list[str], notes: LabelStore) -> dict[str, object]:
    found = _YEAR.search(title)
    name = _YEAR.sub("", title).strip()
    imdb, tmdb, tags = (notes.get(f"{kind} {record}") for kind in ("imdb", "tmdb", "tags"))
    ids = (identifier("imdb", imdb or ""), identifier("tmdb", tmdb or ""))
    return known(
        {
            "name": None if name == "unknown" else name,
            "year": int(found[1]) if found else None,
            "genres": genres(words),
            "tags": tags.split("\n") if tags else [],
            **identifier_fields(ids),
        }
    )


def _films(path: Path, problems: ProblemList) -> Iterator[tuple[int, str, str, list[str]]]:
    """Row, id, title and genres of every film."""
    if path.suffix == ".csv":
        for row, cells in _csv_rows(path, problems):
            if len(cells) < 3 or not cells[0].isdecimal():
                problems.add(row, "movieId", cells[0], "a row of movieId, title and genres")
            else:
                yield row, cells[0], cells[1], cells[2].split("|")
        return
    between, least = ("::", 3) if path.suffix == ".dat" else ("|", 24)
    for row, line in enumerate(_lines(path), start=1):
        cells = line.split(between)
        if len(cells) < least or not cells[0].isdecimal():
            problems.add(row, "movieId", cells[0], f"a row of {least} cells")
        elif path.suffix == ".dat":
            yield row, cells[0], "::".join(cells[1:-1]), cells[-1].split("|")
        else:
            flags = zip(GENRES_100K, cells[-19:], strict=True)
            yield row, cells[0], cells[1], [genre for genre, flag in flags if flag == "1"]


def _note(path: Path, notes: LabelStore) -> None:
    """Keep what `links.csv` and `tags.csv` say of each film."""
    rows = (cells for _, cells in _csv_rows(path, ProblemList(path)))
    if path.name == "tags.csv":
        for film, words in _shared_tags(rows).items():
            notes.put(f"tags {film}", "\n".join(sorted(words)))
        return
    for film, imdb, *rest in (cells for cells in rows if len(cells) >= 2):
        notes.put(f"imdb {film}", imdb)
        if rest and rest[0]:
            notes.put(f"tmdb {film}", rest[0])


def _shared_tags(rows: Iterable[list[str]]) -> dict[str, list[str]]:
    """Tags by film that several people gave it."""
    people: dict[tuple[str, str], set[str]] = {}
    for viewer, film, tag, *_ in (cells for cells in rows if len(cells) >= 3):
        taggers = people.setdefault((film, tag.strip().lower()), set())
        if len(taggers) < TAGGERS:
            taggers.add(viewer)
    tags: dict[str, list[str]] = {}
    for (film, tag), taggers in people.items():
        if len(taggers) >= TAGGERS and tag:
            tags.setdefault(film, []).append(tag)
    return tags


def _csv_rows(path: Path, problems: ProblemList) -> Iterator[tuple[int, list[str]]]:
    rows = csv.reader(_lines(path))
    try:
        next(rows, None)
        for cells in rows:
            if cells:
                yield rows.line_num, cells
    except csv.Error as error:
        problems.add(rows.line_num, "row", str(error), "a row of CSV; the rest was left out")


def _lines(path: Path) -> Iterator[str]:
    """Lines as text: UTF-8, or Latin-1 as in the older sets."""
    with open_binary(path) as stream:
        while line := stream.readline(LONGEST):
            yield _decoded(line).rstrip("\r\n")


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError:
        return line.decode("latin-1")


@contextmanager
def _found(path: Path) -> Iterator[dict[str, Path]]:
    """The files of a MovieLens set by name."""
    whole = os.path.isdir(path)  # False, never an error, for a name that is too long
    if whole or not is_zip(path):
        folder = path if whole else path.parent
        files = {name: folder / name for name in (*FILMS, *OTHERS) if (folder / name).is_file()}
        if not whole and os.path.isfile(path):
            films = {name: file for name, file in files.items() if name not in FILMS}
            files = {**films, **({path.name: path} if path.name in FILMS else {})}
        yield files
        return
    with TemporaryDirectory(prefix="slate-") as folder_name, open_zip(path) as archive:
        kept: dict[str, Path] = {}
        for member in archive.namelist():
            name = PurePosixPath(member).name
            if name in (*FILMS, *OTHERS) and name not in kept:
                with unpacked(archive, member) as file:
                    kept[name] = file.rename(Path(folder_name) / name)
        yield kept
