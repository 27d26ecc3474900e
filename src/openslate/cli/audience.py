"""Commands about viewers."""

from pathlib import Path

import click

from openslate.app.desk import Desk
from openslate.cli.options import common
from openslate.cli.output import print_json, say, table


@click.group()
def viewer() -> None:
    """Look viewers up."""


@viewer.command(name="list")
@click.option("--query", default="", help="Part of a viewer's id.")
@click.option("--limit", default=20, show_default=True, help="How many to show.")
@common
def list_(workspace: Path, as_json: bool, query: str, limit: int) -> None:
    """Viewers and how much they watched."""
    found = Desk.open(workspace).viewers(query, limit=limit)
    if as_json:
        print_json(found)
    else:
        table(
            ("Viewer", "Age", "Occupation", "Territory", "Viewings"),
            ((v.viewer, v.age, v.occupation, v.territory, v.viewings) for v in found),
        )


@viewer.command()
@click.argument("viewer_id", metavar="VIEWER")
@common
def show(workspace: Path, as_json: bool, viewer_id: str) -> None:
    """The profile of VIEWER and what they watched last."""
    found = Desk.open(workspace).viewer(viewer_id)
    if as_json:
        print_json(found)
        return
    say(
        f"{found.viewer}: age {found.age}, {found.occupation}, {found.territory}, "
        f"{found.viewings:,} viewings"
    )
    table(("Item", "Name", "Year"), ((c.item, c.name, c.year) for c in found.latest))
