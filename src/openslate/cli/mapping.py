"""Commands about mappings: what the columns of a table mean."""

from pathlib import Path

import click

from openslate.app.deliveries.guess_mapping import CheckMapping, GuessMapping, MappingView
from openslate.cli.options import COUNT, GivenPath, json_option, sentences
from openslate.cli.output import jsonable, print_json, say, say_problems, table

FILE = GivenPath()


@click.group(name="map")
def map_() -> None:
    """Say what the columns of a table mean: guess it, mend it, try it."""


@map_.command()
@click.argument("file", type=FILE, help="A table: CSV, Excel, JSON or JSON lines.")
@click.option("--out", type=FILE, help="Write the mapping to this new file, to edit and reuse.")
@click.option("--source", help="Who delivers; default the file's name.")
@json_option
@sentences
def guess(as_json: bool, file: Path, out: Path | None, source: str | None) -> None:
    """Guess a mapping from the headers and cells of FILE, with a reason for each column."""
    view = GuessMapping(source)(file, out)
    if as_json:
        print_json(view)
        return
    say(view.sentence)
    table(
        ("Column", "Field", "Sure", "Why", "Cells"),
        (
            (c.column, c.field or "-", f"{c.confidence:.0%}", c.reason, " · ".join(c.samples))
            for c in view.columns
        ),
    )
    _print_preview(view)
    if not out:
        say("")
        say(view.text)


@map_.command()
@click.argument("file", type=FILE, help="The table to try it on.")
@click.option("--mapping", required=True, type=FILE, help="The mapping's YAML file.")
@click.option("--rows", type=COUNT, default=5, show_default=True, help="Records to show.")
@json_option
@sentences
def check(as_json: bool, file: Path, mapping: Path, rows: int) -> None:
    """Try a mapping on every row of FILE: what would come in, and what is wrong."""
    view = CheckMapping(rows)(file, mapping)
    if as_json:
        print_json(view)
    else:
        say(view.sentence)
        _print_preview(view)
    if not view.records:
        raise SystemExit(1)


def _print_preview(view: MappingView) -> None:
    """The first records, how full each field is, the problems and what is left out."""
    for record in view.records:
        said = (f"{name}: {_shown(value)}" for name, value in record.values.items())
        say(f"  {record.id} (row {record.row})  {'; '.join(said)}")
    if view.filled:
        table(
            ("Field", "Records that have it"),
            ((name, f"{count:,} of {view.looked_at:,}") for name, count in view.filled.items()),
        )
    if view.unused:
        say(f"Left out: {', '.join(view.unused)}.")
    for note in view.notes:
        say(note)
    say_problems(view.problems)


def _shown(value: object) -> str:
    plain = jsonable(value)
    return " | ".join(map(str, plain)) if isinstance(plain, list) else str(plain)
