"""Films without history: taken wholly out of training and ranked among themselves."""

from collections.abc import Sequence

import numpy as np

from openslate.recommend.evaluation.evaluate import evaluate
from openslate.recommend.evaluation.ranking import Scoring
from openslate.recommend.evaluation.split import ItemSplit, hold_out_items
from openslate.recommend.models.family_settings import EaseSettings
from openslate.recommend.models.recommender import Recommender
from openslate.recommend.models.settings import RecommenderSettings, StandInSettings
from tests.benchmarks.accuracy_sets import read_facts, read_views
from tests.benchmarks.recommend_cold import neighbours, oracle
from tests.benchmarks.report import markdown_table

HELD, SEEDS, CHOOSING = 300, range(5), 100
TRIED = [
    RecommenderSettings(
        model=EaseSettings(regularization=575.0, viewer_norm=0.5, lift=lift, fact_viewers=0.0),
        stand_in=StandInSettings(regularization=penalty),
    )
    for lift, penalty in ((-0.2, 50), (0.0, 50), (-0.2, 80))
]
ABOUT = """## MovieLens 1M with facts, films without history
{held} films are taken out of training altogether and ranked among themselves for every viewer who
saw some of them; NDCG@10, mean over draws, one column each. Settings are chosen on another draw:
{chosen}, of {tried} tried. The popularity oracle knows how many viewers really watched each film,
which no system could. Neighbours use the same facts, rare ones weighing more. The oracle tells how
much draws differ: some hold out more of what everybody has seen."""


def cold_films() -> str:
    """Choose, measure on every draw, and put it in a table."""
    views, facts = read_views(), read_facts()
    apart = hold_out_items(views, HELD, CHOOSING)
    chosen = TRIED[int(np.argmax([_mean(_fitted(apart, one), apart) for one in TRIED]))]
    splits = [hold_out_items(views, HELD, seed) for seed in SEEDS]
    rows = [
        _row("Slate", [_fitted(split, chosen) for split in splits], splits),
        _row("neighbours", [neighbours(facts, split.held, rare=True) for split in splits], splits),
        _row("popularity oracle", [oracle(split) for split in splits], splits),
    ]
    words = chosen.model_dump_json(include={"model": {"lift"}, "stand_in": True})
    about = ABOUT.format(held=HELD, chosen=f"`{words}`", tried=len(TRIED))
    return f"{about}\n\n{markdown_table(('', 'NDCG@10', *map(str, SEEDS)), rows)}"


def _fitted(split: ItemSplit, settings: RecommenderSettings) -> Recommender:
    return Recommender.fit(split.train, read_facts(), settings)


def _mean(model: Scoring, split: ItemSplit) -> float:
    found = evaluate(model, split.train, split.test, among=split.held)
    return float(found.ndcg.mean())


def _row(name: str, models: Sequence[Scoring], splits: Sequence[ItemSplit]) -> tuple[str, ...]:
    means = [_mean(model, split) for model, split in zip(models, splits, strict=True)]
    return (name, f"**{np.mean(means):.4f}**", *(f"{mean:.4f}" for mean in means))
