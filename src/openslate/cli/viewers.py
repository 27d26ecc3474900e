"""Commands about viewers."""

from pathlib import Path

import click

from openslate.app.desk import Desk
from openslate.cli.options import COUNT, common
from openslate.cli.output import print_json, say, table


@click.group()
def viewer() -> None:
    """Look viewers up."""


@viewer.command(name="list")
@click.option("--query", default="", help="How a viewer's id or occupation begins.")
@click.option("--limit", type=COUNT, default=20, show_default=True, help="How many to show.")
@common
def list_(workspace: Path, as_json: bool, query: str, limit: int) -> None:
    """Viewers and how much they watched."""
    with Desk.open(workspace) as desk:
        found = desk.viewers(query, limit=limit)
    if as_json:
        print_json(found)
    else:
        table(
            ("Viewer", "Age", "Occupation", "Territory", "Viewings"),
            ((v.viewer, v.age, v.occupation, v.territory, v.viewings) for v in found),
        )


@viewer.command()
@click.argument("viewer_id", metavar="VIEWER", help="The viewer's id.")
@common
def show(workspace: Path, as_json: bool, viewer_id: str) -> None:
    """The profile of VIEWER and what they watched last."""
    with Desk.open(workspace) as desk:
        found = desk.viewer(viewer_id)
    if as_json:
        print_json(found)
        return
    age = "age not known" if found.age is None else f"age {found.age}"
    facts = (age, found.occupation, found.territory, f"{found.viewings:,} viewings")
    say(f"{found.viewer}: {', '.join(fact for fact in facts if fact)}")
    table(("Item", "Name", "Year"), ((c.item, c.name, c.year) for c in found.latest))
