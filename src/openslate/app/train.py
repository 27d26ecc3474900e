"""Fitting the recommender to everything that is known and was watched."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from openslate.app.audience.counted_events import learning_events
from openslate.app.audience.integrity.confirmed import confirmed_not_genuine
from openslate.app.learning.alone import learning_alone
from openslate.app.learning.learned_store import LearnedStore
from openslate.app.workspace import Workspace
from openslate.graph.snapshot import Snapshot
from openslate.graph.vocabulary import Columns
from openslate.recommend.choice.candidates import STARTS
from openslate.recommend.choice.choice import ChoiceReport
from openslate.recommend.learning.learn import learn
from openslate.recommend.learning.learned import Learned
from openslate.recommend.models.graph_features import GraphFeatures, read_features
from openslate.recommend.models.interactions import Interactions, read_interactions
from openslate.recommend.models.model_folder import save_recommender
from openslate.recommend.models.settings import RecommenderSettings
from openslate.store.events import EventStore

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class TrainReport:
    """The model's name, what it was made from and how long that took.

    `changed` counts the viewers who had to be counted where the others were known; None where all
    were. `unknown` counts the events about records that are in no item of the snapshot: left out.
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
    changed: int | None = None
    choice: ChoiceReport | None = None
    not_compared: str = ""


@dataclass(frozen=True)
class TrainRecommender:
    """Trains on the newest snapshot and all events, then puts the model in force."""

    workspace: Workspace
    settings: RecommenderSettings = field(default_factory=RecommenderSettings)

    def __call__(self, progress: Progress | None = None) -> TrainReport:
        tell = progress or _say_nothing
        with learning_alone(self.workspace):
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
    events_known: int

    @property
    def made_from(self) -> dict[str, str]:
        """What names it all, for a model's card."""
        return {
            "snapshot": self.snapshot.name,
            "interactions": self.interactions.digest,
            "features": self.features.digest,
        }


def read_lessons(
    workspace: Workspace, settings: RecommenderSettings, without: str | None = None
) -> Lessons:
    """The newest snapshot and all events of genuine viewers; raises SlateError without either.

    The viewer `without` is left out, as if they had never been.
    """
    snapshot = workspace.snapshot()
    known = EventStore(workspace.database).count()  # before, so that none is taken for known
    not_genuine = confirmed_not_genuine(workspace)
    events = learning_events(workspace, snapshot).filter(pl.col(Columns.VIEWER).ne_missing(without))
    interactions = read_interactions(events, snapshot.record, snapshot.size)
    features = read_features(snapshot, settings.features)
    return Lessons(snapshot, interactions, features, events.height, len(not_genuine), known)


def train(
    workspace: Workspace,
    lessons: Lessons,
    settings: RecommenderSettings,
    notes: Mapping[str, Any] | None = None,
    earlier: Learned | None = None,
) -> TrainReport:
    """Fit with these settings, keep the model with `notes` in its card, put it in force.

    From what was learned `earlier`, where it is given. Nobody else may learn meanwhile
    (`learning_alone`).
    """
    began = workspace.clock.now()
    snapshot = lessons.snapshot
    lesson = learn(snapshot.ids, lessons.interactions, lessons.features, settings, earlier)
    model = lesson.model
    seconds = (workspace.clock.now() - began).total_seconds()
    made_from = {**lessons.made_from, "seconds": seconds, "events_known": lessons.events_known}
    name = save_recommender(model, workspace.models, {**made_from, **(notes or {})}).name
    store = LearnedStore(workspace)
    kept = store.keep(name, lesson.learned) if lesson.learned else None
    workspace.put_in_force(name, snapshot.name)
    store.drop_others(kept)
    warm = int(model.has_history.sum())
    return TrainReport(
        model=name,
        snapshot=snapshot.name,
        viewers=len(lessons.interactions.viewers),
        events=lessons.events,
        warm=warm,
        cold=snapshot.size - warm,
        seconds=seconds,
        unknown=lessons.interactions.unknown,
        not_genuine=lessons.not_genuine,
        family=settings.model.family,
        changed=lesson.changed,
    )


def quick_settings(
    model: str | None = None, settings: RecommenderSettings | None = None
) -> RecommenderSettings:
    """The usual settings, or those with which the named kind of model begins its search."""
    settings = settings or RecommenderSettings()
    return settings.model_copy(update={"model": STARTS[model]}) if model else settings


def _say_nothing(_done: int, _total: int) -> None:
    """Progress that nobody watches."""
