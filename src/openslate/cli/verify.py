"""Commands about where files come from: verify and register."""

import getpass
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from openslate.app.authenticity.library_run import visible_files
from openslate.app.workspace import Workspace
from openslate.cli.options import GivenPath, common, login_user
from openslate.cli.output import print_json, progress, say
from openslate.common.errors import SlateError

PATH = GivenPath(exists=True)
DOUBTFUL = {"broken", "nothing", "mark_only"}
"""Verdicts for which the command's status is 1."""


@click.command()
@click.argument("paths", type=PATH, nargs=-1, required=True, help="Files, or folders of them.")
@click.option(
    "--from", "source", help="Who sent them: the verdicts are kept for the source's reputation."
)
@click.option("--item", help="With --from, the item of the catalogue that they belong to.")
@click.option("--no-foreign", is_flag=True, help="Ask no registers of others.")
@common
def verify(
    workspace: Path,
    as_json: bool,
    paths: tuple[Path, ...],
    source: str | None,
    item: str | None,
    no_foreign: bool,
) -> None:
    """Say of each of PATHS what is known about its origin; status 1 where one is doubtful."""
    from openslate.app.authenticity.reputation.keep_origin import KeepOrigin
    from openslate.app.authenticity.verification_text import (
        verification_lines,
        verification_to_json,
    )
    from openslate.app.authenticity.verify_file import VerifyFile

    told, doubtful = [], False
    with (
        Workspace.open(workspace) as opened,
        VerifyFile(opened, ask_others=not no_foreign) as verify_file,
    ):
        for path in files_in(paths):
            try:
                found = verify_file(path)
            except SlateError as error:
                told.append({"name": path.name, "error": str(error)})
                doubtful = True
                if not as_json:
                    say(str(error))
                continue
            if source is not None:
                KeepOrigin(opened)(found, source, by=login_user(), item=item)
            doubtful |= found.origin.code in DOUBTFUL
            told.append(verification_to_json(found))
            if not as_json:
                for line in verification_lines(found):
                    say(line)
    if as_json:
        print_json(told)
    sys.exit(1 if doubtful else 0)


@click.command()
@click.argument("paths", type=PATH, nargs=-1, required=True, help="Files, or folders of them.")
@click.option("--item", help="The item of the catalogue that they belong to.")
@common
def register(workspace: Path, as_json: bool, paths: tuple[Path, ...], item: str | None) -> None:
    """Keep PATHS in the register, so that they are known again without their metadata."""
    from openslate.app.authenticity.register_file import RegisterFile

    files = list(files_in(paths))
    about = {"item": item} if item else {}
    kept, refused = [], []
    with (
        Workspace.open(workspace) as opened,
        RegisterFile(opened) as register_file,
        progress(quiet=as_json) as start,
    ):
        report = start("Registering files")
        for done, path in enumerate(files, start=1):
            try:
                kept.append(register_file(path, by=getpass.getuser(), about=about))
            except SlateError as error:
                refused.append(str(error))
            report(done, len(files))
    if as_json:
        print_json({"registered": kept, "refused": refused})
    else:
        say(f"{len(kept)} of {len(files)} files are in the register.")
        for sentence in refused:
            say(f"  {sentence}")
    sys.exit(1 if refused else 0)


def files_in(paths: tuple[Path, ...]) -> Iterator[Path]:
    """The files among some paths and in folders of theirs, each once, in order of their names."""
    found: dict[Path, None] = {}
    for path in paths:
        found.update(dict.fromkeys(visible_files(path) if path.is_dir() else [path]))
    yield from found
