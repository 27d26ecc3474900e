"""The command that signs a file."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from openslate.app.workspace import Workspace
from openslate.cli.options import GivenPath, common
from openslate.cli.output import print_json, progress, say
from openslate.common.errors import SlateError

if TYPE_CHECKING:
    from openslate.authenticity.credentials.claim import Claim

FILE = GivenPath(exists=True, dir_okay=False)
ANY = GivenPath(exists=True)
OUT = GivenPath()


@click.command()
@click.argument("file", type=ANY, help="The file to sign, or a folder; it is not changed.")
@click.option(
    "--out",
    "-o",
    type=OUT,
    help="Where the signed copy goes; a name in .c2pa writes a credential beside the file.",
)
@click.option("--claim", "claim_file", type=FILE, help="YAML file of what is said of the file.")
@click.option("--title", help="Its title; default the file's name.")
@click.option("--source-type", help="How it came to be, such as digitalCapture (IPTC).")
@click.option("--action", "actions", multiple=True, help="What was done: c2pa.edited, ...; again.")
@click.option("--creator", "creators", multiple=True, help="Who made it; again for more.")
@click.option(
    "--training",
    type=click.Choice(["allowed", "notAllowed"]),
    help="Whether machines may mine it and train on it.",
)
@click.option("--parent", type=FILE, help="The earlier file it was made from.")
@click.option("--component", "components", type=FILE, multiple=True, help="A file placed into it.")
@click.option("--mark", help="Algorithm and id of an invisible mark in it: NAME=HEXADECIMAL.")
@click.option("--sidecar", is_flag=True, help="Write the credential beside the file.")
@click.option("--replace", is_flag=True, help="Overwrite a signed copy from before.")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="Processes for a folder.",
)
@common
def sign(
    workspace: Path,
    as_json: bool,
    file: Path,
    out: Path | None,
    sidecar: bool,
    replace: bool,
    workers: int,
    **said: Any,
) -> None:
    """Sign FILE, or every file of a folder: copies with a content credential in or beside them."""
    from openslate.app.authenticity.sign_file import SignFile, claim_of

    with Workspace.open(workspace) as opened:
        claim = claim_of(**said)
        if file.is_dir():
            _sign_folder(opened, file, out, claim, workers, as_json=as_json)
        signed = SignFile(opened)(file, out, claim, sidecar=sidecar, replace=replace)
    if as_json:
        print_json(
            {
                "source": str(signed.source),
                "target": str(signed.target),
                "media_type": signed.media_type,
                "sidecar": signed.sidecar,
                "manifest": len(signed.manifest),
            }
        )
    else:
        say(f"Signed: {signed.target}")


def _sign_folder(
    opened: Workspace,
    folder: Path,
    out: Path | None,
    claim: "Claim",
    workers: int,
    *,
    as_json: bool,
) -> NoReturn:
    """Sign a whole library and end."""
    from openslate.app.authenticity.library_report import library_lines, library_to_json
    from openslate.app.authenticity.library_run import LibraryRun
    from openslate.app.authenticity.sign_file import SignFile
    from openslate.app.authenticity.sign_files import SignLibraryFile

    if out is None:
        raise SlateError("It is a folder", where=str(folder), do="Name one for the copies with -o")
    SignFile(opened).check()
    work = SignLibraryFile(opened.folder, claim)
    with progress(quiet=as_json) as start:
        report = LibraryRun(folder, out, work, workers)(start("Signing files"))
    if as_json:
        print_json(library_to_json(report))
    else:
        for line in library_lines(report, "signed"):
            say(line)
    sys.exit(1 if report.refused else 0)
