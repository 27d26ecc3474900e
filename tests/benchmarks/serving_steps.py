"""The steps that the serving benchmark measures, each in a process of its own."""

import json
import os
import resource
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import duckdb
import numpy as np
from implicit.cpu.als import AlternatingLeastSquares

from openslate.app.distribution.make_batch import PART, MakeBatch
from openslate.app.engine import Engine
from openslate.app.slates.ask import Ask, asks_for
from openslate.recommend.models.family_settings import EaseSettings
from openslate.recommend.models.recommender import Recommender
from openslate.recommend.models.settings import RecommenderSettings
from openslate.recommend.slates.shortlist import best_among
from openslate.rules import compile_rulebook
from tests.benchmarks.accuracy_sets import read_facts, read_views
from tests.benchmarks.bench_rules import (
    CONDITIONS,
    ITEMS,
    REQUEST,
    facts_of,
    masks_in_sql,
    rulebook,
)
from tests.benchmarks.serving_world import large_catalogue, movielens_workspace

K = 20
HARD = CONDITIONS[:5]
"""Rights, ages, children and the watershed; whatever is not known blocks too."""
REQUESTS = 300
CHECKED = 40
BLOCK = 10_000
MODEL = EaseSettings(regularization=575.0, viewer_norm=0.5, lift=-0.1)
FACTORS = 64
NOW = datetime(2026, 11, 20, 20, 30, tzinfo=UTC)
Found = dict[str, Any]


def top_step() -> Found:
    """The best twenty of 100,000 for one viewer under hard rules, and the same by brute force."""
    views, features = large_catalogue(ITEMS)
    model = Recommender.fit(views, features, RecommenderSettings(model=MODEL))
    book = rulebook(HARD)
    facts = facts_of(book)
    rules = compile_rulebook(book, facts.schema)
    als = AlternatingLeastSquares(factors=FACTORS, num_threads=1, random_state=1)
    als.fit(views.matrix, show_progress=False)
    draw = np.random.default_rng(3)
    viewers = draw.choice(len(views.viewers), REQUESTS, replace=False)
    asked = [_request(draw) for _ in viewers]

    def ours(viewer: int, request: Found) -> np.ndarray:
        outcome = rules.evaluate(facts, request)
        scores = model.scores(views.sequence(viewer), outcome.allowed)
        allowed = outcome.allowed.copy()
        allowed[views.row(viewer)] = False
        return best_among(scores, allowed, K)

    def peer(viewer: int, hidden: np.ndarray) -> np.ndarray:
        row = views.matrix[viewer]
        found: np.ndarray = als.recommend(viewer, row, N=K, filter_items=hidden)[0]
        return found

    hidden = [np.flatnonzero(~rules.evaluate(facts, request).allowed) for request in asked]
    times: dict[str, list[float]] = {"ours": [], "ours, never asked": [], "implicit": []}
    for at, viewer in enumerate(viewers.tolist()):  # the rules' answers are known by now
        times["ours"].append(_took(ours, viewer, asked[at]))
        fresh = {**asked[at], "context.date": date(2027, 1, 1).replace(month=1 + at % 12)}
        fresh["viewer.age"] = 100 + at
        times["ours, never asked"].append(_took(ours, viewer, fresh))
        times["implicit"].append(_took(peer, viewer, hidden[at]))
    some = list(zip(viewers.tolist()[:CHECKED], asked[:CHECKED], strict=True))
    wanted = _by_brute_force(model, views, facts, some)
    pairs = [(set(ours(*one).tolist()), best) for one, best in zip(some, wanted, strict=True)]
    recalls = [len(found & set(best)) / len(best) for found, best in pairs]
    return {
        "milliseconds": {name: _quantiles(taken) for name, taken in times.items()},
        "recall": [min(recalls), float(np.mean(recalls))],
        "allowed": float(np.mean([1 - len(one) / ITEMS for one in hidden])),
        "watched": len(model.watched),
    }


def _request(draw: np.random.Generator) -> Found:
    """A visit of this month: any age, at a quarter of an hour."""
    quarter = int(draw.integers(0, 96))
    return {
        **REQUEST,
        "viewer.age": int(draw.choice([8, 12, 16, 21, 30, 40, 47, 53, 60])),
        "viewer.child_profile": bool(draw.random() < 0.1),
        "viewer.local_time": f"{quarter // 4:02d}:{quarter % 4 * 15:02d}",
    }


