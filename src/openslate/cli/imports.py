"""Commands that bring files in."""

from pathlib import Path

import click

from openslate.app.import_files import (
    ImportAvailability,
    ImportCatalogue,
    ImportEvents,
    ImportViewers,
)
from openslate.app.views import ImportView
from openslate.app.workspace import Workspace
from openslate.catalogue.formats import CATALOGUE_READERS
from openslate.cli.options import common
from openslate.cli.output import print_json, progress, say, say_problems

FILE = click.Path(path_type=Path)
strict_option = click.option(
    "--strict", is_flag=True, help="Take nothing when a single value is wrong."
)


@click.group(name="import")
def import_() -> None:
    """Bring in catalogues, availability, viewers and events."""


@import_.command()
@click.argument("file", type=FILE, help="The catalogue's file.")
@click.option(
    "--reader", required=True, type=click.Choice(sorted(CATALOGUE_READERS)), help="Its format."
)
@strict_option
@common
def catalogue(workspace: Path, as_json: bool, file: Path, reader: str, strict: bool) -> None:
    """A catalogue of items."""
    with progress(as_json) as start, Workspace.open(workspace) as opened:
        report = ImportCatalogue(opened, strict)(file, reader, start("Reading"))
    _print_import(report, as_json)


@import_.command()
@click.argument("file", type=FILE, help="A CSV sheet; the guide to catalogues has its columns.")
@strict_option
@common
def availability(workspace: Path, as_json: bool, file: Path, strict: bool) -> None:
    """A sheet of rights windows: where and when each item may be shown."""
    with progress(as_json) as start, Workspace.open(workspace) as opened:
        report = ImportAvailability(opened, strict)(file, start("Reading"))
    _print_import(report, as_json)


@import_.command()
@click.argument("file", type=FILE, help="A file of viewers, e.g. ml-100k.user.")
@common
def viewers(workspace: Path, as_json: bool, file: Path) -> None:
    """Facts about viewers."""
    with Workspace.open(workspace) as opened:
        report = ImportViewers(opened)(file)
    _print_import(report, as_json)


@import_.command()
@click.argument("file", type=FILE, help="A file of viewing events, e.g. ml-100k.inter.")
@common
def events(workspace: Path, as_json: bool, file: Path) -> None:
    """Viewing events; the same file twice changes nothing, an interrupted one goes on."""
    with progress(as_json) as start, Workspace.open(workspace) as opened:
        report = ImportEvents(opened)(file, start("Importing"))
    _print_import(report, as_json)


def _print_import(report: ImportView, as_json: bool) -> None:
    if as_json:
        print_json(report)
        return
    say(report.sentence)
    say_problems(report.problems)
