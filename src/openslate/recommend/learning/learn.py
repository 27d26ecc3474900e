"""Fitting a recommender from scratch, or from what is known already."""

from collections.abc import Sequence
from dataclasses import dataclass

from openslate.recommend.learning.learned import Learned
from openslate.recommend.models.ease import goes_through_rows
from openslate.recommend.models.families import ease_settings
from openslate.recommend.models.family_settings import EaseSettings
from openslate.recommend.models.graph_features import GraphFeatures
from openslate.recommend.models.interactions import Interactions
from openslate.recommend.models.recommender import Recommender, most_watched
from openslate.recommend.models.settings import RecommenderSettings


@dataclass(frozen=True, eq=False)
class Lesson:
    """A fitted recommender, and what to keep so that it can be brought up to date.

    `learned` is None for models that are always fitted to all viewers. `changed` counts the
    viewers who were counted, where not all had to be.
    """

    model: Recommender
    learned: Learned | None = None
    changed: int | None = None


def learn(
    items: Sequence[str],
    interactions: Interactions,
    features: GraphFeatures,
    settings: RecommenderSettings,
    earlier: Learned | None = None,
) -> Lesson:
    """Fit to viewings of these items, of which all have stable ids.

    With what was learned `earlier` only viewers who changed are counted; the model is the same.
    """
    ease = ease_settings(settings.model)
    watched = most_watched(interactions.viewings, settings)
    among = interactions.among(watched)
    if ease is None or goes_through_rows(among, features.among(watched), ease):
        return Lesson(Recommender.fit(interactions, features, settings))
    learned, changed = _count([items[item] for item in watched], among, ease, earlier)
    model = Recommender.fit(interactions, features, settings, learned.counted)
    return Lesson(model, learned, changed)


def _count(
    items: Sequence[str], among: Interactions, ease: EaseSettings, earlier: Learned | None
) -> tuple[Learned, int | None]:
    if earlier is not None and earlier.follows(items, ease):
        return earlier.renewed(items, among)
    return Learned.of(items, among, ease), None
