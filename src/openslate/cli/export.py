"""The command that writes items out."""

from pathlib import Path

import click

from openslate.app.deliveries.export import ExportItems
from openslate.app.workspace import Workspace
from openslate.catalogue.exports.formats import EXPORTS
from openslate.cli.options import GivenPath, common
from openslate.cli.output import print_json, progress, say

FORMATS = "; ".join(f"{name}: {form.about}" for name, form in EXPORTS.items())


@click.command()
@click.argument("form", metavar="FORMAT", type=click.Choice(list(EXPORTS)), help=f"{FORMATS}.")
@click.argument("file", type=GivenPath(dir_okay=False), help="Where to write.")
@click.option("--item", "ids", multiple=True, help="An item's id; again for more. None: all.")
@common
def export(workspace: Path, as_json: bool, form: str, file: Path, ids: tuple[str, ...]) -> None:
    """Write the items of the newest snapshot to FILE in an exchange format."""
    with progress(as_json) as start, Workspace.open(workspace) as opened:
        report = ExportItems(opened)(form, file, ids, start("Writing"))
    if as_json:
        print_json(report)
    else:
        say(report.sentence)
