"""The tasks: which data, how it is split, and what is tried of Slate's own models on each."""

from collections.abc import Callable, Mapping, Sequence

from openslate.recommend.evaluation.split import random_split, time_split
from openslate.recommend.models.fading import Fading
from openslate.recommend.models.family_settings import (
    BlendPart,
    BlendSettings,
    EaseSettings,
    IalsSettings,
    ModelSettings,
    PartSettings,
    SequenceSettings,
    SmoothSettings,
    SoftmaxSettings,
)
from openslate.recommend.models.graph_features import no_features, read_features
from openslate.recommend.models.settings import RecommenderSettings
from tests.benchmarks.accuracy_sets import read_facts, read_published_split, read_views
from tests.benchmarks.accuracy_task import Task
from tests.benchmarks.demo_catalogue import demo_folder, read_demo

PUBLISHED = """The published files, and the protocol of the tables they come from: everybody learns
from train alone, settings are chosen on validation, and for the test all items but those of train
are ranked. Published NDCG@10: {published}."""
RANDOM = """Of each viewer's items a random tenth is test, a tenth validation, {seeds} seeds.
Settings are chosen on the first seed's validation; for the test everybody learns from train and
validation together and ranks all that the viewer is not known to have seen."""
TIME = """One cut in time for everybody: the oldest 80 % of all viewings are train, the next tenth
validation, the rest test. Viewers without any history before the cut are left out. For the test
everybody learns from, and knows of, all that came before it; recall is by all that a viewer
watched later, on average 76 films, so recall@20 cannot pass 0.6 here."""


def _settings(models: Sequence[ModelSettings]) -> list[RecommenderSettings]:
    return [RecommenderSettings(model=model) for model in models]


def _plain(*penalties: float) -> list[RecommenderSettings]:
    """Plain EASE; what is not said is nought."""
    return _settings(
        [EaseSettings(regularization=p, dropout=0.0, fact_viewers=0.0) for p in penalties]
    )


def _ease(**changed: object) -> EaseSettings:
    """EASE with viewers made more alike and a lift for rare items, without facts."""
    usual = {"regularization": 575.0, "viewer_norm": 0.5, "lift": -0.1, "fact_viewers": 0.0}
    return EaseSettings.model_validate(usual | changed)


def _blend(*parts: tuple[PartSettings, float]) -> BlendSettings:
    return BlendSettings(parts=tuple(BlendPart(model=m, weight=w) for m, w in parts))


def ml_1m() -> Task:
    """MovieLens 1M as LightGCN++'s tables split it."""
    split = read_published_split("ml-1m")
    tried = [
        _ease(),
        _ease(dropout=0.6),
        _ease(viewer_norm=0.65),
        _ease(lift=-0.15),
        _ease(regularization=400.0, dropout=0.6, viewer_norm=0.65),
        _ease(regularization=400.0),
    ]
    return Task(
        "MovieLens 1M, published split",
        PUBLISHED.format(published="LightGCN .2977, LightGCN++ .3243, NCL++ .3257"),
        [split], no_features(split.train.size), False,
        _settings(tried), _plain(800, 400, 600, 1200, 200, 2000),
    )  # fmt: skip


def lastfm() -> Task:
    """Last.fm as LightGCN++'s tables split it: 35 artists a listener, most heard by one or two."""
    split = read_published_split("lastfm")
    smooth = SmoothSettings(ridge=0.46, directions=24)
    seeds = [(IalsSettings(seed=seed), 0.25) for seed in range(4)]
    few = [(IalsSettings(seed=seed), 0.0375) for seed in range(4)]
    softmax = [(SoftmaxSettings(seed=seed), 1 / 3) for seed in range(3)]
    tried: list[ModelSettings] = [
        _blend((SoftmaxSettings(), 1.0), (smooth, 0.15), *few),
        _blend(*softmax, (smooth, 0.15), *few),
        _blend((smooth, 0.5), *seeds),
        SoftmaxSettings(),
        IalsSettings(),
        smooth,
    ]
    return Task(
        "Last.fm, published split",
        PUBLISHED.format(published="LightGCN .1996, LightGCN++ .2171, NCL++ .2177"),
        [split], no_features(split.train.size), False,
        _settings(tried), _plain(100, 50, 200, 400, 25, 800),
    )  # fmt: skip


def dbpedia() -> Task:
    """MovieLens 1M with DBpedia's facts and times, split at random."""
    near = [
        _ease(near_viewers=1.0),
        _ease(near_viewers=2.0),
        _ease(near_viewers=2.0, fact_viewers=0.3),
        _ease(near_viewers=2.0, fact_viewers=1.0),
        _ease(near_viewers=2.0, near_places=8),
        _ease(near_viewers=4.0, near_places=8, fact_viewers=0.3),
    ]
    splits = [random_split(read_views(), seed) for seed in range(3)]
    return Task(
        "MovieLens 1M with facts, random split", RANDOM.format(seeds=3), splits, read_facts(),
        True, _settings(near), _plain(400, 800, 600, 200, 1200, 2000),
    )  # fmt: skip


def by_time() -> Task:
    """The same viewings, cut in time."""
    fading = Fading(half_life=50.0, least=0.6)
    usual = _ease(lift=0.1, trend=1.8, fading=fading)
    strong = usual.model_copy(update={"trend": 2.5})
    far = {"window": 50, "decay": 0.95}
    tried: list[ModelSettings] = [
        SequenceSettings(ease=usual, weight=0.3, **far),
        SequenceSettings(ease=usual, weight=0.1, **far),
        SequenceSettings(ease=strong, weight=0.3, **far),
        SequenceSettings(ease=usual, weight=0.6, **far),
        SequenceSettings(ease=usual, weight=0.2, window=20, decay=0.9),
        usual,
    ]
    return Task(
        "MovieLens 1M, one cut in time", TIME, [time_split(read_views())], read_facts(), True,
        _settings(tried), _plain(400, 800, 600, 200, 1200, 2000),
    )  # fmt: skip


def ml_100k() -> Task:
    """The demo's viewings with the facts of its two catalogues."""
    demo = read_demo(demo_folder([]))
    features = demo.film_features(read_features(demo.snapshot))
    tried = [
        EaseSettings(),
        EaseSettings(viewer_norm=0.5, lift=-0.1),
        EaseSettings(viewer_norm=0.25),
        EaseSettings(viewer_norm=0.25, lift=-0.1),
        EaseSettings(viewer_norm=0.5),
        EaseSettings(viewer_norm=0.5, regularization=120.0),
    ]
    return Task(
        "MovieLens 100K, random split", RANDOM.format(seeds=5),
        [random_split(demo.films, seed) for seed in range(5)], features, True,
        _settings(tried), _plain(300, 200, 400, 150, 600, 1000),
    )  # fmt: skip


TASKS: Mapping[str, Callable[[], Task]] = {
    "ml-1m": ml_1m,
    "lastfm": lastfm,
    "dbpedia": dbpedia,
    "time": by_time,
    "ml-100k": ml_100k,
}
"""By the name that the command takes."""
