"""Fitting the recommender to everything that is known and was watched."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from openslate.app.audience.counted_events import learning_events
from openslate.app.audience.integrity.confirmed import confirmed_not_genuine
from openslate.app.workspace import Workspace
from openslate.graph.snapshot import Snapshot
from openslate.recommend.choice.candidates import STARTS
from openslate.recommend.choice.choice import ChoiceReport
from openslate.recommend.models.graph_features import GraphFeatures, read_features
from openslate.recommend.models.interactions import Interactions, read_interactions
from openslate.recommend.models.model_folder import save_recommender
from openslate.recommend.models.recommender import Recommender
from openslate.recommend.models.settings import RecommenderSettings

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class TrainReport:
    """The model's name, what it was made from and how long that took.

    `unknown` counts the events about records that are in no item of the snapshot: left out.
    `not_genuine` counts the viewers left out because a person confirmed them as not genuine.
    `choice` tells how all kinds of models did where they were compared; `not_compared` why not,
    where they should have been.
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
    family: str = "ease"
    choice: ChoiceReport | None = None
    not_compared: str = ""


@dataclass(frozen=True)
class TrainRecommender:
    """Trains on the newest snapshot and all events, then puts the model in force."""

    workspace: Workspace
    settings: RecommenderSettings = field(default_factory=RecommenderSettings)

    def __call__(self, progress: Progress | None = None) -> TrainReport:
        tell = progress or _say_nothing
        lessons = read_lessons(self.workspace, self.settings)
        tell(1, 3)
        report = train(self.workspace, lessons, self.settings)
        tell(3, 3)
        return report


@dataclass(frozen=True, eq=False)
class Lessons:
    """What a model of a workspace is fitted to, and what was left out of it."""

    snapshot: Snapshot
    interactions: Interactions
    features: GraphFeatures
    events: int
    not_genuine: int


def read_lessons(workspace: Workspace, settings: RecommenderSettings) -> Lessons:
    """The newest snapshot and all events of genuine viewers; raises SlateError without either."""
    snapshot = workspace.snapshot()
    not_genuine = confirmed_not_genuine(workspace)
    events = learning_events(workspace, snapshot)
    interactions = read_interactions(events, snapshot.record, snapshot.size)
    features = read_features(snapshot, settings.features)
    return Lessons(snapshot, interactions, features, events.height, len(not_genuine))


def train(
    workspace: Workspace,
    lessons: Lessons,
    settings: RecommenderSettings,
    notes: Mapping[str, Any] | None = None,
) -> TrainReport:
    """Fit with these settings, keep the model with `notes` in its card, put it in force."""
    began = workspace.clock.now()
    model = Recommender.fit(lessons.interactions, lessons.features, settings)
    seconds = (workspace.clock.now() - began).total_seconds()
    made_from = {
        "snapshot": lessons.snapshot.name,
        "interactions": lessons.interactions.digest,
        "features": lessons.features.digest,
        "seconds": seconds,
    }
    name = save_recommender(model, workspace.models, {**made_from, **(notes or {})}).name
    workspace.put_in_force(name, lessons.snapshot.name)
    warm = int(model.has_history.sum())
    return TrainReport(
        model=name,
        snapshot=lessons.snapshot.name,
        viewers=len(lessons.interactions.viewers),
        events=lessons.events,
        warm=warm,
        cold=lessons.snapshot.size - warm,
        seconds=seconds,
        unknown=lessons.interactions.unknown,
        not_genuine=lessons.not_genuine,
        family=settings.model.family,
    )


def quick_settings(
    model: str | None = None, settings: RecommenderSettings | None = None
) -> RecommenderSettings:
    """The usual settings, or those with which the named kind of model begins its search."""
    settings = settings or RecommenderSettings()
    return settings.model_copy(update={"model": STARTS[model]}) if model else settings


def _say_nothing(_done: int, _total: int) -> None:
    """Progress that nobody watches."""
