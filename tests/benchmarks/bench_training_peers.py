"""How long Slate learns beside the packages that come within 5 % of its accuracy, in turns.

    export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
    scripts/bench training_peers [--rounds 7]

Needs the shared data, and `scripts/peers` and what it prints. Which peers come near is told by
`scripts/bench accuracy ml-1m`.
"""

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter

import numpy as np

from openslate.recommend.evaluation.peers.known_peers import find_peers
from openslate.recommend.evaluation.peers.peer import Peer
from openslate.recommend.evaluation.peers.processes import run_peer
from openslate.recommend.models.interactions import Interactions
from openslate.recommend.models.recommender import Recommender
from tests.benchmarks.accuracy_tasks import TASKS
from tests.benchmarks.report import markdown_table, write_page

NEAR = ("irspack-edlae", "lenskit-ease")
"""RecTools comes near too, but took several times as long here as alone; not explained yet."""
SLATE = "Slate"
ROWS = np.arange(20)
"""Viewers who are ranked for, as few as a peer can be asked for; that is not counted."""
ABOUT = """MovieLens 1M, published split: {viewers:,} viewers, {items:,} items, {viewings:,}
viewings. Each learns {rounds} times, in turns, so that a busy moment hits all of them; counted is
learning alone, from the matrix of viewings in memory to a model that can rank, with {threads}
threads at most. *ratio* is the median over turns of what the peer took by what Slate took: above 1
Slate is faster. Slate learns in float64, so that a viewer can be taken out again exactly; irspack
in float32. How accurate each is says the page on [accuracy](accuracy.md).

{table}"""


def in_turns(
    contenders: Mapping[str, Callable[[], float]], rounds: int
) -> dict[str, tuple[float, ...]]:
    """Seconds of every turn of each contender, by name; the first turn warms up."""
    taken: dict[str, list[float]] = {name: [] for name in contenders}
    for turn in range(rounds + 1):
        for name, seconds in contenders.items():
            taken[name].append(seconds())
            print(f"turn {turn}: {name} {taken[name][-1]:.2f} s", file=sys.stderr, flush=True)
    return {name: tuple(seconds[1:]) for name, seconds in taken.items()}


def _peer(peer: Peer, known: Interactions) -> Callable[[], float]:
    def seconds() -> float:
        (found,) = run_peer(peer, [peer.start], known, ROWS, 20)
        return found.fit_seconds

    return seconds


def main() -> None:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    task = TASKS["ml-1m"]()
    known = task.known(task.splits[0])

    def slate() -> float:
        began = perf_counter()
        Recommender.fit(known, task.features, task.candidates[0])
        return perf_counter() - began

    peers = {peer.label: _peer(peer, known) for peer in find_peers(NEAR)}
    taken = in_turns({SLATE: slate, **peers}, rounds)
    rows = [
        (
            name,
            f"{median(seconds):.2f} s",
            f"{min(seconds):.2f} to {max(seconds):.2f} s",
            f"{median(np.divide(seconds, taken[SLATE])):.2f}",
        )
        for name, seconds in taken.items()
    ]
    body = ABOUT.format(
        viewers=len(known.viewers),
        items=known.matrix.shape[1],
        viewings=int(known.matrix.nnz),
        rounds=rounds,
        threads=os.environ.get("OMP_NUM_THREADS", os.cpu_count()),
        table=markdown_table(("", "median", "all turns", "ratio"), rows),
    )
    write_page("training_peers", "Learning beside the nearest peers", body)


if __name__ == "__main__":
    main()
