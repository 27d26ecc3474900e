"""Making a recorded page again from what it was made from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openslate.app.engine import Engine
from openslate.app.slates.ask import ask_from_json
from openslate.app.slates.compose import compose_row, rows_to_json
from openslate.app.slates.exploring import make_home
from openslate.app.slates.journal_entry import HOME, ROW
from openslate.app.views import Replay
from openslate.app.workspace import Workspace
from openslate.common.errors import SlateError
from openslate.decision.types import Provenance
from openslate.store.journal import Journal

COMPOSERS = {HOME: make_home, ROW: compose_row}


@dataclass(frozen=True)
class ReplaySlate:
    """Rebuilds a journalled page with the snapshot, model and rulebook it names, and compares."""

    workspace: Workspace
    engine: Engine

    def __call__(self, journal_id: str) -> Replay:
        entry = Journal(self.workspace.database).get(journal_id)
        if entry.kind not in COMPOSERS:
            raise SlateError(
                f"{journal_id} is no page but a {entry.kind}",
                do="Make it again with the command it came from and compare the files",
            )
        engine = self._engine(entry.provenance)
        ask = ask_from_json(entry.payload["ask"], engine)
        again = COMPOSERS[entry.kind](engine, ask, entry.payload["size"])
        then, now = entry.payload["rows"], rows_to_json(again, engine)
        differences = tuple(_differences(then, now, engine))
        return Replay(journal_id, not differences, differences)

    def _engine(self, made_from: Provenance) -> Engine:
        engine = self.engine
        if made_from == engine.provenance(made_from.context):
            return engine
        if (made_from.model, made_from.snapshot) == (engine.model_name, engine.snapshot.name):
            return engine.with_rulebook(self.workspace.rulebook(made_from.rulebook))
        return Engine.load(self.workspace, made_from.snapshot, made_from.model, made_from.rulebook)


def _differences(
    then: Sequence[Mapping[str, Any]], now: Sequence[Mapping[str, Any]], engine: Engine
) -> Iterator[str]:
    if [row["key"] for row in then] != [row["key"] for row in now]:
        yield f"rows were {[r['key'] for r in then]}, now {[r['key'] for r in now]}"
        return
    for before, after in zip(then, now, strict=True):
        for place, (old, new) in enumerate(zip(before["items"], after["items"], strict=False), 1):
            if old != new:
                was, now_is = _name(old, engine), _name(new, engine)
                yield f"{before['title']}, place {place}: was {was}, now {now_is}"
        if len(before["items"]) != len(after["items"]):
            yield f"{before['title']}: had {len(before['items'])} items, now {len(after['items'])}"
        if before["title"] != after["title"]:
            yield f"the row {before['title']!r} is now {after['title']!r}"


def _name(item: str, engine: Engine) -> str:
    """Name and year; the id where the record speaks of an item that the snapshot has not."""
    known = item in engine.snapshot.ids
    return engine.cards.title(engine.snapshot.index_of(item)) if known else item
