"""How fast the best of a large catalogue is found, and slates for everybody are made.

scripts/bench serving

Reads MovieLens 1M from ../shared/data (or SLATE_SHARED_DATA) and the demo's data. About five
minutes.
"""

import json
import os
import subprocess
import sys
from typing import Any

from tests.benchmarks.report import markdown_table, write_page
from tests.repository import ROOT

TOP = """## The best twenty of 100,000 items under hard rules
The demo's 943 viewers ask at any quarter of an hour, at nine ages. The catalogue has 100,000
items: the demo's {watched:,} watched films and 16,000 others as they are, and further films
with half the facts of each of two real ones. Five rules block (rights, ages, children, the
watershed) and so does every fact that one of them lacks: {allowed:.0%} may be shown on average.
One request asks the rules about all items, scores what they allow and picks the best twenty that
are unseen. *Asked before*: an age and a time of day that somebody had. *Never asked*: neither.
`implicit` (ALS of 64 factors) is handed what is blocked, ready made, and knows nothing of items
without viewings. One thread each.

{table}
Against brute force (every score in float64, the rules in SQL, all of it sorted) the same twenty
were found in {recall:.2%} of places on average, {least:.0%} at the least.
"""
BATCH = """## Everybody at once
MovieLens 1M: {viewers:,} viewers, 932,293 viewings of 2,983 films. *slate distribute batch* reads
every viewer's history from SQLite, lets rules, quotas and pins hold for each, and writes a file of
{places:,} places with names and scores. *Rules and ranking* has histories in memory, asks the same
rules for each viewer and takes the best twenty allowed and unseen. The two others ask no rules.

{table}"""
NAMES = {
    "ours": "Slate, asked before",
    "ours, never asked": "Slate, never asked",
    "implicit": "implicit, nothing to decide",
}


def run(step: str, threads: int) -> dict[str, Any]:
    """A step in a process of its own, with so many threads."""
    print(step, file=sys.stderr, flush=True)
    names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "POLARS_MAX_THREADS")
    env = {**os.environ, **dict.fromkeys(names, str(threads))}
    command = [sys.executable, "-m", "tests.benchmarks.serving_steps", step]
    done = subprocess.run(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, check=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def top_section() -> str:
    """One viewer at a time."""
    found = run("top", 1)
    rows = [
        (NAMES[name], f"{middle:.2f}", f"{late:.2f}")
        for name, (middle, late) in found["milliseconds"].items()
    ]
    return (
        TOP.format(
            watched=found["watched"],
            allowed=found["allowed"],
            recall=found["recall"][1],
            least=found["recall"][0],
            table=markdown_table(("milliseconds", "p50", "p95"), rows),
        )
        + f"\nPeak memory {found['peak'] / 2**30:.2f} GB, peer included."
    )


def batch_section() -> str:
    """All viewers, two threads."""
    found = {step: run(step, 2) for step in ("batch", "plain", "implicit")}
    found["allowed"] = {**found["batch"], "seconds": found["batch"]["allowed"]}
    named = {
        "batch": "slate distribute batch",
        "allowed": "Slate, rules and ranking",
        "plain": "Slate's model alone (EASE)",
        "implicit": "implicit (ALS, 64 factors)",
    }
    rows = [
        (
            name,
            f"{found[step]['fit']:.1f}" if "fit" in found[step] else "",
            f"{found[step]['seconds']:.1f}",
            f"{found[step]['peak'] / 2**30:.2f} GB",
        )
        for step, name in named.items()
    ]
    headings = ("", "seconds to learn", "seconds for all viewers", "peak memory")
    return BATCH.format(
        viewers=found["batch"]["viewers"],
        places=found["batch"]["places"],
        table=markdown_table(headings, rows),
    )


def main() -> None:
    """Print the page and write it to docs/evaluation/serving.md."""
    write_page("serving", "Serving", f"{top_section()}\n\n{batch_section()}")


if __name__ == "__main__":
    main()
