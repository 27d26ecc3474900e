"""Commands about the rulebook: check, diff and preview."""

from pathlib import Path

import click

from openslate.app.engine import Engine
from openslate.app.preview.preview_rulebook import VIEWERS, PreviewRulebook
from openslate.app.slates.rules import CheckRules, DiffRules
from openslate.app.workspace import Workspace
from openslate.cli.options import COUNT, GivenPath, common
from openslate.cli.output import print_json, progress, say, table
from openslate.cli.rules_report import say_rules_report
from openslate.rules.reading import read_rulebook

CLASHES = 20  # told one by one, the most frequent first
RULEBOOK = GivenPath(dir_okay=False)


@click.group()
def rules() -> None:
    """Check the rulebook, compare two versions of it, try one before it goes live."""


@rules.command()
@click.argument("file", required=False, type=RULEBOOK, help="A rulebook; default the workspace's.")
@common
def check(workspace: Path, as_json: bool, file: Path | None) -> None:
    """Read the rulebook (or FILE), run its examples and show each rule in English."""
    with Workspace.open(workspace) as opened:
        report = CheckRules(opened)(file)
    say_rules_report(report, as_json)


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


@rules.command()
@click.argument("new", type=RULEBOOK, help="The rulebook to try.")
@click.option(
    "--viewers", type=COUNT, default=VIEWERS, show_default=True, help="Viewers to try it on."
)
@common
def preview(workspace: Path, as_json: bool, new: Path, viewers: int) -> None:
    """What NEW would change for a sample of viewers, and what it costs; nothing is recorded."""
    with Workspace.open(workspace) as opened, progress(as_json) as start:
        book = read_rulebook(new)
        report = PreviewRulebook(opened, Engine.load(opened))(
            book, viewers, start("Making pages under both rulebooks")
        )
    if as_json:
        print_json(report)
        return
    say(report.sentence)
    say(report.cost.sentence)
    for title, moved in (("Comes in", report.comes_in), ("Goes out", report.goes_out)):
        if moved:
            table((title, "Viewers"), ((one.title, one.viewers) for one in moved))
    table(
        ("Entry", "Kind", "Change", "Decides"),
        ((e.name, e.kind, e.change, f"{e.decides} of {e.of} pages") for e in report.entries),
    )
    if report.clashes:
        table(
            ("Rules that cannot hold together", "Row", "Before", "After"),
            ((", ".join(c.rules), c.row, c.before, c.after) for c in report.clashes[:CLASHES]),
        )
        if len(report.clashes) > CLASHES:
            say(f"and {len(report.clashes) - CLASHES:,} more; --json lists and explains them all.")
    for problem in report.failing:
        say(problem)
