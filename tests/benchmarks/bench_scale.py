"""A hundred thousand items from import to snapshot, and what a small change costs then.

    scripts/bench scale [ITEMS] [--true-links]

With --true-links identity is as the catalogue was made up, and the resolver is left out.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.benchmarks.report import markdown_table, write_page
from tests.repository import ROOT

ABOUT = """A made-up catalogue ({module}): three sources that know {items:,} films between them,
{records:,} records and windows in {triples:,} triples. Every step runs in a process of its own;
seconds are those of the clock and of the processor, and memory is the most that the process ever
had. {identity}
"""
TURNS = 5  # changes one after the other, because a single one says little on a shared machine
LIMIT = 3.0  # seconds for a change of a hundred items, from import to snapshot
RATES = ("records", "triples", "links", "items")


def run_steps(folder: Path, size: int, steps: Sequence[str]) -> dict[str, Any]:
    """Each step's measures and peak memory, one after the other.

    The last step is a change; it is made several times, and the median one is the step's.
    """
    found = {step: run_step(folder, size, step) for step in steps[:-1]}
    turns = [run_step(folder, size, steps[-1]) for _ in range(TURNS)]
    turns.sort(key=seconds_of_all)
    return found | {steps[-1]: turns[TURNS // 2], "turns": turns}


def seconds_of_all(change: Mapping[str, Any]) -> float:
    """How long a change took on the clock."""
    return float(change["measures"]["all"]["seconds"])


def run_step(folder: Path, size: int, step: str) -> Any:
    """A step in a child process; what it says goes on, so that a failure is seen."""
    print(f"{datetime.now():%H:%M:%S} {step}", file=sys.stderr, flush=True)
    command = [sys.executable, "-m", "tests.benchmarks.scale_steps", step, str(folder), str(size)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True)
    print(done.stdout, file=sys.stderr)
    return json.loads(done.stdout)


def rows(found: Mapping[str, Any], steps: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Lines of the table: what was done, how much, how long, how fast, in how much memory."""
    for step in steps:
        for name, noted in found[step]["measures"].items():
            counts = [kind for kind in RATES if kind in noted]
            yield (
                name,
                ", ".join(f"{int(noted[kind]):,} {kind}" for kind in counts),
                f"{noted['seconds']:.2f}",
                f"{noted['processor']:.2f}",
                ", ".join(f"{noted[kind] / noted['processor']:,.0f} {kind}" for kind in counts),
                f"{found[step]['peak'] / 2**30:.2f} GB",
            )


HEADINGS = ("", "how much", "seconds", "processor", "per second of processor", "peak memory")


def page(found: Mapping[str, Any], size: int, steps: Sequence[str]) -> str:
    """The body of the page."""
    imported = found["import"]["measures"]["import"]
    about = ABOUT.format(
        module="`tests/benchmarks/synthetic_catalogue.py`",
        items=size,
        records=int(imported["records"]),
        triples=int(imported["triples"]),
        identity="" if "resolve" in steps else "Identity is as it was made up.",
    )
    whole = markdown_table(HEADINGS, [*rows(found, steps[:-1])])
    change = markdown_table(HEADINGS, [*rows(found, steps[-1:])])
    took = found[steps[-1]]["measures"]
    turns = [seconds_of_all(turn) for turn in found["turns"]]
    return (
        f"{about}\n## From nothing\n{whole}\n"
        "`pyoxigraph` bulk loads one delivery's triples from a finished text, `rdflib` parses the "
        "first 50,000 of them into memory.\n\n"
        f"## A hundred records say something new\n{change}\n"
        f"{int(took['snapshot again']['touched']):,} items were made anew, in a process that had "
        f"just begun. The median of {TURNS} changes, each in a process of its own, took "
        f"{took['all']['seconds']:.2f} s (from {turns[0]:.2f} to {turns[-1]:.2f}); it should take "
        f"less than {LIMIT:g} s. Lines with a dash are parts of the line before them.\n"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the page and write it to docs/evaluation/scale.md."""
    parser = argparse.ArgumentParser()
    parser.add_argument("items", nargs="?", type=int, default=100_000)
    parser.add_argument("--true-links", action="store_true")
    given = parser.parse_args(arguments)
    identity = ("truth", "change of truth") if given.true_links else ("resolve", "change")
    steps = ("import", "peers", identity[0], "snapshot", identity[1])
    with TemporaryDirectory() as folder:
        found = run_steps(Path(folder) / "workspace", given.items, steps)
    write_page("scale", "From import to snapshot", page(found, given.items, steps))


if __name__ == "__main__":
    main()
