"""Measuring models and peers on the workspace's own viewings."""

from dataclasses import dataclass

import numpy as np

from openslate.app.audience.integrity.confirmed import confirmed_not_genuine
from openslate.app.evaluation.evaluation import Evaluation
from openslate.app.evaluation.evaluation_settings import EvaluationSettings
from openslate.app.evaluation.evaluation_store import EvaluationStore
from openslate.app.evaluation.figures import cannot_be_told_apart, shown_segments, tell
from openslate.app.evaluation.ground import Ground, checked_kind
from openslate.app.evaluation.own_models import own_contenders
from openslate.app.workspace import Workspace
from openslate.recommend.evaluation.contender import tuned
from openslate.recommend.evaluation.contest import Contest, Progress, hold_contest
from openslate.recommend.evaluation.item_world import ItemWorld, world_of
from openslate.recommend.evaluation.peers.known_peers import find_peers


@dataclass(frozen=True)
class EvaluateModels:
    """Holds a contest on the newest snapshot and all genuine events, and keeps what it found.

    Nothing that serves is changed. Stopped, nothing is kept.
    """

    workspace: Workspace

    def __call__(
        self, settings: EvaluationSettings | None = None, progress: Progress | None = None
    ) -> Evaluation:
        asked = settings or EvaluationSettings()
        peers = [tuned(peer, asked.budget) for peer in find_peers(asked.peers)]
        for kind in asked.segments:
            checked_kind(kind)
        ground = Ground.of(self.workspace, asked)
        contenders = [*own_contenders(asked.models, self.workspace, ground.features), *peers]
        world = world_of(ground.snapshot, ground.features)
        contest = hold_contest(contenders, ground.splits, world, asked.k, progress)
        return self._kept(asked, ground, world, contest)

    def _kept(
        self, asked: EvaluationSettings, ground: Ground, world: ItemWorld, contest: Contest
    ) -> Evaluation:
        split, measured = ground.splits[0], ground.measured
        segments, small = shown_segments(
            ground.segments(asked.segments, self.workspace), measured, asked.least_viewers
        )
        contenders = tell(contest, world, split.known.viewings, segments)
        found = Evaluation(
            name="",
            evaluated_at=self.workspace.clock.now(),
            settings=asked,
            snapshot=ground.snapshot.name,
            items=ground.snapshot.size,
            known_viewers=len(ground.interactions.viewers),
            viewers=int(np.count_nonzero(measured)),
            viewings=split.known.matrix.nnz,
            tested=split.test.matrix.nnz,
            contenders=contenders,
            best=cannot_be_told_apart(contenders),
            absent=contest.absent,
            small_segments=small,
            not_genuine=len(confirmed_not_genuine(self.workspace)),
        )
        return EvaluationStore(self.workspace.folder).keep(found)
