"""Slates for many viewers at once, in a file; an interrupted batch goes on where it stopped."""

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import polars as pl

from openslate.app.context import context_for
from openslate.app.engine import Engine
from openslate.app.side_by_side import pieces, side_by_side
from openslate.app.slates.ask import Ask, asks_for
from openslate.app.slates.compose import Scores, compose_row
from openslate.app.views import RequestContext
from openslate.app.workspace import Workspace
from openslate.common.errors import SlateError
from openslate.common.ids import hash_file, hash_json
from openslate.graph.vocabulary import FIELD, Columns
from openslate.store.journal import Journal, JournalEntry
from openslate.store.viewers import Viewer, ViewerStore

BATCH = "batch"
"""Kind of journal entries."""
PART = 125
"""Viewers in a part; what is done of a part is lost when it is interrupted."""
LARGE = 8
"""From so many parts on further processes are worth their start."""
Form = Literal["jsonl", "parquet"]
Progress = Callable[[int, int | None], None]
"""Told how many viewers are done, of how many."""
SCHEMA = {
    **{Columns.VIEWER: pl.String(), "slot": pl.Int64(), Columns.ITEM: pl.String()},
    **{FIELD["name"].column: pl.String(), "score": pl.Float64(), "placed_by": pl.String()},
}
"""Columns of a batch in Parquet: a row for each place; `item` is the stable id."""


@dataclass(frozen=True)
class BatchReport:
    """What was written where: `viewers`, `places` in all, `resumed` viewers done before.

    `relaxed` counts viewers for whom something that editors wished could not be given.
    """

    file: str
    viewers: int
    places: int
    relaxed: int
    resumed: int
    snapshot: str
    model: str
    rulebook: str
    journal_id: str


@dataclass(frozen=True)
class MakeBatch:
    """A slate for each of some viewers, each made as their own page's first row would be.

    `at` is the moment the slates are for. Rules, rights, quotas and pins hold for each of them. Of
    a large batch as many processes as there are `workers` make parts side by side.
    """

    workspace: Workspace
    engine: Engine
    at: datetime
    size: int = 20
    workers: int = 1

    def __call__(
        self, viewers: Sequence[str], file: Path, form: Form, progress: Progress | None = None
    ) -> BatchReport:
        """Write `file`; parts wait beside it until all are there. Raises SlateError."""
        if not viewers:
            raise SlateError("There is no viewer to make a slate for", do="Name another segment")
        self.workspace.keep_rulebook(self.engine.rulebook)
        parts = _Parts(file, form, self._made_from(viewers))
        missing = [
            _Part(number, some)
            for number, some in enumerate(pieces(viewers, PART))
            if not parts.has(number)
        ]
        done = len(viewers) - sum(len(part.viewers) for part in missing)
        for place, _ in self._all_made(missing, parts.folder):
            done += len(missing[place].viewers)
            if progress:
                progress(done, len(viewers))
        places, relaxed = parts.join()
        return self._report(viewers, file, places, relaxed, parts.found * PART)

    def _all_made(self, parts: Sequence["_Part"], folder: Path) -> Iterator[tuple[int, None]]:
        """Writes each part; tells its place, in any order, when it is there."""

        def make(part: _Part) -> None:
            _write_part(folder, part.number, self.slates(part.viewers))

        if self.workers < 2 or len(parts) < LARGE:
            return enumerate(map(make, parts))
        engine = self.engine
        names = (engine.snapshot.name, engine.model_name, engine.rulebook.version)
        same = _SameBatch(self.workspace.folder, names, self.at, self.size, folder)
        return side_by_side(make, same.make, parts, self.workers - 1)

    def slates(self, viewers: Sequence[str]) -> list[dict[str, Any]]:
        """A slate for each of them, as a line of the file."""
        asks = asks_for(self.workspace, self.engine, self.requests(viewers))
        scores = self.engine.model.scores_of([ask.sequence for ask in asks])
        return [self._slate(*one) for one in zip(viewers, asks, scores, strict=True)]

    def _slate(self, viewer: str, ask: Ask, scores: Scores) -> dict[str, Any]:
        engine = self.engine
        composed = compose_row(engine, ask, self.size, scores)
        (row,) = composed.rows
        placed = zip(row.slate.items, row.slate.placed_by, strict=True)
        return {
            "viewer": viewer,
            "items": [
                {
                    "item": engine.snapshot.ids[item],
                    "name": engine.cards.names[item],
                    "score": float(row.scores[item]),
                    "placed_by": by,
                }
                for item, by in placed
            ],
            "relaxed": [relaxation.sentence for relaxation in row.slate.relaxed],
        }

    def requests(self, viewers: Sequence[str]) -> list[tuple[Viewer, RequestContext]]:
        """What each viewer's slate is asked for with."""
        found = ViewerStore(self.workspace.database).named(viewers)
        contexts = [context_for(self.workspace, known, at=self.at) for known in found]
        return [(k, replace(c, surface=BATCH)) for k, c in zip(found, contexts, strict=True)]

    def _made_from(self, viewers: Sequence[str]) -> str:
        """Names what a batch is made from: parts of another one are not gone on with."""
        engine = self.engine
        parts = [engine.snapshot.name, engine.model_name, engine.rulebook.version]
        return hash_json([*parts, self.at.isoformat(), self.size, PART, list(viewers)])[:16]

    def _report(
        self, viewers: Sequence[str], file: Path, places: int, relaxed: int, resumed: int
    ) -> BatchReport:
        engine = self.engine
        entry = JournalEntry(
            viewer=f"{len(viewers)} viewers",
            kind=BATCH,
            provenance=engine.provenance({"at": self.at.isoformat(), "surface": BATCH}),
            payload={"viewers": list(viewers), "size": self.size, "sha256": hash_file(file)},
        )
        kept = Journal(self.workspace.database, self.workspace.clock).record(entry)
        return BatchReport(
            file.name, len(viewers), places, relaxed, min(resumed, len(viewers)),
            engine.snapshot.name, engine.model_name, engine.rulebook.version, kept,
        )  # fmt: skip


