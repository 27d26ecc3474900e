"""How long training and answering take over the demo's whole catalogue."""

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from openslate.recommend.models.graph_features import read_features
from openslate.recommend.models.model_folder import load_recommender, save_recommender
from openslate.recommend.models.recommender import Recommender
from tests.benchmarks.demo_catalogue import Demo
from tests.benchmarks.report import milliseconds, time_in_turns

VIEWERS = 40
ABOUT = """## Speed
One core, {items} items of which {watched} have history. Training {fit:.1f} s (reading the graph
features {features:.1f} s more); the model takes {size:.0f} MB on disk and loads in {load:.2f} s.
Scores of all items for one history: median {scores} (histories of {shortest} to {longest} items).
What a score is made of: {contributions}."""


def speed_section(demo: Demo) -> str:
    """Train once, ask many times."""
    start = perf_counter()
    features = read_features(demo.snapshot)
    read = perf_counter()
    model = Recommender.fit(demo.interactions, features)
    fitted = perf_counter()
    histories = [demo.interactions.row(row) for row in range(VIEWERS)]
    lengths = [len(history) for history in histories]
    asked = {
        "scores": lambda: [model.scores(history) for history in histories],
        "contributions": lambda: [model.contributions(h, model.size - 1) for h in histories],
    }
    taken = {n: milliseconds(t.median / VIEWERS) for n, t in time_in_turns(asked, 9).items()}
    size, load = on_disk(model)
    return ABOUT.format(
        items=model.size, watched=len(model.watched), fit=fitted - read, features=read - start,
        size=size / 1e6, load=load, shortest=min(lengths), longest=max(lengths), **taken,
    )  # fmt: skip


def on_disk(model: Recommender) -> tuple[int, float]:
    """Bytes of the model's folder, and seconds to load it."""
    with TemporaryDirectory() as folder:
        saved = save_recommender(model, Path(folder))
        load = partial(load_recommender, saved)
        seconds = time_in_turns({"load": load}, 3)["load"].median
        return sum(path.stat().st_size for path in saved.iterdir()), seconds
