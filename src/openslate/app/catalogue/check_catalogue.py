"""Checking the catalogue while a snapshot is taken; what is found stands in the snapshot."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from openslate.app.settings import OWN_SHAPES
from openslate.app.workspace import Workspace
from openslate.catalogue.checks.check_tables import (
    CHECK,
    COVERAGE,
    FINDING,
    Checked,
    Earlier,
    check_tables,
)
from openslate.catalogue.checks.shape_files import ShapeSet, shapes_in_force
from openslate.graph.refresh import Fresh


@dataclass(frozen=True)
class CheckCatalogue:
    """Runs the shapes in force and the checks over the whole: tables for `refresh` to add.

    Raises SlateError when the workspace's own shapes can't be used.
    """

    workspace: Workspace

    def __call__(self, fresh: Fresh) -> Mapping[str, pl.DataFrame]:
        tables = fresh.tables
        checked = Checked(
            records=fresh.canonical.records,
            windows=fresh.canonical.windows,
            items=tables["item"],
            links=tables["link"],
            availability=tables["availability"],
        )
        return check_tables(self.shapes(), checked, _earlier(fresh))

    def shapes(self) -> ShapeSet:
        """Slate's shapes and the workspace's own."""
        return shapes_in_force(self.workspace.clock.now().date(), self._own())

    def _own(self) -> Path | None:
        """The workspace's file; one that the settings don't name may be missing."""
        named = self.workspace.settings.catalogue.shapes
        path = self.workspace.folder / named
        return path if path.exists() or named != OWN_SHAPES else None


def _earlier(fresh: Fresh) -> Earlier | None:
    before, touched = fresh.before, fresh.touched
    if before is None or touched is None or not {FINDING, COVERAGE, CHECK} <= set(before.extra):
        return None
    return Earlier(before.extra, before.item, touched, fresh.remade)
