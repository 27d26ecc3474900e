"""Commands that work with a workspace and, where there is none, with what ships."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from click.core import ParameterSource

from openslate.app.settings import FILE_NAME
from openslate.app.workspace import Workspace
from openslate.cli.output import console


@contextmanager
def perhaps_workspace(folder: Path, instead: str) -> Iterator[Workspace | None]:
    """The workspace; None where nobody named one and there is none, which `instead` tells of.

    One that was named and is not there is a mistake, as in every command.
    """
    source = click.get_current_context().get_parameter_source("workspace")
    if source is ParameterSource.DEFAULT and not (folder / FILE_NAME).is_file():
        console(err=True).print(f"There is no workspace here: {instead}.", markup=False)
        yield None
        return
    with Workspace.open(folder) as opened:
        yield opened
