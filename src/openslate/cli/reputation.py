"""The command about reputations of sources and producers."""

from pathlib import Path

import click

from openslate.app.workspace import Workspace
from openslate.cli.options import common, login_user
from openslate.cli.output import print_json, say, table
from openslate.common.errors import SlateError

NOTHING = (
    "Nothing was verified of anybody yet. Check what a source sends with 'slate verify --from "
    "SOURCE FILE'."
)
SETTLED = "Rules about pages follow with the next 'slate snapshot'."


@click.command()
@click.argument("source", required=False, help="Only this source or producer, with its evidence.")
@click.option("--correct", metavar="WHAT", help="Note that WHAT from SOURCE had to be corrected.")
@click.option("--take-back", metavar="WHAT", help="Let the correction of WHAT count no more.")
@click.option("--because", default="", help="What was wrong, kept with the correction.")
@click.option("--by", help="Who says so; default who is logged in.")
@common
def reputation(
    workspace: Path,
    as_json: bool,
    source: str | None,
    correct: str | None,
    take_back: str | None,
    because: str,
    by: str | None,
) -> None:
    """Reputations of sources and producers, the lowest first, with what they rest on.

    WHAT is a file's id in the register, an item's id, or any words that name it.
    """
    from openslate.app.authenticity.reputation.assess_reputations import AssessReputations
    from openslate.app.authenticity.reputation.note_correction import NoteCorrection
    from openslate.app.authenticity.reputation.reputation_text import (
        reputation_lines,
        reputation_row,
        reputation_view,
    )

    with Workspace.open(workspace) as opened:
        note, changes = NoteCorrection(opened), correct or take_back
        if changes and source is None:
            raise SlateError("A correction is of a source", do="Name the source first")
        if source and correct:
            note(source, correct, by=by or login_user(), because=because)
        if source and take_back:
            note.take_back(source, take_back, by=by or login_user(), because=because)
        assess = AssessReputations(opened)
        found = assess.of(source) if source and not take_back else assess()
        shown = [one for one in found if source in (None, one.party.name)]
    if as_json:
        print_json([reputation_view(one).model_dump(mode="json") for one in shown])
    elif source:
        for one in shown:
            for line in reputation_lines(one):
                say(line)
    elif shown:
        table(("Name", "Is", "Reputation", "Verified"), map(reputation_row, shown))
    else:
        say(NOTHING)
    if changes and not as_json:
        say(SETTLED)
