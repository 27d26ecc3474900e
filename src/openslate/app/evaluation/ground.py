"""What an evaluation stands on: viewings, facts and the cut between them."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from openslate.app.audience.integrity.confirmed import genuine_events
from openslate.app.evaluation.evaluation_settings import EvaluationSettings
from openslate.app.workspace import Workspace
from openslate.common.errors import NotFoundError
from openslate.common.text import nearest
from openslate.graph.snapshot import Snapshot
from openslate.graph.vocabulary import Columns
from openslate.recommend.evaluation.evaluate import measurable
from openslate.recommend.evaluation.segments import KINDS, Segment, segments_of
from openslate.recommend.evaluation.split import Split, random_split, time_split
from openslate.recommend.models.graph_features import GraphFeatures, read_features
from openslate.recommend.models.interactions import Interactions, read_interactions
from openslate.store.viewers import ViewerStore


@dataclass(frozen=True, eq=False)
class Ground:
    """The newest snapshot, all genuine viewings, and one split for each seed."""

    snapshot: Snapshot
    interactions: Interactions
    features: GraphFeatures
    splits: tuple[Split, ...]

    @classmethod
    def of(cls, workspace: Workspace, asked: EvaluationSettings) -> "Ground":
        """Read it; raises SlateError when there is no snapshot or nothing was watched."""
        snapshot = workspace.snapshot()
        viewings = read_interactions(genuine_events(workspace), snapshot.record, snapshot.size)
        splits = tuple(splits_of(viewings, asked))
        return cls(snapshot, viewings, read_features(snapshot), splits)

    @property
    def measured(self) -> np.ndarray:
        """Which viewers are measured on any split, bool [viewers]."""
        found = np.zeros(len(self.interactions.viewers), dtype=bool)
        for split in self.splits:
            found[measurable(split.known, split.test)] = True
        return found

    def segments(self, kinds: tuple[str, ...], workspace: Workspace) -> list[Segment]:
        """Segments of these kinds; raises NotFoundError for a kind that is none."""
        home = pl.col(Columns.TERRITORY).fill_null(workspace.settings.home.territory)
        profiles = ViewerStore(workspace.database).frame().with_columns(home)
        lengths = np.diff(self.splits[0].known.matrix.indptr)
        viewers = self.interactions.viewers
        return [
            segment
            for kind in kinds
            for segment in segments_of(checked_kind(kind), viewers, profiles, lengths)
        ]


def splits_of(interactions: Interactions, asked: EvaluationSettings) -> list[Split]:
    """One cut in time, or as many random splits as there are seeds."""
    if asked.split == "time":
        return [time_split(interactions)]
    return [random_split(interactions, seed) for seed in range(asked.seeds)]


def checked_kind(kind: str) -> str:
    """A kind of segment; raises NotFoundError for one that is none."""
    if kind not in KINDS:
        meant = nearest(kind, KINDS)
        raise NotFoundError(
            f"There are no segments by {kind!r}",
            do=f"Did you mean {meant!r}?" if meant else f"There are {', '.join(KINDS)}",
        )
    return kind
