"""Where a workspace keeps what its resolver has learned."""

import shutil
from pathlib import Path

from pydantic import ValidationError

from openslate.app.workspace import Workspace
from openslate.catalogue.identity import ResolverSettings
from openslate.common.errors import SlateError

FILE = "resolver.json"
MEMORY = "resolver-memory"


def read_resolver_settings(workspace: Workspace) -> ResolverSettings:
    """The settings learned last, or the defaults; SlateError when the file is no such settings."""
    path = _path(workspace)
    if not path.exists():
        return ResolverSettings()
    try:
        return ResolverSettings.model_validate_json(path.read_text(encoding="utf-8"))
    except (ValidationError, UnicodeDecodeError) as error:
        raise SlateError(
            "The file does not hold settings of the resolver",
            where=str(path),
            do="Delete it to use the defaults, or run 'slate resolve --learn' again",
        ) from error


def write_resolver_settings(workspace: Workspace, settings: ResolverSettings) -> None:
    """Keep these settings, in one step."""
    path = _path(workspace)
    unfinished = path.with_suffix(".part")
    unfinished.write_text(settings.model_dump_json(indent=2), encoding="utf-8")
    unfinished.replace(path)


def memory_folder(workspace: Workspace) -> Path:
    """What the resolver remembers; can be deleted at any time."""
    return workspace.folder / MEMORY


def forget_memory(workspace: Workspace) -> None:
    """Drop what the resolver remembers, so that the next resolution compares all records anew."""
    folder = memory_folder(workspace)
    if folder.exists():
        shutil.rmtree(folder)


def _path(workspace: Workspace) -> Path:
    return workspace.folder / FILE
