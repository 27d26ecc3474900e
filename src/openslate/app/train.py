"""Fitting the recommender to everything that is known and was watched."""

from collections.abc import Callable
from dataclasses import dataclass, field

from openslate.app.audience.counted_events import learning_events
from openslate.app.audience.integrity.confirmed import confirmed_not_genuine
from openslate.app.workspace import Workspace
from openslate.recommend.models.graph_features import read_features
from openslate.recommend.models.interactions import read_interactions
from openslate.recommend.models.model_folder import save_recommender
from openslate.recommend.models.recommender import Recommender
from openslate.recommend.models.settings import RecommenderSettings


@dataclass(frozen=True)
class TrainReport:
    """The model's name, what it was made from and how long that took.

    `unknown` counts the events about records that are in no item of the snapshot: left out.
    `not_genuine` counts the viewers left out because a person confirmed them as not genuine.
    """

    model: str
    snapshot: str
    viewers: int
    events: int
    warm: int
    cold: int
    seconds: float
    unknown: int = 0
    not_genuine: int = 0


@dataclass(frozen=True)
class TrainRecommender:
    """Trains on the newest snapshot and all events, then puts the model in force."""

    workspace: Workspace
    settings: RecommenderSettings = field(default_factory=RecommenderSettings)

    def __call__(self, progress: Callable[[int, int], None] | None = None) -> TrainReport:
        workspace = self.workspace
        snapshot = workspace.snapshot()
        not_genuine = confirmed_not_genuine(workspace)
        events = learning_events(workspace, snapshot)
        interactions = read_interactions(events, snapshot.record, snapshot.size)
        features = read_features(snapshot, self.settings.features)
        if progress:
            progress(1, 3)
        began = workspace.clock.now()
        model = Recommender.fit(interactions, features, self.settings)
        seconds = (workspace.clock.now() - began).total_seconds()
        if progress:
            progress(2, 3)
        notes = {
            "snapshot": snapshot.name,
            "interactions": interactions.digest,
            "features": features.digest,
            "seconds": seconds,
        }
        name = save_recommender(model, workspace.models, notes).name
        workspace.put_in_force(name, snapshot.name)
        if progress:
            progress(3, 3)
        warm = int(model.has_history.sum())
        return TrainReport(
            model=name,
            snapshot=snapshot.name,
            viewers=len(interactions.viewers),
            events=events.height,
            warm=warm,
            cold=snapshot.size - warm,
            seconds=seconds,
            unknown=interactions.unknown,
            not_genuine=len(not_genuine),
        )
