"""Commands about what was delivered: the list, taking a delivery back, letting it count again."""

from pathlib import Path

import click

from openslate.app.deliveries.delivery_views import WithdrawalEffect
from openslate.app.deliveries.withdraw import (
    ForeseeWithdrawal,
    ListDeliveries,
    RestoreDelivery,
    WithdrawDelivery,
)
from openslate.app.workspace import Workspace
from openslate.cli.options import common, login_user
from openslate.cli.output import print_json, say, table
from openslate.common.errors import SlateError

APPLY = "Run 'slate snapshot', then 'slate train', to apply it."
by_option = click.option("--by", help="Who decides; default your login name.")
id_argument = click.argument(
    "delivery", metavar="ID", help="The delivery's id, or how it begins; 'list' has it."
)


@click.group()
def delivery() -> None:
    """What was delivered, and taking a delivery back."""


@delivery.command("list")
@click.option("--source", help="Only deliveries of this source.")
@common
def list_(workspace: Path, as_json: bool, source: str | None) -> None:
    """Every delivery, the newest first, and whether it counts."""
    with Workspace.open(workspace) as opened:
        views = ListDeliveries(opened)(source)
    if as_json:
        print_json(views)
        return
    if not views:
        say("Nothing was delivered yet." if source is None else f"Nothing came from {source}.")
        return
    table(
        ("Delivery", "Source", "File", "Kind", "Scope", "When", "Records", "Stands"),
        (
            (
                *(v.delivery, v.source, v.file, v.kind, v.scope),
                *(f"{v.received_at:%Y-%m-%d %H:%M}", f"{v.records:,}", v.standing),
            )
            for v in views
        ),
    )


@delivery.command()
@id_argument
@click.option("--because", required=True, help="Why, kept with the delivery.")
@by_option
@click.option("--yes", is_flag=True, help="Do not ask; needed with --json.")
@common
def withdraw(
    workspace: Path, as_json: bool, delivery: str, because: str, by: str | None, yes: bool
) -> None:
    """Take a delivery back: what only it said goes with the next snapshot.

    Says what would go and asks before anything is changed. The delivery before it counts again.
    """
    with Workspace.open(workspace) as opened:
        if not yes:
            _ask(ForeseeWithdrawal(opened)(delivery), as_json)
        done = WithdrawDelivery(opened)(delivery, by=by or login_user(), because=because)
    if as_json:
        print_json(done)
    else:
        effect = "" if not yes else f" {foreseen(done.effect)}"
        say(f"{done.delivery.file} of {done.delivery.source} is withdrawn.{effect} {APPLY}")


@delivery.command()
@id_argument
@click.option("--because", default="", help="Why, kept with the delivery.")
@by_option
@click.option("--yes", is_flag=True, expose_value=False, help="As for withdraw; never asks.")
@common
def restore(workspace: Path, as_json: bool, delivery: str, because: str, by: str | None) -> None:
    """Let a withdrawn delivery count again, in the place it had."""
    with Workspace.open(workspace) as opened:
        done = RestoreDelivery(opened)(delivery, by=by or login_user(), because=because)
    if as_json:
        print_json(done)
    else:
        counts = f"{done.effect.records:,} records count again."
        say(f"{done.delivery.file} of {done.delivery.source} is restored. {counts} {APPLY}")


def foreseen(effect: WithdrawalEffect) -> str:
    """What a withdrawal takes away, in a sentence or three."""
    if not effect.delivery.current:
        return "Nothing disappears: a later delivery had taken its place."
    told = [_disappears(effect)]
    if effect.back:
        told.append(f"{effect.back:,} records of the delivery before it count again.")
    if not effect.left:
        told.append("Nothing of this kind is left then; pages stay as they are until there is.")
    return " ".join(told)


def _disappears(effect: WithdrawalEffect) -> str:
    words = "rights windows" if effect.delivery.kind == "availability" else "records"
    parts = [] if effect.items is None else [f"{effect.items:,} items"]
    parts += [f"{effect.facts:,} facts that only it says", f"{effect.records:,} {words}"]
    return f"What disappears: {', '.join(parts)}."


def _ask(effect: WithdrawalEffect, as_json: bool) -> None:
    if as_json:
        raise SlateError("With --json nothing is asked", do="Add --yes to withdraw the delivery")
    view = effect.delivery
    say(f"{view.file} of {view.source}, received {view.received_at:%Y-%m-%d %H:%M}.")
    say(foreseen(effect))
    _confirm("Withdraw it?")


def _confirm(question: str) -> None:
    """Ask; raises SlateError for no, and when nobody answers or someone stops it."""
    try:
        agreed = click.confirm(question)
    except click.Abort:
        say("")  # the question's line has no end yet
        agreed = False
    if not agreed:
        raise SlateError("Nothing was changed")
