"""Labelled sets of matching, fetched at run time from the package index and never kept here.

Auto-FuzzyJoin (Li et al., SIGMOD 2021, MIT): fifty sets of names of DBpedia, each a right list to
be joined with a larger and clean left one. py_entitymatching (Magellan, BSD) carries Fodor's and
Zagat's restaurants with all their matches, and DBLP and ACM papers with labels for some pairs.
"""

import csv
import io
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
from platformdirs import user_cache_path

from openslate.common.errors import SlateError
from openslate.common.ids import hash_file
from tests.benchmarks.matching_task import Task

Row = Mapping[str, str]
Rows = Sequence[Row]
WORKS = ("Artwork", "Magazine", "Song")


@dataclass(frozen=True)
class Package:
    """A file of the package index that carries labelled sets."""

    requirement: str
    file_name: str
    sha256: str
    options: tuple[str, ...]


NAMES_ONLY = Package(
    "autofj==0.0.6",
    "autofj-0.0.6-py3-none-any.whl",
    "647aac65288a03ef6eed24ece2f11d4e52d6a780fb1e6125dfe1874df6e6597b",
    ("--only-binary=:all:",),
)
MAGELLAN = Package(
    "py_entitymatching==0.4.2",
    "py-entitymatching-0.4.2.tar.gz",
    "3656a8ab0bdce297ed3ae13c890c0091deeae79367aad44e3f84effd44b60f7f",
    ("--no-binary=py_entitymatching",),
)


def fetch(package: Package, folder: Path | None = None) -> Path:
    """The package's file in the user's cache; pip downloads it when it is not there or not right.

    Raises SlateError when it cannot be had or is another file than the one that was measured.
    """
    folder = folder or user_cache_path("slate") / "benchmarks"
    path = folder / package.file_name
    if not path.is_file():
        _download(package, folder)
    if hash_file(path) != package.sha256:
        raise SlateError(
            f"Its SHA-256 is not {package.sha256}", where=str(path), do="Delete it and run again"
        )
    return path


def _download(package: Package, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        options = ["download", "--quiet", "--no-deps", *package.options, "--dest", scratch]
        command = [sys.executable, "-m", "pip", *options, package.requirement]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        found = Path(scratch) / package.file_name
        if not found.exists():
            raise SlateError(
                f"{package.requirement} could not be downloaded: {done.stderr.strip()[-300:]}",
                do=f"Put {package.file_name} into {folder} yourself",
            )
        found.replace(folder / package.file_name)


def names_only(path: Path) -> dict[str, Task]:
    """All sets of Auto-FuzzyJoin by name; several right names may be one left name."""
    with zipfile.ZipFile(path) as wheel:
        parts = [member.split("/") for member in wheel.namelist()]
        titles = sorted({part[2] for part in parts if len(part) == 4 and part[1] == "benchmark"})

        def rows(title: str, part: str) -> list[Row]:
            return _rows(wheel.read(f"autofj/benchmark/{title}/{part}.csv"))

        return {title: _names_task(title, *(rows(title, p) for p in _PARTS)) for title in titles}


_PARTS = ("left", "right", "gt")


def _names_task(title: str, left: Rows, right: Rows, truth: Rows) -> Task:
    pairs = frozenset((row["id_l"], row["id_r"]) for row in truth)
    return Task(title, _names(left), _names(right), pairs, one_to_one=False)


def _names(rows: Rows) -> pl.DataFrame:
    return pl.DataFrame([{"record": row["id"], "name": row["title"]} for row in rows])


def restaurants(path: Path) -> Task:
    """Fodor's and Zagat's guides: 533 and 331 restaurants, all 112 that stand in both."""
    read = _reader(path)
    folder = "end-to-end/restaurants"
    matches = read(f"{folder}/matches_fodors_zagats.csv")
    return Task(
        "Fodor's and Zagat's restaurants",
        pl.DataFrame([_place(row) for row in read(f"{folder}/fodors.csv")]),
        pl.DataFrame([_place(row) for row in read(f"{folder}/zagats.csv")]),
        frozenset((row["fodors_id"], row["zagats_id"]) for row in matches),
    )


def _place(row: Row) -> dict[str, Any]:
    digits = re.sub(r"\D", "", row["phone"])
    return {
        "record": row["id"],
        "name": row["name"],
        "description": f"{row['addr']}, {row['city']}",
        "genres": [row["type"]] if row["type"] else [],
        "telephone": digits or None,
    }


def papers(path: Path) -> Task:
    """DBLP and ACM: 2,616 and 2,294 papers, of which 415 pairs are labelled."""
    read = _reader(path)
    labels = read("dblp_acm_demo_labels.csv")
    pairs = {(row["ltable.id"], row["rtable.id"]): row["gold"] == "1" for row in labels}
    return Task(
        "DBLP and ACM papers",
        pl.DataFrame([_paper(row) for row in read("DBLP.csv")]),
        pl.DataFrame([_paper(row) for row in read("ACM.csv")]),
        frozenset(pair for pair, same in pairs.items() if same),
        judged=frozenset(pairs),
    )


def _paper(row: Row) -> dict[str, Any]:
    return {
        "record": row["id"],
        "name": row["title"],
        "writers": [one for one in row["authors"].split(", ") if one],
        "year": int(float(row["year"])) if row["year"] else None,
    }


def _reader(path: Path) -> Any:
    """Reads a table of py_entitymatching's data folder by its name."""

    def read(name: str) -> list[Row]:
        root = path.name.removesuffix(".tar.gz")
        with tarfile.open(path) as archive:
            member = archive.extractfile(f"{root}/py_entitymatching/datasets/{name}")
            if member is None:
                raise SlateError(f"{name} is not a file", where=str(path), do="Fetch it again")
            return _rows(member.read())

    return read


def _rows(data: bytes) -> list[Row]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
