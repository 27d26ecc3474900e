"""Commands about who may do what."""

from pathlib import Path

import click

from openslate.app.workspace import Workspace
from openslate.cli.options import common
from openslate.cli.output import print_json, say, table
from openslate.store.accounts import AccountStore
from openslate.store.roles import Role

ROLE = click.Choice([str(role) for role in Role])


@click.group()
def account() -> None:
    """Accounts, one-time sign-in links and API keys."""


@account.command()
@click.argument("name", help="The account's name.")
@click.option("--role", type=ROLE, default="viewer", show_default=True, help="What they may do.")
@click.option(
    "--password", prompt=True, hide_input=True, confirmation_prompt=True, help="Asked for."
)
@common
def add(workspace: Path, as_json: bool, name: str, role: str, password: str) -> None:
    """Make an account for NAME."""
    with Workspace.open(workspace) as opened:
        made = _accounts(opened).create(name, Role(role), password)
    if as_json:
        print_json({"name": made.name, "role": made.role})
    else:
        say(f"{made.name} may now sign in as {made.role}.")


@account.command()
@click.argument("name", help="The account's name.")
@common
def link(workspace: Path, as_json: bool, name: str) -> None:
    """A sign-in link for NAME that works once."""
    with Workspace.open(workspace) as opened:
        token = _accounts(opened).make_sign_in_link(name)
    if as_json:
        print_json({"name": name, "path": f"/sign-in/{token}"})
    else:
        say(f"/sign-in/{token}")


@account.command()
@click.argument("name", help="The account's name.")
@click.option("--label", default="command line", show_default=True, help="What it is for.")
@common
def key(workspace: Path, as_json: bool, name: str, label: str) -> None:
    """An API key that acts as NAME; shown once, kept hashed."""
    with Workspace.open(workspace) as opened:
        _, made = _accounts(opened).make_key(name, label)
    if as_json:
        print_json({"name": name, "key": made})
    else:
        say(made)


@account.command(name="list")
@common
def list_(workspace: Path, as_json: bool) -> None:
    """All accounts and their roles."""
    with Workspace.open(workspace) as opened:
        accounts = _accounts(opened).all()
    if as_json:
        print_json([{"name": a.name, "role": a.role} for a in accounts])
    else:
        table(("Name", "Role"), ((a.name, a.role) for a in accounts))


def _accounts(workspace: Workspace) -> AccountStore:
    return AccountStore(workspace.database, workspace.clock)
