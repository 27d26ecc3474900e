"""The command that signs a file."""

from pathlib import Path
from typing import Any

import click

from openslate.app.workspace import Workspace
from openslate.cli.options import common
from openslate.cli.output import print_json, say

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUT = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("file", type=FILE, help="The file to sign; it is not changed.")
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
@common
def sign(
    workspace: Path,
    as_json: bool,
    file: Path,
    out: Path | None,
    sidecar: bool,
    replace: bool,
    **said: Any,
) -> None:
    """Sign FILE: a copy with a content credential in it, or a credential beside it."""
    from openslate.app.authenticity.sign_file import SignFile, claim_of

    with Workspace.open(workspace) as opened:
        claim = claim_of(**said)
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
