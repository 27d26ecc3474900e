"""How fast tables are read through a mapping, and in how much memory.

    scripts/bench readers [MEGABYTES]

MEGABYTES (default 100) is the size of the CSV; the workbook is a tenth of it. Each measurement runs
in a process of its own, so that its peak memory is its own.
"""

import json
import multiprocessing
import random
import resource
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import polars as pl
from openpyxl import Workbook, load_workbook

from openslate.catalogue.mapping.file import parse_mapping
from openslate.catalogue.readers.table_mapped import MappedReader
from openslate.catalogue.record import ProblemList
from tests.benchmarks.report import markdown_table, write_page

COLUMNS = ("Id", "Title", "Year", "Runtime", "Genres", "Director", "Released", "Synopsis")
MAPPING = """mapping: bench
source: bench
id: Id
columns:
  name: Title
  description: Synopsis
  year: Year
  release_date: Released
  runtime: Runtime
  genres: {from: Genres, split: "|"}
  directors: Director
"""
WORDS = ("night", "river", "stone", "garden", "winter", "morning", "letter", "silver", "harbour")
ABOUT = """Invented films with eight columns: id, title, year, running time, genres, director, day
and a synopsis. Slate turns every row into a record, value by value, and finds the order of day and
month; the peers only take the file into memory or walk through its cells. Memory is the peak of a
process of its own, above what it had with everything imported.
"""


def rows(count: int) -> Iterator[list[str]]:
    """The same films every time."""
    choices = random.Random(7)
    for number in range(count):
        title = " ".join(choices.choices(WORDS, k=3))
        synopsis = " ".join(choices.choices(WORDS, k=40))
        day = f"{choices.randint(1, 28):02}.{choices.randint(1, 12):02}.{1950 + number % 70}"
        minutes = f"{choices.randint(1, 2)}h {choices.randint(0, 59)}m"
        year, genres = str(1950 + number % 70), "|".join(choices.sample(WORDS, 2))
        yield [f"f{number}", title, year, minutes, genres, "Ann Other", day, synopsis]


def write_csv(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8") as stream:
        for cells in [COLUMNS, *rows(0)]:
            stream.write(",".join(cells) + "\n")
        stream.writelines(",".join(cells) + "\n" for cells in rows(count))


def write_json(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8") as stream:
        stream.write('{"items": [\n')
        for number, cells in enumerate(rows(count)):
            comma = ",\n" if number else ""
            stream.write(comma + json.dumps(dict(zip(COLUMNS, cells, strict=True))))
        stream.write("\n]}\n")


def write_workbook(path: Path, count: int) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Titles")
    sheet.append(COLUMNS)
    for cells in rows(count):
        sheet.append(cells)
    book.save(path)


def read_by_slate(path: Path) -> int:
    """Every record, one by one."""
    reader = MappedReader.of(parse_mapping(MAPPING, "bench.yaml"))
    return sum(1 for _ in reader.records(path, ProblemList(path)))


def read_by_polars(path: Path) -> int:
    return pl.read_csv(path, infer_schema=False).height


def read_by_json(path: Path) -> int:
    with path.open(encoding="utf-8") as stream:
        return len(json.load(stream)["items"])


def read_by_openpyxl(path: Path) -> int:
    sheet = load_workbook(path, read_only=True)["Titles"]
    return sum(1 for _ in sheet.iter_rows(values_only=True)) - 1


CONTENDERS: Sequence[tuple[str, str, Callable[[Path], int]]] = (
    ("csv", "Slate, CSV through a mapping", read_by_slate),
    ("csv", "polars.read_csv, all as text", read_by_polars),
    ("json", "Slate, JSON through a mapping", read_by_slate),
    ("json", "json.load", read_by_json),
    ("xlsx", "Slate, Excel through a mapping", read_by_slate),
    ("xlsx", "openpyxl, cells only", read_by_openpyxl),
)


def measured(read: Callable[[Path], int], path: Path) -> tuple[int, float, float]:
    """Rows, seconds and peak megabytes of reading a file in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(measure, (read, path))


def measure(read: Callable[[Path], int], path: Path) -> tuple[int, float, float]:
    """The same in this process."""
    before = peak()
    start = perf_counter()
    count = read(path)
    return count, perf_counter() - start, peak() - before


def peak() -> float:
    """Most megabytes this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the page and write it to docs/evaluation/readers.md."""
    given = sys.argv[1:] if arguments is None else arguments
    megabytes = int(given[0]) if given else 100
    count = megabytes * 1_000_000 // 372  # bytes of a row
    with TemporaryDirectory() as folder:
        files = {kind: Path(folder) / f"films.{kind}" for kind in ("csv", "json", "xlsx")}
        write_csv(files["csv"], count)
        write_json(files["json"], count)
        write_workbook(files["xlsx"], count // 10)
        lines = [line(name, read, files[kind]) for kind, name, read in CONTENDERS]
    headings = ("", "MB", "rows", "seconds", "rows a second", "peak MB above start")
    write_page("readers", "Readers of tables", f"{ABOUT}\n{markdown_table(headings, lines)}")


def line(name: str, read: Callable[[Path], int], path: Path) -> Sequence[object]:
    """A line of the table."""
    count, seconds, memory = measured(read, path)
    size = path.stat().st_size / 1e6
    return (name, f"{size:.0f}", f"{count:,}", f"{seconds:.1f}", f"{count / seconds:,.0f}",
            f"{memory:.0f}")  # fmt: skip


if __name__ == "__main__":
    main()
