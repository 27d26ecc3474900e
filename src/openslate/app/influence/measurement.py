"""A measurement of influence as the workspace keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from openslate.app.engine import Engine
from openslate.common.errors import SlateError
from openslate.common.ids import short_id
from openslate.recommend.influence.component import Component
from openslate.recommend.influence.tally import Influence, RowSeen

FOLDER = "influence"


@dataclass(frozen=True)
class MadeFrom:
    """What a page is made from, beside the request; another one needs another measurement."""

    snapshot: str
    model: str
    rulebook: str
    row_size: int

    @classmethod
    def of(cls, engine: Engine, row_size: int) -> "MadeFrom":
        """What `engine` makes pages from."""
        return cls(engine.snapshot.name, engine.model_name, engine.rulebook.version, row_size)

    @property
    def name(self) -> str:
        """A short name for the files of its measurement."""
        return short_id("i", self.snapshot, self.model, self.rulebook, str(self.row_size))

    def changed(self, now: "MadeFrom") -> tuple[str, ...]:
        """What is another now, in words."""
        pairs = (
            ("the catalogue", self.snapshot, now.snapshot),
            ("the model", self.model, now.model),
            ("the rules", self.rulebook, now.rulebook),
            ("the length of rows", self.row_size, now.row_size),
        )
        return tuple(name for name, then, today in pairs if then != today)


@dataclass(frozen=True)
class Measurement:
    """How many places each component decided, over pages served from `since` to `until`.

    `requests` pages of `viewers` viewers were made again; `left_out` could not be.
    """

    made_from: MadeFrom
    measured_at: datetime
    since: datetime
    until: datetime
    requests: int
    viewers: int
    left_out: int
    components: tuple[Component, ...]
    rows: tuple[RowSeen, ...]
    influences: tuple[Influence, ...]

    def row(self, key: str) -> RowSeen | None:
        """How often a row was seen, None for never."""
        return next((row for row in self.rows if row.row == key), None)

    def of_row(self, key: str) -> Mapping[str, Influence]:
        """By component's key, what it decides in a row."""
        return {found.component: found for found in self.influences if found.row == key}


_FORM = TypeAdapter(Measurement)


class MeasurementStore:
    """Keeps measurements in a workspace's folder, one for all that pages are made from."""

    def __init__(self, workspace_folder: Path) -> None:
        self.folder = workspace_folder / FOLDER

    def seen_file(self, made_from: MadeFrom) -> Path:
        """Where single pages' counts are added, so that a stopped run goes on."""
        return self.folder / f"{made_from.name}.seen.jsonl"

    def save(self, measurement: Measurement) -> None:
        """Keep a measurement in place of an earlier one of the same."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self._path(measurement.made_from)
        partial = path.with_name(path.name + ".partial")
        partial.write_bytes(_FORM.dump_json(measurement, indent=1))
        partial.replace(path)

    def find(self, made_from: MadeFrom) -> Measurement | None:
        """The measurement of exactly this, else the latest of anything, None while there is none.

        Raises SlateError for a file that is no measurement.
        """
        own = self._path(made_from)
        if own.exists():
            return _read(own)
        found = [_read(path) for path in sorted(self.folder.glob("*.json"))]
        return max(found, key=lambda one: one.measured_at, default=None)

    def _path(self, made_from: MadeFrom) -> Path:
        return self.folder / f"{made_from.name}.json"


def _read(path: Path) -> Measurement:
    try:
        return _FORM.validate_json(path.read_bytes())
    except (OSError, ValidationError):
        raise SlateError(
            "The measurement of influence cannot be read",
            where=str(path),
            do="Delete the file and run 'slate influence' again",
        ) from None
