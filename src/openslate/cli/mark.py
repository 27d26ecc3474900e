"""The command that puts marks that nobody notices into pictures and sound."""

import sys
from pathlib import Path

import click

from openslate.app.authenticity.library_report import library_lines, library_to_json
from openslate.app.workspace import Workspace
from openslate.cli.options import GivenPath, common
from openslate.cli.output import print_json, progress, say

FOLDER = GivenPath(exists=True, file_okay=False)
OUT = GivenPath(file_okay=False)


@click.command()
@click.argument("folder", type=FOLDER, help="Pictures and sound; they are only read.")
@click.option("--out", "-o", type=OUT, required=True, help="Folder for the marked copies.")
@click.option(
    "--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes."
)
@common
def mark(workspace: Path, as_json: bool, folder: Path, out: Path, workers: int) -> None:
    """Mark every picture, sound and video of FOLDER with a hidden id; run again to go on."""
    from openslate.app.authenticity.library_run import LibraryRun
    from openslate.app.authenticity.mark_file import MarkFile
    from openslate.app.authenticity.mark_key_file import MarkKeyFile

    with Workspace.open(workspace) as opened, progress(quiet=as_json) as start:
        work = MarkFile(MarkKeyFile(opened).make())
        report = LibraryRun(folder, out, work, workers)(start("Marking"))
    if as_json:
        print_json(library_to_json(report))
    else:
        for line in library_lines(report, "marked"):
            say(line)
    sys.exit(1 if report.refused else 0)
