"""The model in force carried over to a newer snapshot, so that new items serve at once."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from openslate.app.identity.make_snapshot import SnapshotReport
from openslate.app.learning.alone import learning_alone
from openslate.app.learning.learned_store import LearnedStore
from openslate.app.learning.update_model import CHOSEN
from openslate.app.workspace import CURRENT, Workspace
from openslate.common.errors import NotFoundError, SlateError
from openslate.graph.snapshot import Snapshot
from openslate.recommend.learning.carry import carry
from openslate.recommend.models.graph_features import read_features
from openslate.recommend.models.model_folder import read_card, save_recommender


@dataclass(frozen=True)
class CarryModel:
    """Puts the model in force with the newest snapshot, renumbered by stable ids.

    Nothing is learned: items that are new are scored from their facts until someone watches them
    and the model is trained or updated. The name of the model that serves now; None where there
    is no model, or it serves the newest snapshot already.
    """

    workspace: Workspace

    def __call__(self) -> str | None:
        if not (self.workspace.models / CURRENT).exists():
            return None
        with learning_alone(self.workspace):
            name, of = self.workspace.model_in_force()
            newest = self.workspace.snapshot()
            return None if of == newest.name else self._carried(name, of, newest)

    def _carried(self, name: str, of: str, newest: Snapshot) -> str:
        model = self.workspace.model(name)
        places = renumbered(self.workspace.snapshot(of), newest)
        carried = carry(model, places, read_features(newest, model.settings.features))
        notes = self._notes(name, newest)
        made = save_recommender(carried, self.workspace.models, notes).name
        self.workspace.put_in_force(made, newest.name)
        LearnedStore(self.workspace).hand_on(name, made)
        return made

    def _notes(self, name: str, newest: Snapshot) -> dict[str, Any]:
        notes = read_card(self.workspace.models / name)["notes"]
        kept = {key: notes[key] for key in (CHOSEN | {"events_known"}) & notes.keys()}
        return {"snapshot": newest.name, "carried_over_from": name, **kept}


def renumbered(old: Snapshot, new: Snapshot) -> np.ndarray:
    """The number of each old item in the new snapshot, also where it leads to; -1 if it is gone."""

    def place(item: str) -> int:
        try:
            return new.index_of(item)
        except NotFoundError:
            return -1

    return np.array([place(item) for item in old.ids], dtype=np.int64)


def serving(workspace: Workspace, report: SnapshotReport) -> SnapshotReport:
    """A snapshot's report once the model serves it; its advice says so where it can't."""
    try:
        CarryModel(workspace)()
    except SlateError as error:
        trouble = f"Pages still come from the snapshot before: {error} Run 'slate train'."
        return replace(report, advice=f"{report.advice} {trouble}".strip())
    return report
