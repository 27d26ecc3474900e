"""The command `slate`."""

import click

from openslate import __version__
from openslate.cli.account import account
from openslate.cli.audience import viewer
from openslate.cli.catalogue import item, resolve, snapshot
from openslate.cli.data import data
from openslate.cli.imports import import_
from openslate.cli.recommend import recommend, replay, train, why
from openslate.cli.review import review
from openslate.cli.rules import rules
from openslate.cli.serve import demo, serve
from openslate.cli.standard_output import keep_standard_output
from openslate.cli.workspace import config, doctor, init

COMMANDS = (
    init, config, doctor, data, import_, resolve, review, snapshot, item, viewer,
    train, recommend, why, replay, rules, account, serve, demo,
)  # fmt: skip


@click.group()
@click.version_option(__version__, prog_name="slate")
def main() -> None:
    """Slate turns catalogues and audience data into pages that obey your rules and say why."""


for command in COMMANDS:
    main.add_command(command)


def run() -> None:
    """The command as it is installed."""
    keep_standard_output()
    main(prog_name="slate")
