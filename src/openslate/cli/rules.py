"""Commands about the rulebook: check and diff."""

from pathlib import Path

import click

from openslate.app.slates.rules import CheckRules, DiffRules
from openslate.app.workspace import Workspace
from openslate.cli.options import COUNT, common
from openslate.cli.output import print_json, say, table

RULEBOOK = click.Path(path_type=Path, dir_okay=False)


@click.group()
def rules() -> None:
    """Check the rulebook and compare two versions of it."""


@rules.command()
@click.argument("file", required=False, type=RULEBOOK, help="A rulebook; default the workspace's.")
@common
def check(workspace: Path, as_json: bool, file: Path | None) -> None:
    """Read the rulebook (or FILE), run its examples and show each rule in English."""
    with Workspace.open(workspace) as opened:
        report = CheckRules(opened)(file)
    if as_json:
        print_json(report)
    else:
        table(
            ("Rule", "What it says", "Examples"),
            ((r.name, r.sentence, f"{r.passed} of {r.examples} pass") for r in report.rules),
        )
        for problem in report.problems:
            say(problem)
        say(f"Rulebook {report.version}: {'in order' if report.good else 'not in order'}.")
    if not report.good:
        raise SystemExit(1)


@rules.command()
@click.argument("old", type=RULEBOOK, help="The rulebook to start from.")
@click.argument("new", type=RULEBOOK, help="The rulebook to try.")
@click.option("--viewers", type=COUNT, default=50, show_default=True, help="Viewers to try it on.")
@common
def diff(workspace: Path, as_json: bool, old: Path, new: Path, viewers: int) -> None:
    """Which items and viewers get another outcome under NEW than under OLD."""
    with Workspace.open(workspace) as opened:
        report = DiffRules(opened)(old, new, viewers=viewers)
    if as_json:
        print_json(report)
    else:
        say(report.sentence)
        table(("Item", "Viewers", "Before", "After"), report.samples)
