"""Commands about the workspace itself: init, config, doctor."""

from pathlib import Path

import click

from openslate.app.doctor import examine
from openslate.app.settings import describe_settings
from openslate.app.workspace import Workspace
from openslate.cli.options import GivenPath, common, json_option, sentences
from openslate.cli.output import print_json, say, table


@click.command()
@click.argument(
    "folder",
    metavar="DIR",
    type=GivenPath(file_okay=False),
    help="A folder that is empty or not there yet.",
)
@json_option
@sentences
def init(folder: Path, as_json: bool) -> None:
    """Make a new workspace in DIR."""
    Workspace.create(folder).close()
    if as_json:
        print_json({"workspace": folder.name, "created": True})
    else:
        say(
            f"Made {folder}: settings in slate.toml, rules in rules.yaml and disclosure.yaml, "
            "empty stores."
        )


@click.command()
@common
def config(workspace: Path, as_json: bool) -> None:
    """Every setting, its value here and what it is for."""
    with Workspace.open(workspace) as opened:
        settings = opened.settings
    values = settings.model_dump()
    rows = [
        {
            "setting": f"{section}.{key}",
            "value": values[section][key],
            "default": default,
            "about": about,
        }
        for section, key, default, about in describe_settings()
    ]
    if as_json:
        print_json(rows)
    else:
        table(
            ("Setting", "Value", "What it is for"),
            ((r["setting"], r["value"], r["about"]) for r in rows),
        )


@click.command()
@common
def doctor(workspace: Path, as_json: bool) -> None:
    """Look whether everything is in order and say what to do where it is not."""
    findings = examine(workspace)
    if as_json:
        print_json(findings)
    else:
        for finding in findings:
            say(f"{'ok  ' if finding.good else 'BAD '} {finding.what}: {finding.says}")
    if not all(finding.good for finding in findings):
        raise SystemExit(1)
