"""Commands that bring files in."""

from collections.abc import Sequence
from pathlib import Path

import click

from openslate.app.deliveries.import_files import (
    ImportAvailability,
    ImportCatalogue,
    ImportEvents,
    ImportViewers,
)
from openslate.app.views import ImportView
from openslate.app.workspace import Workspace
from openslate.catalogue.formats import CATALOGUE_READERS
from openslate.cli.fraction import Fraction
from openslate.cli.options import GivenPath, common, purpose_option, read_zone
from openslate.cli.output import print_json, progress, say, say_problems
from openslate.common.text import join_words
from openslate.store.purposes import read_purposes

FILE = GivenPath()
strict_option = click.option(
    "--strict", is_flag=True, help="Take nothing when a single value is wrong."
)


@click.group(name="import")
def import_() -> None:
    """Bring in catalogues, availability, viewers and events."""


@import_.command()
@click.argument("file", type=FILE, help="The catalogue's file.")
@click.option(
    "--reader",
    type=click.Choice(sorted(CATALOGUE_READERS)),
    metavar="FORMAT",
    help=f"Its format: {join_words(sorted(CATALOGUE_READERS), 'or')}; else found out.",
)
@click.option("--mapping", type=FILE, help="What the columns of a table mean, as a YAML file.")
@click.option("--source", help="Who delivers; else as the format or mapping says.")
@click.option("--licence", help="Under which licence; else as the format or mapping says.")
@click.option("--trust", type=Fraction("full trust"), help="How much it counts, 0 to 1.")
@click.option("--update", is_flag=True, help="Replace only the records it names; keep the others.")
@strict_option
@common
def catalogue(
    workspace: Path,
    as_json: bool,
    file: Path,
    reader: str | None,
    mapping: Path | None,
    source: str | None,
    licence: str | None,
    trust: float | None,
    update: bool,
    strict: bool,
) -> None:
    """A catalogue of items. The format is found out by content; a table's columns by a mapping,
    or by a guess that says what it took each column for.
    """
    with progress(as_json) as start, Workspace.open(workspace) as opened:
        importing = ImportCatalogue(opened, strict, update, source, licence, trust)
        report = importing(file, reader, start("Reading"), mapping=mapping)
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
@click.argument("file", type=FILE, help="Events as .jsonl, .csv, .parquet or .inter.")
@click.option("--source", help="Whose records the events name; .inter is MovieLens'.")
@purpose_option("What events that name no purpose may be used for; else the service only.")
@click.option("--zone", help="Where times without a zone were told, e.g. Europe/Berlin.")
@common
def events(
    workspace: Path,
    as_json: bool,
    file: Path,
    source: str | None,
    purposes: Sequence[str],
    zone: str | None,
) -> None:
    """What viewers did; the same file twice changes nothing, an interrupted one goes on."""
    with progress(as_json) as start, Workspace.open(workspace) as opened:
        meant = read_purposes(purposes) if purposes else None
        importing = ImportEvents(opened, source, meant, read_zone(zone))
        report = importing(file, start("Importing"))
    _print_import(report, as_json)


def _print_import(report: ImportView, as_json: bool) -> None:
    if as_json:
        print_json(report)
        return
    say(report.sentence)
    say_problems(report.problems)
    if report.unknown:
        say(report.unknown.sentence)
