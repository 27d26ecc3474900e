"""The command that measures what decides the pages."""

from pathlib import Path

import click

from openslate.app.desk import Desk
from openslate.app.influence.how_views import Decider, HowRow
from openslate.app.influence.measure import REQUESTS
from openslate.cli.options import COUNT, common
from openslate.cli.output import print_json, progress, say, table
from openslate.recommend.influence.tally import PAGE


@click.command()
@click.option(
    "--requests",
    type=COUNT,
    default=REQUESTS,
    show_default=True,
    help="How many of the last pages served to look at.",
)
@click.option("--row", "row", default=PAGE, show_default=True, help="The row to tell of.")
@common
def influence(workspace: Path, as_json: bool, requests: int, row: str) -> None:
    """Measure how many places of the pages each component decides, by leaving it out.

    Stopped, it goes on where it was; later it looks only at pages that are new.
    """
    with Desk.open(workspace) as desk:
        with progress(as_json) as start:
            measured = desk.influence.measure(requests, start("Leaving out"))
        told = desk.influence.how(row)
    if as_json:
        print_json(measured)
        return
    _say(told)
    if measured.left_out:
        say(f"{measured.left_out:,} pages are about items that the catalogue no longer has.")
    say("Rows measured: " + ", ".join(found.row for found in measured.rows))


def _say(told: HowRow) -> None:
    say(told.sentence)
    if not told.requests:
        return
    say(f"Measured over {told.requests:,} pages of {told.viewers:,} viewers.")
    say("")
    table(
        ("Component", f"Decides, of {told.places:.0f}", "Moves", ""),
        (_cells(one) for one in (*told.deciders, *told.entries)),
        title=told.name,
    )


def _cells(one: Decider) -> tuple[object, ...]:
    name = one.kind if one.kind == one.name else f"{one.kind} {one.name}"
    return name, one.told, f"{one.moves.value:.1f}", one.title
