"""Films without history: taken wholly out of training and ranked among themselves."""

import numpy as np

from openslate.recommend.evaluation.evaluate import evaluate
from openslate.recommend.evaluation.ranking import Score
from openslate.recommend.evaluation.split import ItemSplit, hold_out_items
from openslate.recommend.models.graph_features import GraphFeatures, read_features
from openslate.recommend.models.recommender import Recommender
from tests.benchmarks.demo_catalogue import Demo
from tests.benchmarks.report import markdown_table

SEEDS = range(10)
HELD = 150
ABOUT = """## Films that nobody has watched
{held} films are taken out of training altogether and ranked among themselves for every viewer who
saw some of them; NDCG@10, one column a random draw of films. The popularity oracle knows how many
viewers really watched each of them, which no system could. Neighbours use the same graph
features: their cosine as they are, their cosine with rare facts weighing more (inverse document
frequency), and the plain product, which favours films of which much is known."""
SCALE = """Both kinds of films stand in one list without further scaling: ridge regression draws
scores of films without history towards zero, so doubt lowers them. Mean score over viewers and
films, and the share of viewers who really watched: {watched}; {held}."""


def cold_section(demo: Demo) -> str:
    """Measure every contender on every draw, and put it in a table."""
    features = read_features(demo.snapshot)
    splits = [hold_out_items(demo.interactions, HELD, seed) for seed in SEEDS]
    fitted = [Recommender.fit(split.train, features) for split in splits]
    by_name = {
        "Slate": [model.scores for model in fitted],
        "cosine neighbours": [neighbours(features, s.held, rare=False) for s in splits],
        "cosine neighbours, rare facts first": [
            neighbours(features, s.held, rare=True) for s in splits
        ],
        "plain product": [product(features, split.held) for split in splits],
        "popularity oracle": [oracle(split) for split in splits],
    }
    rows = [row(name, scores, splits) for name, scores in by_name.items()]
    heads = ("", "NDCG@10", *map(str, SEEDS))
    scale = calibration(fitted[0], splits[0])
    return "\n\n".join((ABOUT.format(held=HELD), markdown_table(heads, rows), scale))


def row(name: str, scores: list[Score], splits: list[ItemSplit]) -> tuple[str, ...]:
    """A line of the table."""
    means = [
        evaluate(score, split.train, split.test, among=split.held).ndcg.mean()
        for score, split in zip(scores, splits, strict=True)
    ]
    return (name, f"{np.mean(means):.4f}", *(f"{mean:.4f}" for mean in means))


def neighbours(features: GraphFeatures, held: np.ndarray, rare: bool) -> Score:
    """Sum of cosine similarities to the history, for the held films."""
    matrix = features.matrix.astype(np.float64)
    if rare:
        matrix = matrix.multiply(np.log(features.size / features.spread)).tocsr()
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    unit = matrix.multiply(1.0 / np.maximum(lengths, 1e-9)[:, None]).tocsr()
    return product(GraphFeatures(unit, features.names), held)


def product(features: GraphFeatures, held: np.ndarray) -> Score:
    """Sum of inner products with the history, for the held films."""
    wanted = features.matrix[held]

    def score(history: np.ndarray) -> np.ndarray:
        scores = np.zeros(features.size)
        scores[held] = wanted @ np.asarray(features.matrix[history].sum(axis=0)).ravel()
        return scores

    return score


def oracle(split: ItemSplit) -> Score:
    """How many viewers watched each held film."""
    return lambda _: split.test.viewings.astype(np.float64)


def calibration(model: Recommender, split: ItemSplit) -> str:
    """Mean scores next to how often films were really watched."""
    scores = np.array([model.scores(split.train.row(row)) for row in range(model.viewers)])
    parts = {}
    for name, items, real in (
        ("watched", model.watched, split.train.viewings),
        ("held", split.held, split.test.viewings),
    ):
        kind = "with history" if name == "watched" else "held out"
        share = real[items].mean() / model.viewers
        parts[name] = f"{kind} {scores[:, items].mean():.4f} and {share:.4f}"
    return SCALE.format(**parts)