@dataclass(frozen=True)
class _Part:
    """Consecutive viewers, whose slates are one file until the whole is."""

    number: int
    viewers: Sequence[str]


def _write_part(folder: Path, number: int, slates: Sequence[dict[str, Any]]) -> None:
    """Put a part there, whole or not at all; its name tells places and eased slates."""
    lines = "".join(f"{json.dumps(slate, ensure_ascii=False)}\n" for slate in slates)
    places = sum(len(slate["items"]) for slate in slates)
    eased = sum(bool(slate["relaxed"]) for slate in slates)
    partial = folder / f"{number:06d}.partial"
    partial.write_text(lines, encoding="utf-8")
    partial.replace(folder / f"{number:06d}-{places}-{eased}.jsonl")


@dataclass(frozen=True)
class _SameBatch:
    """What another process needs to make parts of the same batch; `names` of what decides."""

    folder: Path
    names: tuple[str, str, str]
    at: datetime
    size: int
    parts: Path

    def make(self, part: "_Part") -> None:
        _write_part(self.parts, part.number, _opened(self).slates(part.viewers))


@lru_cache(maxsize=1)
def _opened(batch: _SameBatch) -> MakeBatch:
    """The batch in this process, which keeps it for the next part."""
    workspace = Workspace.open(batch.folder)
    return MakeBatch(workspace, Engine.load(workspace, *batch.names), batch.at, batch.size)


class _Parts:
    """The parts of a file that is not whole yet, in a folder beside it."""

    def __init__(self, file: Path, form: Form, made_from: str) -> None:
        self.file, self.form = file, form
        self.folder = file.with_name(f".{file.name}.parts-{made_from}")
        for other in file.parent.glob(f".{file.name}.parts-*"):
            if other != self.folder:
                shutil.rmtree(other)  # of a batch that nobody will go on with
        self.folder.mkdir(parents=True, exist_ok=True)
        self._numbers = {int(path.stem.partition("-")[0]) for path in self._all()}
        self.found = len(self._numbers)

    def has(self, number: int) -> bool:
        return number in self._numbers

    def join(self) -> tuple[int, int]:
        """Put the whole file in its place; how many places it has, and how many eased slates."""
        partial = self.folder / "whole"
        counted = [[int(word) for word in path.stem.split("-")[1:]] for path in self._all()]
        if self.form == "parquet":
            pl.DataFrame(self._rows(), schema=SCHEMA, orient="row").write_parquet(partial)
        else:
            with partial.open("wb") as whole:
                for part in self._all():
                    whole.write(part.read_bytes())
        partial.replace(self.file)
        shutil.rmtree(self.folder)
        return sum(places for places, _ in counted), sum(eased for _, eased in counted)

    def _rows(self) -> list[tuple[Any, ...]]:
        return [
            (slate["viewer"], slot, one["item"], one["name"], one["score"], one["placed_by"])
            for slate in self._slates()
            for slot, one in enumerate(slate["items"], start=1)
        ]

    def _slates(self) -> Iterator[dict[str, Any]]:
        for part in self._all():
            with part.open(encoding="utf-8") as lines:
                yield from map(json.loads, lines)

    def _all(self) -> list[Path]:
        return sorted(self.folder.glob("*.jsonl"))
