"""The command that publishes a file with everything that says how it came to be."""

from pathlib import Path
from typing import Any

import click

from openslate.app.workspace import Workspace
from openslate.cli.facts_options import facts_options
from openslate.cli.options import GivenPath, common, login_user
from openslate.cli.output import print_json, say

FILE = GivenPath(exists=True, dir_okay=False)
OUT = GivenPath(dir_okay=False)


@click.command()
@click.argument("file", type=FILE, help="The file to publish; it is not changed.")
@click.option("--out", "-o", type=OUT, help="Where the published copy goes; default beside FILE.")
@facts_options(source_needed=True)
@click.option("--because", default="", help="Why you let it through where rules ask for a review.")
@click.option("--by", help="Who publishes; default who is logged in.")
@click.option("--replace", is_flag=True, help="Overwrite a published copy from before.")
@common
def publish(
    workspace: Path,
    as_json: bool,
    file: Path,
    out: Path | None,
    because: str,
    by: str | None,
    replace: bool,
    **said: Any,
) -> None:
    """Publish FILE: a copy that is labelled, marked, signed and registered as the rules say."""
    from openslate.app.authenticity.disclosure_text import published_lines, published_to_json
    from openslate.app.authenticity.publish_file import PublishFile
    from openslate.authenticity.disclosure.facts import said_of

    with Workspace.open(workspace) as opened, PublishFile(opened) as publish_file:
        published = publish_file(
            file,
            said_of(file.name, said),
            out,
            by=by or login_user(),
            because=because,
            replace_old=replace,
        )
    if as_json:
        print_json(published_to_json(published))
    else:
        for line in published_lines(published):
            say(line)
