"""Reads films from RecBole's atomic files of MovieLens (`*.item`)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from openslate.catalogue.genres import genres
from openslate.catalogue.readers.table_text import read_rows
from openslate.catalogue.record import ProblemList, SourceRecord, known
from openslate.graph.delivery import DeliveryKind

ITEM, TITLE, YEAR, GENRES = "item_id", "movie_title", "release_year", "class"
COLUMNS = (ITEM, TITLE, YEAR, GENRES)
UNKNOWN = {"", "unkonwn", "unknown"}  # the first as the file itself spells it


@dataclass(frozen=True)
class MovieLensReader:
    """Films of MovieLens: name, year and genres. A name stays as written ('Postino, Il')."""

    source: str = "movielens-100k"
    name: str = "movielens"
    licence: str = "GroupLens terms: research use, no redistribution"
    trust: float = 0.6
    kinds: tuple[DeliveryKind, ...] = ("works",)

    def records(self, path: Path, problems: ProblemList) -> Iterator[SourceRecord]:
        """Read a tab-separated `.item` file; a film without name keeps its id, for its events."""
        seen: set[str] = set()
        for row, cells in read_rows(path, COLUMNS, problems, separator="\t"):
            if not cells[ITEM]:
                problems.add(row, ITEM, "", "an id; the row was left out")
            elif cells[ITEM] in seen:
                problems.add(row, ITEM, cells[ITEM], "an id of its own; the first row was kept")
            else:
                seen.add(cells[ITEM])
                yield self._record(row, cells, problems)

    def _record(self, row: int, cells: Mapping[str, str], problems: ProblemList) -> SourceRecord:
        values = known(
            {
                "name": _name(row, cells[TITLE], problems),
                "year": _year(row, cells[YEAR], problems),
                "genres": genres(cells[GENRES].split()),
            }
        )
        return SourceRecord(self.source, cells[ITEM], row, values)


def _name(row: int, text: str, problems: ProblemList) -> str | None:
    if text not in UNKNOWN:
        return text
    problems.add(row, TITLE, text, "a name; the film keeps its id")
    return None


def _year(row: int, text: str, problems: ProblemList) -> int | None:
    if text.isdecimal() and len(text) == 4:
        return int(text)
    problems.add(row, YEAR, text, "a year")
    return None