def _by_brute_force(
    model: Recommender, views: Any, facts: Any, asked: Sequence[tuple[int, Found]]
) -> list[list[int]]:
    """Every item scored in float64 by its own stand-ins, the rules in SQL, everything sorted."""
    weights = np.asarray(model.scorer.terms[0].loadings, dtype=np.float64)  # type: ignore[attr-defined]
    histories = np.zeros((len(asked), len(model.watched)))
    place = {item: at for at, item in enumerate(model.watched.tolist())}
    for row, (viewer, _) in enumerate(asked):
        histories[row, [place[item] for item in views.row(viewer).tolist()]] = 1.0
    watched = histories @ weights
    told = (model.stand_ins.solved.astype(np.float64) @ watched.T).T
    scores = np.empty((len(asked), model.size))
    inner = model.stand_ins.lift.astype(np.float64) @ told.T
    for start in range(0, model.size, BLOCK):
        block = model.features.matrix[start : start + BLOCK].astype(np.float64)
        scores[:, start : start + BLOCK] = (block @ inner).T
    scores[:, model.watched] = watched
    connection = duckdb.connect()
    with tempfile.TemporaryDirectory() as folder:
        facts.write_parquet(f"{folder}/item.parquet")
        table = f"CREATE TABLE item AS SELECT * FROM read_parquet('{folder}/item.parquet')"
        connection.execute(table)
    best = []
    for row, (viewer, request) in enumerate(asked):
        masks = connection.execute(masks_in_sql(rulebook(HARD), request)).fetchnumpy()
        allowed = np.flatnonzero((masks["fired"] == 0) & (masks["unknown"] == 0))
        open_items = np.setdiff1d(allowed, views.row(viewer))
        best.append(sorted(open_items.tolist(), key=lambda i, r=row: (-scores[r, i], i))[:K])
    return best


def batch_step() -> Found:
    """A slate for each of MovieLens 1M's 6,040 viewers, from the database to the file."""
    with (
        tempfile.TemporaryDirectory() as folder,
        movielens_workspace(Path(folder) / "workspace") as workspace,
    ):
        engine = Engine.load(workspace)
        viewers = list(read_views().viewers)
        batch = MakeBatch(workspace, engine, NOW, K, os.cpu_count() or 1)
        batch(viewers[:100], Path(folder) / "warm.jsonl", "jsonl")
        start = perf_counter()
        report = batch(viewers, Path(folder) / "slates.jsonl", "jsonl")
        taken = perf_counter() - start
        asks = asks_for(workspace, engine, batch.requests(viewers))
        start = perf_counter()
        for at in range(0, len(asks), PART):
            _best_allowed(engine, asks[at : at + PART])
        allowed = perf_counter() - start
    told = {"viewers": report.viewers, "places": report.places}
    return {"seconds": taken, "allowed": allowed, **told}


def _best_allowed(engine: Engine, asks: Sequence[Ask]) -> list[np.ndarray]:
    """The best twenty that the rules allow and the viewer has not seen, for each."""
    best = []
    scores = engine.model.scores_of([ask.sequence for ask in asks])
    for ask, scored in zip(asks, scores, strict=True):
        open_items = engine.judge(ask.viewer, ask.context).allowed.copy()
        open_items[list(ask.watched)] = False
        best.append(best_among(scored, open_items, K))
    return best


def plain_step() -> Found:
    """Only the best twenty for everybody: no rules, no database; ours."""
    views = read_views()
    features = read_facts()
    start = perf_counter()
    model = Recommender.fit(views, features, RecommenderSettings(model=MODEL))
    fitted = perf_counter()
    histories = views.sequences()
    for at in range(0, len(histories), 500):
        scores = model.scores_of(histories[at : at + 500])
        known = views.matrix[at : at + 500]
        scores[np.repeat(np.arange(len(scores)), np.diff(known.indptr)), known.indices] = -np.inf
        np.argpartition(scores, -K, axis=1)
    return {"fit": fitted - start, "seconds": perf_counter() - fitted}


def implicit_step() -> Found:
    """The same by the package `implicit`."""
    views = read_views()
    model = AlternatingLeastSquares(factors=FACTORS, num_threads=0, random_state=1)
    start = perf_counter()
    model.fit(views.matrix, show_progress=False)
    fitted = perf_counter()
    model.recommend(np.arange(len(views.viewers)), views.matrix, N=K)
    return {"fit": fitted - start, "seconds": perf_counter() - fitted}


def _took(call: Callable[..., object], *given: object) -> float:
    start = perf_counter()
    call(*given)
    return 1000 * (perf_counter() - start)


def _quantiles(taken: Sequence[float]) -> list[float]:
    return [median(taken), float(np.quantile(taken, 0.95))]


STEPS: dict[str, Callable[[], Found]] = {
    "top": top_step,
    "batch": batch_step,
    "plain": plain_step,
    "implicit": implicit_step,
}


def main() -> None:
    """Run one step and print what it found, with the peak memory of this process, as JSON."""
    found = STEPS[sys.argv[1]]()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({**found, "peak": peak}))


if __name__ == "__main__":
    main()
