"""The command `slate`."""

from importlib import import_module

import click

from openslate import __version__
from openslate.cli.standard_output import keep_standard_output

COMMANDS = {
    "account": "account",
    "ask": "ask",
    "audience": "audience",
    "config": "workspace",
    "credentials": "credentials",
    "data": "data",
    "delivery": "deliveries",
    "demo": "serve",
    "disclose": "disclose",
    "distribute": "distribute",
    "doctor": "workspace",
    "draft": "draft",
    "evaluate": "evaluation",
    "experiment": "experiment",
    "export": "export",
    "graph": "graph",
    "guard": "guard",
    "health": "health",
    "import": "imports",
    "influence": "influence",
    "init": "workspace",
    "item": "catalogue",
    "map": "mapping",
    "mark": "mark",
    "publish": "publish",
    "recommend": "recommend",
    "refresh": "catalogue",
    "register": "verify",
    "replay": "recommend",
    "reputation": "reputation",
    "resolve": "catalogue",
    "review": "review",
    "rights": "rights",
    "rules": "rules",
    "serve": "serve",
    "sign": "sign",
    "snapshot": "catalogue",
    "train": "train",
    "verify": "verify",
    "viewer": "viewers",
    "why": "recommend",
}
"""Every command and the module of this room that holds it."""
NAMED_LIKE_PYTHON = {"import": "import_", "map": "map_"}
"""Commands whose names mean something else to Python, and what they are called there."""


class CommandsOnDemand(click.Group):
    """Loads a command's module when the command is asked for, so that others start sooner."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"openslate.cli.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, NAMED_LIKE_PYTHON.get(cmd_name, cmd_name))
        return command


@click.group(cls=CommandsOnDemand)
@click.version_option(__version__, prog_name="slate")
def main() -> None:
    """Slate turns catalogues and audience data into pages that obey your rules and say why."""


def run() -> None:
    """The command as it is installed."""
    keep_standard_output()
    main(prog_name="slate")
