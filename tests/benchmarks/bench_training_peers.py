"""How long Slate learns beside the packages that come within 5 % of its accuracy, in turns.

    scripts/bench training_peers [--rounds 7]

Needs the shared data, and `scripts/peers` and what it prints. Which peers come near is told by
`scripts/bench accuracy ml-1m`. How many threads libraries use is fixed when they are loaded, so
each number of threads is measured by a process of its own.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
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
ABOUT = """MovieLens 1M, published split. Each learns {rounds} times, in turns,
so that a busy moment hits all of them; counted is learning alone, from the matrix of viewings in
memory to a model that can rank. *ratio* is the median over turns of what the peer took by what
Slate took: above 1 Slate is faster. Slate learns in float64, so that a model is the same whatever
the number of threads, and a viewer can be taken out again exactly; irspack learns
in float32. How accurate each is says the page on [accuracy](accuracy.md).

{tables}"""


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


def _measure(rounds: int) -> dict[str, tuple[float, ...]]:
    task = TASKS["ml-1m"]()
    known = task.known(task.splits[0])

    def slate() -> float:
        began = perf_counter()
        Recommender.fit(known, task.features, task.candidates[0])
        return perf_counter() - began

    peers = {peer.label: _peer(peer, known) for peer in find_peers(NEAR)}
    return in_turns({SLATE: slate, **peers}, rounds)


def _with_threads(threads: int, rounds: int) -> dict[str, list[float]]:
    """The same in a process whose libraries use so many threads at most."""
    most = {name: str(threads) for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")}
    command = [sys.executable, "-m", __spec__.name, "--rounds", str(rounds), "--json"]
    done = subprocess.run(command, env={**os.environ, **most}, stdout=subprocess.PIPE, check=True)
    told: dict[str, list[float]] = json.loads(done.stdout)
    return told


def _table(taken: Mapping[str, Sequence[float]]) -> str:
    rows = [
        (
            name,
            f"{median(seconds):.2f} s",
            f"{min(seconds):.2f} to {max(seconds):.2f} s",
            f"{median(np.divide(seconds, taken[SLATE])):.2f}",
        )
        for name, seconds in taken.items()
    ]
    return markdown_table(("", "median", "all turns", "ratio"), rows)


def main() -> None:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--json", action="store_true", help="print seconds, write no page")
    asked = parser.parse_args()
    if asked.json:
        json.dump(_measure(asked.rounds), sys.stdout)
        return
    tables = [
        f"## {threads} thread{'s' * (threads > 1)}\n\n"
        + _table(_with_threads(threads, asked.rounds))
        for threads in dict.fromkeys((os.cpu_count() or 1, 1))
    ]
    body = ABOUT.format(rounds=asked.rounds, tables="\n\n".join(tables))
    write_page("training_peers", "Learning beside the nearest peers", body)


if __name__ == "__main__":
    main()
