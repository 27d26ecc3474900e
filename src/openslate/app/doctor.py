"""Whether a workspace is in order, and what to do where it is not."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from openslate.app.guard.norm_files import NormFiles
from openslate.app.slates.rules import CheckRules
from openslate.app.workspace import Workspace
from openslate.common.errors import SlateError
from openslate.common.text import join_words
from openslate.rules.problems import RulebookError
from openslate.store.events import EventStore
from openslate.store.journal import Journal

LOW_SPACE = 1 << 30  # bytes


@dataclass(frozen=True)
class Finding:
    """One thing looked at."""

    what: str
    good: bool
    says: str


def examine(folder: Path) -> list[Finding]:
    """Look at everything a workspace needs, in the order in which it is needed."""
    try:
        workspace = Workspace.open(folder)
    except SlateError as error:
        return [Finding("Settings", False, str(error))]
    try:
        return [Finding("Settings", True, "slate.toml reads well."), *_look(workspace)]
    finally:
        workspace.close()


def _look(workspace: Workspace) -> Iterator[Finding]:
    looks: dict[str, Callable[[Workspace], str]] = {
        "Disk": _disk,
        "Database": _database,
        "Catalogue": _catalogue,
        "Rulebook": _rulebook,
        "Norms": _norms,
        "Snapshot": _snapshot,
        "Model": _model,
    }
    for what, look in looks.items():
        try:
            yield Finding(what, True, look(workspace))
        except (SlateError, OSError) as error:
            yield Finding(what, False, str(error))


def _disk(workspace: Workspace) -> str:
    free = shutil.disk_usage(workspace.folder).free
    if free < LOW_SPACE:
        raise SlateError(f"Only {free / 1e6:,.0f} MB are free", do="Make room before importing")
    return f"{free / 1e9:,.0f} GB are free."


def _database(workspace: Workspace) -> str:
    events = EventStore(workspace.database)
    waiting = events.unfinished()
    if waiting:
        raise SlateError(
            f"An import from {waiting[0].source} stopped after {waiting[0].rows:,} rows",
            do="Import the same file again; it goes on where it stopped",
        )
    return f"{events.count():,} events, {Journal(workspace.database).count():,} decisions."


def _catalogue(workspace: Workspace) -> str:
    deliveries = workspace.quads.deliveries.current()
    if not deliveries:
        raise SlateError("Nothing was imported yet", do="Run 'slate import catalogue'")
    return f"Deliveries from {join_words(delivery.source for delivery in deliveries)}."


def _rulebook(workspace: Workspace) -> str:
    try:
        report = CheckRules(workspace)()
        problems = report.problems
    except RulebookError as error:
        problems = tuple(map(str, error.problems))
    if problems:
        raise SlateError(
            problems[0],
            do="Run 'slate rules check'; until then a running server keeps the rules it had",
        )
    return f"{len(report.rules)} rules, all examples pass."


def _norms(workspace: Workspace) -> str:
    try:
        book = NormFiles(workspace).book
    except RulebookError as error:
        raise SlateError(str(error.problems[0]), do="Run 'slate guard check'") from error
    return f"{len(book.norms)} norms on {len(book.topics)} topics."


def _snapshot(workspace: Workspace) -> str:
    snapshot = workspace.snapshot()
    return f"{snapshot.name} with {snapshot.size:,} items."


def _model(workspace: Workspace) -> str:
    name, snapshot = workspace.model_in_force()
    newest = workspace.snapshot().name
    if snapshot != newest:
        raise SlateError(
            f"Model {name} was trained on {snapshot}, the newest snapshot is {newest}",
            do="Run 'slate train'; until then pages come from the older pair",
        )
    workspace.model(name)  # every array is what was saved
    return f"{name}, trained on {snapshot}."
