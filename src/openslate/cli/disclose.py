"""Commands about disclosures: check a file, list obligations, export the register."""

from pathlib import Path
from typing import Any

import click

from openslate.app.authenticity.disclosure_register import DisclosureRegister, Form
from openslate.app.workspace import Workspace
from openslate.cli.facts_options import facts_options
from openslate.cli.options import GivenPath, common
from openslate.cli.output import print_json, say, table

FILE = GivenPath(exists=True, dir_okay=False)
OUT = GivenPath(dir_okay=False)


@click.group()
def disclose() -> None:
    """Which disclosures are asked for, and which are there."""


@disclose.command()
@click.argument("file", type=FILE, help="The file to check.")
@facts_options(source_needed=False)
@common
def check(workspace: Path, as_json: bool, file: Path, **said: Any) -> None:
    """Layers that FILE is asked for and layers it has; status 1 where one is missing."""
    from openslate.app.authenticity.check_disclosure import CheckDisclosure, check_to_json
    from openslate.app.authenticity.disclosure_text import check_lines, layer_rows
    from openslate.authenticity.disclosure.facts import said_of

    with Workspace.open(workspace) as opened, CheckDisclosure(opened) as check_disclosure:
        found = check_disclosure(file, said_of(file.name, said))
    if as_json:
        print_json(check_to_json(found))
    else:
        table(("Layer", "Asked for by", "Present", "How that is known"), layer_rows(found))
        for line in check_lines(found):
            say(line)
    raise SystemExit(1 if found.missing else 0)


@disclose.command()
@click.argument("file", required=False, type=OUT, help="A rulebook; default the workspace's.")
@common
def rules(workspace: Path, as_json: bool, file: Path | None) -> None:
    """Read the disclosure rulebook (or FILE), run its examples and show each rule in English."""
    from openslate.app.authenticity.disclosure_files import DisclosureFiles
    from openslate.app.slates.rules import CheckRules
    from openslate.authenticity.disclosure.facts import DISCLOSURE_FIELDS
    from openslate.cli.rules_report import say_rules_report

    with Workspace.open(workspace) as opened:
        path = file or DisclosureFiles(opened).rulebook_path
        report = CheckRules(opened, DISCLOSURE_FIELDS)(path)
    say_rules_report(report, as_json)


@disclose.command()
@common
def obligations(workspace: Path, as_json: bool) -> None:
    """Laws, codes and house rules that ask for disclosures, with their sources and dates."""
    from openslate.app.authenticity.disclosure_files import DisclosureFiles
    from openslate.app.authenticity.disclosure_text import obligation_lines, obligations_json

    with Workspace.open(workspace) as opened:
        files = DisclosureFiles(opened)
        if as_json:
            print_json(obligations_json(files))
        else:
            for line in obligation_lines(files):
                say(line)


@disclose.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "json"]),
    default="csv",
    show_default=True,
    help="In which form.",
)
@click.option("--out", "-o", type=OUT, help="File to write; default standard output.")
@common
def register(workspace: Path, as_json: bool, form: Form, out: Path | None) -> None:
    """Every published file with its disclosure, as CSV or JSON."""
    with Workspace.open(workspace) as opened:
        export = DisclosureRegister(opened)
        if out is None:
            click.echo(export.text("json" if as_json else form), nl=False)
            return
        count = export.write(out, form)
    told = {"file": str(out), "format": form, "entries": count}
    if as_json:
        print_json(told)
    else:
        say(f"{count} files are in {out}.")
