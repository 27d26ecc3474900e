"""One size of catalogue, learned, brought up to date and freed of a viewer; run by itself.

    python -m tests.benchmarks.training_step ITEMS COLD

Prints JSON with seconds of each step and the most memory the process ever had.
"""

import json
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

import numpy as np
import scipy.sparse as sp

from openslate.common.seeds import generator_for
from openslate.recommend.learning.learn import Lesson, learn
from openslate.recommend.learning.learned import Learned
from openslate.recommend.learning.learned_folder import read_learned, write_learned
from openslate.recommend.models.graph_features import GraphFeatures
from openslate.recommend.models.interactions import Interactions, interactions_of
from openslate.recommend.models.settings import RecommenderSettings

FACTS, FACTS_EACH = 2_000, 10
VIEWERS_PER_ITEM, MEAN_LENGTH = 2, 50
NEW_VIEWINGS = 1_000
ERASED_UP_TO = 10_000
"""Items up to which erasing is measured too; it is an update by one viewer."""
SETTINGS = RecommenderSettings()


def made_up(items: int, cold: int) -> tuple[Interactions, GraphFeatures]:
    """Viewings by power laws, and ten facts an item of which few are on many items."""
    draw = generator_for("training", items)
    viewers = VIEWERS_PER_ITEM * items
    lengths = np.clip(draw.pareto(1.5, viewers) * MEAN_LENGTH / 2 + 5, 5, items // 4).astype(int)
    popularity = 1.0 / np.arange(1, items + 1) ** 0.8
    rows = np.repeat(np.arange(viewers), lengths)
    chosen = draw.choice(items, size=len(rows), p=popularity / popularity.sum())
    rows = np.concatenate([rows, draw.integers(0, viewers, items)])
    chosen = np.concatenate([chosen, np.arange(items)])  # each item has a history
    names = [f"v{row:07d}" for row in range(viewers)]
    interactions = interactions_of(
        np.array(names)[rows], chosen, items + cold, times=draw.integers(0, 10**9, len(rows))
    )
    return interactions, facts(items + cold, draw)


def facts(size: int, draw: np.random.Generator) -> GraphFeatures:
    """Ten a piece."""
    spread = 1.0 / np.arange(1, FACTS + 1) ** 0.7
    found = draw.choice(FACTS, size=size * FACTS_EACH, p=spread / spread.sum())
    rows = np.repeat(np.arange(size), FACTS_EACH)
    matrix = sp.csr_matrix((np.ones(len(found), np.float32), (rows, found)), shape=(size, FACTS))
    matrix.data[:] = 1.0
    return GraphFeatures(matrix, tuple(("tags", str(fact)) for fact in range(FACTS)))


def watching_more(interactions: Interactions, items: int) -> Interactions:
    """A thousand viewings more, ten by each of a hundred viewers."""
    draw = generator_for("watching more", items)
    rows = np.repeat(draw.choice(len(interactions.viewers), NEW_VIEWINGS // 10, replace=False), 10)
    more = sp.csr_matrix(
        (np.ones(len(rows), np.float32), (rows, draw.integers(0, items, len(rows)))),
        shape=interactions.matrix.shape,
    )
    watched = (interactions.matrix + more).tocoo()
    viewers = np.array(interactions.viewers)
    return interactions_of(viewers[watched.row], watched.col, interactions.size)


def timed(work: Callable[[], Any], noted: dict[str, float], name: str) -> Any:
    """What the work gives; its seconds are noted."""
    began, worked = perf_counter(), process_time()
    given = work()
    noted[name], noted[f"{name}_processor"] = perf_counter() - began, process_time() - worked
    return given


def main(items: int, cold: int) -> None:
    """Learn, keep, update after new viewings, erase a viewer."""
    interactions, features = made_up(items, cold)
    interactions = Interactions(interactions.viewers, interactions.matrix)
    ids = [f"i{item:07d}" for item in range(items + cold)]
    noted: dict[str, float] = {
        "viewers": len(interactions.viewers), "viewings": int(interactions.matrix.nnz)
    }  # fmt: skip

    def taught(by: Interactions, earlier: Learned | None = None) -> Learned:
        lesson: Lesson = learn(ids, by, features, SETTINGS, earlier)
        assert lesson.learned is not None
        if earlier is not None:
            noted["changed"] = max(lesson.changed or 0, noted.get("changed", 0))
        return lesson.learned

    def again(by: Interactions, kept: Path, name: str, to: Path | None = None) -> None:
        found = timed(lambda: taught(by, read_learned(kept)), noted, name)
        if to is not None:
            write_learned(found, to)

    def first(kept: Path) -> None:
        found = timed(lambda: taught(interactions), noted, "learn")
        timed(lambda: write_learned(found, kept), noted, "keep")

    with TemporaryDirectory(dir=".") as folder:
        kept, later = Path(folder) / "kept", Path(folder) / "later"
        first(kept)
        more = watching_more(interactions, items)
        measured = items <= ERASED_UP_TO
        again(more, kept, "update", later if measured else None)
        if measured:
            again(more.of_rows(np.arange(1, len(more.viewers))), later, "erase")
    noted["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps(noted))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
