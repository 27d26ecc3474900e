"""Commands about viewers."""

from collections.abc import Sequence
from getpass import getuser
from pathlib import Path

import click

from openslate.app.audience.audience_views import PurposesView
from openslate.app.desk import Desk
from openslate.cli.options import COUNT, common, login_user, purpose_option
from openslate.cli.output import print_json, say, table
from openslate.common.text import join_words
from openslate.store.purposes import read_purposes


@click.group()
def viewer() -> None:
    """Look viewers up, change what their events are used for, erase them."""


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


@viewer.command()
@click.argument("viewer_id", metavar="VIEWER", help="The viewer's id.")
@common
def purposes(workspace: Path, as_json: bool, viewer_id: str) -> None:
    """The purposes that VIEWER withdrew."""
    with Desk.open(workspace) as desk:
        _print_purposes(desk.audience.purposes(viewer_id), as_json)


@viewer.command()
@click.argument("viewer_id", metavar="VIEWER", help="The viewer's id.")
@purpose_option("What none of the viewer's events may be used for from now on.", required=True)
@common
def withdraw(workspace: Path, as_json: bool, viewer_id: str, purposes: Sequence[str]) -> None:
    """Withdraw purposes: from now on no event of VIEWER counts for them."""
    with Desk.open(workspace) as desk:
        told = desk.audience.change_purposes(viewer_id, withdraw=read_purposes(purposes))
    _print_purposes(told, as_json)


@viewer.command()
@click.argument("viewer_id", metavar="VIEWER", help="The viewer's id.")
@purpose_option("What the viewer's events may be used for again.", required=True)
@common
def give(workspace: Path, as_json: bool, viewer_id: str, purposes: Sequence[str]) -> None:
    """Give purposes again: what VIEWER does from now on counts for them."""
    with Desk.open(workspace) as desk:
        told = desk.audience.change_purposes(viewer_id, give=read_purposes(purposes))
    _print_purposes(told, as_json)


def _print_purposes(told: PurposesView, as_json: bool) -> None:
    if as_json:
        print_json(told)
        return
    gone = join_words(told.withdrawn) if told.withdrawn else "nothing"
    say(f"Withdrawn: {gone}.")
    for purpose, at in told.given_again.items():
        say(f"Given again: {purpose}, for what happened since {at:%Y-%m-%d %H:%M} UTC.")


@viewer.command()
@click.argument("viewer_id", metavar="VIEWER", help="The viewer's id.")
@click.option("--because", default="The viewer asked for it", show_default=True, help="Why.")
@click.option("--yes", is_flag=True, help="Do not ask first.")
@common
def erase(workspace: Path, as_json: bool, viewer_id: str, because: str, yes: bool) -> None:
    """Erase everything about VIEWER: events, profile, consent, what the journal says of them.

    A tombstone stays: that, when, by whom and why somebody was erased, never who.
    """
    with Desk.open(workspace) as desk:
        _ = desk.audience.purposes(viewer_id)  # raises for a viewer nobody knows
        if not yes:
            question = f"Erase everything about {viewer_id}? It can't be undone."
            click.confirm(question, abort=True, err=True)
        erased = desk.audience.erase(viewer_id, by=getuser(), because=because)
    if as_json:
        print_json(erased)
        return
    gone = [f"{count:,} {what}" for what, count in erased.removed.items() if count]
    say(f"Erased: {join_words(gone) if gone else 'nothing was kept'}. Tombstone {erased.id}.")
    say("The model that serves has forgotten them. Copies of the workspace still hold them.")


@viewer.command()
@click.argument("viewer_id", metavar="VIEWER", help="The viewer's id.")
@click.argument("choice", type=click.Choice(["on", "off"]), help="Use it, or do not.")
@click.option("--by", help="Who notes it; default your login name.")
@common
def history(workspace: Path, as_json: bool, viewer_id: str, choice: str, by: str | None) -> None:
    """Switch the use of VIEWER's history for their page on or off, for good."""
    with Desk.open(workspace) as desk:
        noted = desk.influence.choose_history(viewer_id, used=choice == "on", by=by or login_user())
    if as_json:
        print_json(noted)
    else:
        state = "uses their history" if noted.used else "is made without their history"
        say(f"The page of viewer {noted.viewer} {state} from now on.")
