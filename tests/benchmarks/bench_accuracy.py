"""How accurate the models are, next to plain EASE, popularity and other people's recommenders.

    export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
    scripts/bench accuracy [SET...] [--budget N] [--peers NAME...]

SET is ml-1m, lastfm, dbpedia, time, cold or ml-100k (default: all). Only the sections of these are
written anew. Needs the shared data; peers need `scripts/peers` and what it prints.
"""

import argparse
import re
from collections.abc import Iterator, Mapping, Sequence

from openslate.recommend.evaluation.peers.known_peers import find_peers
from openslate.recommend.evaluation.peers.peer import Peer
from tests.benchmarks.accuracy_cold import cold_films
from tests.benchmarks.accuracy_run import HEADS, Outcome, outcome_of
from tests.benchmarks.accuracy_task import Task
from tests.benchmarks.accuracy_tasks import TASKS
from tests.benchmarks.report import FOLDER, markdown_table, write_page

STRONGEST = ("implicit-als", "lenskit-ease", "rectools-ease", "irspack-edlae", "irspack-slim")
COLD = "cold"
TITLE = "Accuracy of the models, and of others"


def main() -> None:
    """Measure the sets that were asked for and write their sections of the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", choices=[*TASKS, COLD, []], help="default: all")
    parser.add_argument("--budget", type=int, default=6, help="settings tried by everybody")
    parser.add_argument("--peers", nargs="*", default=list(STRONGEST), help="names, or all")
    given = parser.parse_args()
    peers = find_peers(given.peers)
    for name in given.sets or [*TASKS, COLD]:
        texts = [cold_films()] if name == COLD else section(TASKS[name](), peers, given.budget)
        for text in texts:
            write_page("accuracy", TITLE, _joined(_sections() | {name: text}))


def section(task: Task, peers: Sequence[Peer], budget: int) -> Iterator[str]:
    """Tune and measure everybody on one set; the section so far after each of them."""
    outcomes: list[Outcome] = []
    absent: list[str] = []
    left = task.contenders(peers, budget)
    while left:
        contender = left.pop(0)
        outcome = outcome_of(contender, task)
        if outcome is None:
            absent.append(contender.name)
        else:
            outcomes.append(outcome)
        table = markdown_table(HEADS, [one.row(outcomes[0]) for one in outcomes])
        notes = _note("because they are not installed", absent)
        notes += _note("because this run was cut short", [one.name for one in left])
        yield f"## {task.title}\n{task.about}\n\n{table}{notes}"


def _note(why: str, names: Sequence[str]) -> str:
    return f"\nNot measured, {why}: {', '.join(names)}.\n" if names else ""


def _sections() -> dict[str, str]:
    """The sections that the page has already, by set."""
    path = FOLDER / "accuracy.md"
    text = path.read_text("utf-8") if path.exists() else ""
    marked = re.split(r"<!-- set: ([\w-]+) -->\n", text)
    return dict(zip(marked[1::2], map(str.strip, marked[2::2]), strict=True))


def _joined(sections: Mapping[str, str]) -> str:
    """All sections in one order, each marked by its set."""
    order = [name for name in (*TASKS, COLD) if name in sections]
    return "\n\n".join(f"<!-- set: {name} -->\n{sections[name].strip()}" for name in order)


if __name__ == "__main__":
    main()
