"""Commands about the audience."""

from pathlib import Path

import click

from openslate.app.desk import Desk
from openslate.audience.segments.by_attribute import ATTRIBUTES
from openslate.cli.options import common
from openslate.cli.output import print_json, table
from openslate.common.text import join_words


@click.group()
def audience() -> None:
    """Who watches, in groups: segments, retention."""


@audience.command()
@click.option(
    "--by",
    default="age",
    show_default=True,
    help=f"What divides viewers: {join_words(ATTRIBUTES, 'or')}.",
)
@common
def segments(workspace: Path, as_json: bool, by: str) -> None:
    """Segments of viewers and how many are in each."""
    with Desk.open(workspace) as desk:
        found = desk.audience.segments(by)
    sizes = [{"segment": g.name, "title": g.title, "viewers": g.size} for g in found]
    if as_json:
        print_json(sizes)
    else:
        table(("Segment", "Title", "Viewers"), [tuple(row.values()) for row in sizes])
