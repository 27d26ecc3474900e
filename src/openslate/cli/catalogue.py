"""Commands about the catalogue: import, resolve, review, snapshot, item."""

from pathlib import Path

import click

from openslate.app.desk import Desk
from openslate.app.import_files import (
    ImportAvailability,
    ImportCatalogue,
    ImportEvents,
    ImportViewers,
)
from openslate.app.make_snapshot import MakeSnapshot
from openslate.app.resolve import ResolveIdentities
from openslate.app.review_links import LinksWaiting, ReviewLink
from openslate.app.views import ImportView, LinkView
from openslate.app.workspace import Workspace
from openslate.catalogue.formats import CATALOGUE_READERS
from openslate.cli.options import common
from openslate.cli.output import print_json, progress, say, table

FILE = click.Path(path_type=Path)


@click.group(name="import")
def import_() -> None:
    """Bring in catalogues, availability, viewers and events."""


@import_.command()
@click.argument("file", type=FILE)
@click.option(
    "--reader", required=True, type=click.Choice(sorted(CATALOGUE_READERS)), help="Its format."
)
@click.option("--strict", is_flag=True, help="Take nothing when a single row is wrong.")
@common
def catalogue(workspace: Path, as_json: bool, file: Path, reader: str, strict: bool) -> None:
    """A catalogue of items."""
    with progress(as_json) as start:
        action = ImportCatalogue(Workspace.open(workspace), strict=strict)
        _print_import(action(file, reader, start("Reading")), as_json)


@import_.command()
@click.argument("file", type=FILE)
@common
def availability(workspace: Path, as_json: bool, file: Path) -> None:
    """A sheet of rights windows: where and when each item may be shown."""
    with progress(as_json) as start:
        _print_import(
            ImportAvailability(Workspace.open(workspace))(file, start("Reading")), as_json
        )


@import_.command()
@click.argument("file", type=FILE)
@common
def viewers(workspace: Path, as_json: bool, file: Path) -> None:
    """Facts about viewers."""
    _print_import(ImportViewers(Workspace.open(workspace))(file), as_json)


@import_.command()
@click.argument("file", type=FILE)
@common
def events(workspace: Path, as_json: bool, file: Path) -> None:
    """Viewing events; the same file twice changes nothing, an interrupted one goes on."""
    with progress(as_json) as start:
        _print_import(ImportEvents(Workspace.open(workspace))(file, start("Importing")), as_json)


@click.command()
@common
def resolve(workspace: Path, as_json: bool) -> None:
    """Find the records of different sources that mean the same item."""
    with progress(as_json) as start:
        report = ResolveIdentities(Workspace.open(workspace))(start("Resolving"))
    if as_json:
        print_json(report)
    else:
        say(
            f"{report.records:,} records are {report.items:,} items: {report.accepted:,} links "
            f"accepted, {report.waiting:,} wait for a person ('slate review')."
        )


@click.group(invoke_without_command=True)
@click.option("--limit", default=20, show_default=True, help="How many to show.")
@common
@click.pass_context
def review(context: click.Context, workspace: Path, as_json: bool, limit: int) -> None:
    """Pairs of records that wait for a person; `accept` and `reject` decide one."""
    if context.invoked_subcommand:
        return
    waiting = LinksWaiting(Workspace.open(workspace))(limit)
    if as_json:
        print_json(waiting)
    elif not waiting:
        say("Nothing waits for review.")
    else:
        table(
            ("Link", "One record", "Another", "Sure", "Evidence"),
            (
                (v.link, v.left_name, v.right_name, f"{v.confidence:.2f}", v.evidence)
                for v in waiting
            ),
        )


def _decision_options(function: click.decorators.FC) -> click.decorators.FC:
    function = click.option("--by", required=True, help="Who decides.")(function)
    return click.option("--because", required=True, help="Why, kept with the decision.")(function)


@review.command()
@click.argument("link")
@_decision_options
@common
def accept(workspace: Path, as_json: bool, link: str, by: str, because: str) -> None:
    """The two records mean the same item."""
    _print_link(
        ReviewLink(Workspace.open(workspace))(link, same=True, by=by, because=because), as_json
    )


@review.command()
@click.argument("link")
@_decision_options
@common
def reject(workspace: Path, as_json: bool, link: str, by: str, because: str) -> None:
    """The two records mean different items; the pair is never proposed again."""
    _print_link(
        ReviewLink(Workspace.open(workspace))(link, same=False, by=by, because=because), as_json
    )


@click.command()
@common
def snapshot(workspace: Path, as_json: bool) -> None:
    """Derive the canonical graph and write the next numbered snapshot."""
    with progress(as_json) as start:
        report = MakeSnapshot(Workspace.open(workspace))(start("Writing"))
    if as_json:
        print_json(report)
    else:
        word = "New snapshot" if report.new else "Nothing changed since snapshot"
        say(f"{word} {report.name}: {report.items:,} items, {report.claims:,} claims.")


@click.group()
def item() -> None:
    """Look items up."""


@item.command()
@click.argument("query")
@click.option("--limit", default=20, show_default=True, help="How many to show.")
@common
def find(workspace: Path, as_json: bool, query: str, limit: int) -> None:
    """Items whose name, alternative name or people match QUERY."""
    found = Desk.open(workspace).search(query, limit=limit)
    if as_json:
        print_json(found)
    else:
        table(
            ("Item", "Name", "Year", "Genres"),
            ((c.item, c.name, c.year, ", ".join(c.genres)) for c in found.cards),
        )
        say(f"{found.total:,} found.")


@item.command()
@click.argument("item_id", metavar="ITEM")
@common
def show(workspace: Path, as_json: bool, item_id: str) -> None:
    """Everything known of ITEM and who says it."""
    desk = Desk.open(workspace)
    page = desk.item(item_id, desk.context())
    if as_json:
        print_json(page)
        return
    say(f"{page.name} ({page.year}), {page.item}, watched {page.viewings:,} times")
    table(
        ("Field", "Value", "Says", ""),
        (
            (f.field, f.value, f"{f.source} {f.record}", "" if f.won else "not used")
            for f in page.facts
        ),
    )
    table(
        ("Territory", "From", "Until"),
        ((w["territory"], w["starts"], w["ends"]) for w in page.windows),
    )


def _print_import(report: ImportView, as_json: bool) -> None:
    if as_json:
        print_json(report)
        return
    say(report.sentence)
    for problem in report.problems[:10]:
        say(f"  {problem}")
    if len(report.problems) > 10:
        say(f"  and {len(report.problems) - 10:,} more; --json lists them all.")


def _print_link(link: LinkView, as_json: bool) -> None:
    if as_json:
        print_json(link)
    else:
        say(
            f"{link.left_name} / {link.right_name}: {link.status}. "
            "Run 'slate snapshot' to apply it."
        )
