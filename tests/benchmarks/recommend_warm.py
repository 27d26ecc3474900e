"""Films with history: five random splits, full ranking, everybody on the same harness."""

from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter

import numpy as np

from openslate.recommend.evaluation.evaluate import Quality, evaluate
from openslate.recommend.evaluation.intervals import bootstrap_interval
from openslate.recommend.evaluation.split import Split, random_split
from openslate.recommend.models.family_settings import EaseSettings
from openslate.recommend.models.graph_features import GraphFeatures, no_features, read_features
from openslate.recommend.models.popularity import PopularityScorer
from openslate.recommend.models.recommender import Recommender
from openslate.recommend.models.settings import RecommenderSettings
from tests.benchmarks.demo_catalogue import Demo
from tests.benchmarks.recommend_peers import (
    Fit,
    fit_als,
    fit_neighbours,
    tune_als,
    tune_neighbours,
)
from tests.benchmarks.report import markdown_table

SEEDS = range(5)
PLAIN = RecommenderSettings(model=EaseSettings(regularization=300.0, dropout=0.0))
ABOUT = """## Films with history
{viewers} viewers, {films} films, {viewings} viewings: every rating is a viewing, whatever its
value. Of each viewer's films a random tenth is test, a tenth validation. Settings are chosen on
validation; for the test, everybody learns from train and validation together and ranks all films
that the viewer is not known to have seen. NDCG and recall at 10, means over {seeds} seeds;
the interval is a bootstrap over viewers. ALS had {tried} settings tried in this run."""


@dataclass(frozen=True)
class Outcome:
    """One contender over all seeds."""

    name: str
    qualities: tuple[Quality, ...]
    seconds: float

    def row(self) -> tuple[str, ...]:
        """A line of the table."""
        means = [q.ndcg.mean() for q in self.qualities]
        low, high = bootstrap_interval(np.mean([q.ndcg for q in self.qualities], axis=0))
        found = np.mean([q.recall.mean() for q in self.qualities])
        seeds = " ".join(f"{mean:.4f}" for mean in means)
        interval = f"{low:.4f} to {high:.4f}"
        return (self.name, f"{np.mean(means):.4f}", interval, seeds, f"{found:.4f}", self.time)

    @property
    def time(self) -> str:
        """Seconds for one training."""
        return f"{self.seconds:.2f}"


def warm_section(demo: Demo) -> str:
    """Tune the peers, measure all, and put it in a table."""
    splits = [random_split(demo.films, seed) for seed in SEEDS]
    features = demo.film_features(read_features(demo.snapshot))
    als, neighbours = tune_als(splits), tune_neighbours(splits)
    contenders: dict[str, Fit] = {
        "Slate": ours(features),
        "Slate without graph facts, plain EASE": ours(no_features(demo.films.size), PLAIN),
        f"implicit ALS ({als.words()})": lambda known: fit_als(known, **als.settings),
        f"implicit item kNN, cosine ({neighbours.words()})": lambda known: fit_neighbours(
            known, **neighbours.settings
        ),
        "popularity": lambda known: PopularityScorer.fit(known).scores,
    }
    outcomes = [measure(name, fit, splits) for name, fit in contenders.items()]
    rows = [outcome.row() for outcome in outcomes]
    heads = ("", "NDCG@10", "95 % interval", "by seed", "recall@10", "seconds to train")
    about = ABOUT.format(
        viewers=len(demo.films.viewers), films=demo.films.size, viewings=demo.films.matrix.nnz,
        seeds=len(SEEDS), tried=als.tried,
    )  # fmt: skip
    return f"{about}\n\n{markdown_table(heads, rows)}\n{lead(outcomes[0], outcomes[2])}"


def lead(first: Outcome, second: Outcome) -> str:
    """How far ahead one is of another for the same viewers, with its interval."""
    pairs = zip(first.qualities, second.qualities, strict=True)
    by_viewer = np.mean([ours.ndcg - theirs.ndcg for ours, theirs in pairs], axis=0)
    low, high = bootstrap_interval(by_viewer)
    return f"Ahead of ALS by {by_viewer.mean():.4f}, 95 % interval {low:.4f} to {high:.4f}."


def ours(features: GraphFeatures, settings: RecommenderSettings | None = None) -> Fit:
    """Slate's recommender as a contender."""
    return lambda known: Recommender.fit(known, features, settings).scores


def measure(name: str, fit: Fit, splits: Sequence[Split]) -> Outcome:
    """Train on what is known and look for the test, for every split."""
    qualities, seconds = [], []
    for split in splits:
        start = perf_counter()
        score = fit(split.known)
        seconds.append(perf_counter() - start)
        qualities.append(evaluate(score, split.known, split.test))
    return Outcome(name, tuple(qualities), float(np.median(seconds)))
