"""What a user writes to match each task, with Splink and with Slate."""

import inspect
import re
from collections.abc import Callable, Sequence
from typing import Any

import polars as pl
import splink.comparison_library as cl
from splink import block_on

from openslate.catalogue.identity.matching import match
from tests.benchmarks.matching_splink import (
    SETUP,
    SplinkModel,
    name_blocking,
    name_columns,
    name_comparison,
    splink_link,
    year_comparison,
    year_in,
)
from tests.benchmarks.matching_task import Pair, Scored, Task

GENRES = {"children": "family", "science fiction": "sci-fi", "film-noir": "crime"}


def slate(task: Task) -> list[Pair]:
    """Every task with Slate: its defaults, no training, accepted links only."""
    found = match(task.right, task.left, one_to_one=task.one_to_one)
    return found.select("right", "left").rows()


def splink_films(task: Task) -> Scored:
    """Films by name, year and genres."""
    both = _both(task)
    names = both["name"].to_list()
    told = both["year"].to_list() if "year" in both.columns else [None] * len(names)
    columns = _columns(
        both,
        year=[year_in(name) or year for name, year in zip(names, told, strict=True)],
        genres=[sorted({_genre(genre) for genre in row or ()}) for row in both["genres"].to_list()],
    )
    model = SplinkModel(
        comparisons=[
            name_comparison(),
            year_comparison(),
            cl.ArrayIntersectAtSizes("genres", [3, 2, 1]),
        ],
        blocking=[*name_blocking(), block_on("year", "substr(name, 1, 3)")],
        certain=[block_on("name", "year")],
        recall=0.8,
        training=[block_on("name"), block_on("year")],
    )
    return splink_link(columns, task.left.height, model)


def _genre(genre: str) -> str:
    return GENRES.get(genre.casefold(), genre.casefold())


def splink_names(task: Task) -> Scored:
    """Things of which nothing but the name is known.

    One comparison is too few for expectation maximisation, so Splink's own m stay; other columns
    made of the name and trained on made it worse.
    """
    model = SplinkModel(
        comparisons=[name_comparison()],
        blocking=[*name_blocking(), block_on("substr(name, 1, 6)")],
        certain=[block_on("name")],
        recall=0.5,
        training=[],
    )
    return splink_link(_columns(_both(task)), task.left.height, model)


def splink_papers(task: Task) -> Scored:
    """Papers by title, year and authors."""
    both = _both(task)
    people = [sorted({_surname(one) for one in row or ()}) for row in both["writers"].to_list()]
    columns = _columns(both, year=both["year"].to_list(), authors=people)
    model = SplinkModel(
        comparisons=[
            name_comparison(),
            year_comparison(),
            cl.ArrayIntersectAtSizes("authors", [3, 2, 1]),
        ],
        blocking=[*name_blocking(), block_on("authors", "year", arrays_to_explode=["authors"])],
        certain=[block_on("name", "year")],
        recall=0.8,
        training=[block_on("name"), block_on("year")],
    )
    return splink_link(columns, task.left.height, model)


def _surname(name: str) -> str:
    words = re.findall(r"\w+", name.casefold())
    return words[-1] if words else ""


def splink_places(task: Task) -> Scored:
    """Restaurants by name, telephone, street and kitchen."""
    both = _both(task)
    columns = _columns(
        both,
        phone=both["telephone"].to_list(),
        street=both["description"].to_list(),
        kitchen=[next(iter(row or ()), None) for row in both["genres"].to_list()],
    )
    model = SplinkModel(
        comparisons=[
            name_comparison(),
            cl.ExactMatch("phone"),
            cl.JaroWinklerAtThresholds("street", [0.95, 0.85]),
            cl.ExactMatch("kitchen").configure(term_frequency_adjustments=True),
        ],
        blocking=[*name_blocking(), block_on("phone"), block_on("substr(street, 1, 6)")],
        certain=[block_on("name"), block_on("phone")],
        recall=0.9,
        training=[block_on("phone"), block_on("rarest")],
    )
    return splink_link(columns, task.left.height, model)


def _both(task: Task) -> pl.DataFrame:
    return pl.concat([task.left, task.right], how="diagonal")


def _columns(both: pl.DataFrame, **others: Sequence[Any]) -> pl.DataFrame:
    ids = both["record"].to_list()
    return pl.DataFrame(
        {"unique_id": ids, **name_columns(both["name"].to_list()), **others},
        strict=False,
        infer_schema_length=None,
    )


def setup_lines(*functions: Callable[..., object]) -> int:
    """Lines that say something: no blank ones, no docstrings."""
    return sum(map(_lines, functions))


def _lines(function: Callable[..., object]) -> int:
    code = inspect.getsource(function).replace(f'"""{function.__doc__}"""', "")
    return sum(bool(line.strip()) for line in code.splitlines())


def splink_setup_lines(setup: Callable[..., object]) -> int:
    """Lines of one Splink model and of what it shares with the others."""
    return setup_lines(setup, *SETUP, _both, _columns)
