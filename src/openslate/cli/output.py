"""How commands speak: tables for people, JSON for programs, progress for those who wait."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from openslate.cli.progress_lines import ProgressLines
from openslate.common.errors import SlateError

TOLD = 10  # problems told one by one
WIDE = 1_000  # characters of a table that goes to a file or another program: nothing is cut
Report = Callable[[int, int | None], None]
"""Called with how much is done and how much there is."""


def console(*, err: bool = False) -> Console:
    """Where a command writes; made anew so that redirected streams are honoured."""
    return Console(stderr=err, highlight=False, soft_wrap=True)


def jsonable(value: Any) -> Any:
    """Dataclasses, enums and dates as plain JSON values."""
    if is_dataclass(value) and not isinstance(value, type):
        return jsonable(asdict(value))
    if isinstance(value, Mapping):
        return {str(key): jsonable(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [jsonable(item) for item in value]
    if isinstance(value, Enum):
        return value.name.lower()
    return value.isoformat() if isinstance(value, date | datetime) else value


def print_json(value: Any) -> None:
    """One JSON document on standard output."""
    click.echo(json.dumps(jsonable(value), ensure_ascii=False, indent=2))


def say(text: str) -> None:
    """A line for a person; square brackets are shown as they are."""
    console().print(text, markup=False)


def say_problems(problems: Sequence[str]) -> None:
    """The first of many sentences, and how many more there are."""
    for problem in problems[:TOLD]:
        say(f"  {problem}")
    if len(problems) > TOLD:
        say(f"  and {len(problems) - TOLD:,} more; --json lists them all.")


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], title: str = "") -> None:
    """A table for a person."""
    grid = Table(title=title or None, title_justify="left", box=None, pad_edge=False)
    for number, name in enumerate(columns):
        # What is cut short can't be used, and least of all an id, which mostly stands first.
        grid.add_column(name, overflow="fold", no_wrap=not number)
    for row in rows:
        grid.add_row(*("" if cell is None else _plain(cell) for cell in row))
    shown = console()
    if not shown.is_terminal:
        shown.width = WIDE
    shown.print(grid)


def _plain(cell: object) -> str:
    return str(cell).replace("[", "\\[")


def _say_nothing(_done: int, _total: int | None) -> None:
    """Progress that nobody watches."""


def fail(error: SlateError) -> None:
    """One clear sentence (or one a problem) on standard error."""
    for line in str(error).splitlines():
        console(err=True).print(f"slate: {line}", markup=False)


def _note(line: str) -> None:
    console(err=True).print(f"slate: {line}", markup=False)


@contextmanager
def progress(quiet: bool) -> Iterator[Callable[[str], Report]]:
    """Bars on standard error; `start("Reading")` gives a function to report with.

    Where it is no terminal a line is written now and again; silent when `quiet`.
    """
    if quiet:
        yield lambda _: _say_nothing
        return
    if not sys.stderr.isatty():
        yield lambda description: ProgressLines(description, _note)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console(err=True), transient=True) as bars:

        def start(description: str) -> Report:
            task: TaskID = bars.add_task(description, total=None)
            return lambda done, total: bars.update(task, completed=done, total=total)

        yield start
