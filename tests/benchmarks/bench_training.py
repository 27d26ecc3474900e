"""What it costs to learn, to learn what is new, and to forget a viewer, by size of catalogue.

    OMP_NUM_THREADS=2 scripts/bench training [--sizes 2500,5000,10000,20000] [--cold 100000]

Each size runs in a process of its own. What was measured is kept in training.json beside the page,
so that sizes may be measured one by one. 20,000 items take about ten minutes and 12 GB.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from tests.benchmarks.report import FOLDER, markdown_table, write_page
from tests.repository import ROOT

KEPT = FOLDER / "training.json"
SIZES = "2500,5000,10000,20000"
COLD = 100_000
ABOUT = """A made-up audience with power laws in both directions: two viewers an item, 40 viewings
a viewer in the mean, each item watched at least once; beside the items with history others without,
and 2,000 facts, ten an item. Default settings (EASE with dropout and facts). *Learn* counts all
viewers, solves the weights, and carries them over to the items without history. *Keep* is writing
what was learned from. *Update* reads that and learns 1,000 new viewings of 100 viewers; *erase*
takes one viewer out. Both count only who changed; what remains is solving, at the cube of the items
with history. Seconds are those of the clock with {threads} threads, in brackets those of
processors; memory is the most that the process ever had, what it mapped from files included.

{table}

From the last size but one to the last, learning takes {growth:.1f} times as long. Above 20,000 the
most watched 20,000 keep weights of their own and the rest are scored from their facts
(`most_items`); `slim` has no such limit, and [Spark](../guide/recommender.md#beyond-one-machine)
trains on more than one machine.
"""
HEADINGS = (
    *("items with history", "without", "viewings"),
    *("learn", "keep", "update", "erase", "peak memory"),
)


def measure(size: int, cold: int) -> Any:
    """One size in a child process."""
    command = [sys.executable, "-m", "tests.benchmarks.training_step", str(size), str(cold)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True)
    print(done.stdout, file=sys.stderr, flush=True)
    return {**json.loads(done.stdout), "cold": cold, "threads": os.environ.get("OMP_NUM_THREADS")}


def _seconds(noted: Mapping[str, Any], step: str) -> str:
    if step not in noted:
        return "as update"
    return f"{noted[step]:,.1f} s ({noted[f'{step}_processor']:,.1f})"


def row(size: str, noted: Mapping[str, Any]) -> tuple[str, ...]:
    """A line of the table."""
    steps = (_seconds(noted, step) for step in ("learn", "keep", "update", "erase"))
    return (
        f"{int(size):,}", f"{noted['cold']:,}", f"{noted['viewings']:,}",
        *steps, f"{noted['peak'] / 2**30:.1f} GB",
    )  # fmt: skip


def main() -> None:
    """Measure, keep, write the page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", default=SIZES)
    parser.add_argument("--cold", type=int, default=COLD)
    asked = parser.parse_args()
    found = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    for size in asked.sizes.split(","):
        found[size] = measure(int(size), asked.cold)
        KEPT.write_text(json.dumps(found, indent=1) + "\n")
    sizes = sorted(found, key=int)
    table = markdown_table(HEADINGS, [row(size, found[size]) for size in sizes])
    last, before = found[sizes[-1]], found[sizes[-2]] if len(sizes) > 1 else found[sizes[-1]]
    growth = last["learn"] / before["learn"]
    threads = last["threads"] or os.cpu_count()
    body = ABOUT.format(table=table, growth=growth, threads=threads)
    write_page("training", "Learning by size", body)


if __name__ == "__main__":
    main()
