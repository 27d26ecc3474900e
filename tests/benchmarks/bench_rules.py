"""Ten rules over 100,000 items, beside duckdb computing the same bitmasks in SQL in the same run.

`python tests/benchmarks/bench_rules.py` prints a Markdown table and a line of JSON.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from openslate.rules import Rulebook, compile_rulebook, parse_rulebook, to_sql
from openslate.testing.rules import random_facts

ITEMS = 100_000
ROUNDS = 21
THREADS = (1, 2)
CONDITIONS = (
    "NOT item.available",
    "item.minimum_age > viewer.age",
    "viewer.child_profile AND item.minimum_age > 10",
    "item.minimum_age IS NULL AND (COALESCE(viewer.child_profile, FALSE) OR viewer.age < 18)",
    "item.minimum_age >= 17 AND viewer.local_time < '21:00'",
    "item.available_from BETWEEN context.date - 30 AND context.date",
    "item.runtime > 150 AND item.year < 1970",
    "item.language <> 'en' AND item.country IN ('FR', 'DE', 'US')",
    "array_contains(item.genres, 'Drama')",
    "item.oscars >= 1 OR item.critics_score / 10 > 8.5",
)
REQUEST: dict[str, Any] = {
    "viewer.age": 16,
    "viewer.child_profile": False,
    "viewer.local_time": "20:15",
    "context.date": date(2026, 11, 20),
}


def rulebook() -> Rulebook:
    """The ten conditions as blocking rules."""
    rules = [
        f"- {{rule: r{i}, title: r{i}, then: block, when: {json.dumps(condition)}}}"
        for i, condition in enumerate(CONDITIONS)
    ]
    return parse_rulebook("\n".join(["rulebook: Bench", "rules:", *rules]), "bench.yaml")


def facts_of(book: Rulebook) -> pl.DataFrame:
    """Made-up facts; 20,000 random items five times over, shuffled."""
    few = random_facts(book, ITEMS // 5, "bench")
    return pl.concat([few] * 5).sample(fraction=1, shuffle=True, seed=7).rechunk()


def masks_in_sql(book: Rulebook) -> str:
    """One query with both bitmasks, each a sum of ten CASE expressions."""
    conditions = [to_sql(rule.when, "duckdb", REQUEST) for rule in book.rules]
    fired = [f"CASE WHEN {c} THEN {1 << i} ELSE 0 END" for i, c in enumerate(conditions)]
    unknown = [
        f"CASE WHEN ({c}) IS NULL THEN {1 << i} ELSE 0 END" for i, c in enumerate(conditions)
    ]
    return f"SELECT {' + '.join(fired)} AS fired, {' + '.join(unknown)} AS unknown FROM item"


def median_ms(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Median milliseconds of `work`, after two calls that do not count."""
    times = []
    for _ in range(rounds + 2):
        start = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times[2:])


def measure(threads: int) -> dict[str, float]:
    """All medians with this many threads; the process must have been started with as many."""
    import duckdb

    book = rulebook()
    facts = facts_of(book)
    compiled = compile_rulebook(book, facts.schema)

    def cold() -> object:
        compiled.forget()
        return compiled.evaluate(facts, REQUEST)

    connection = duckdb.connect(config={"threads": threads})
    connection.register("frame", facts.to_arrow())
    connection.execute("CREATE TABLE item AS SELECT * FROM frame")
    query = masks_in_sql(book)

    def peer() -> dict[str, Any]:
        masks: dict[str, Any] = connection.execute(query).fetchnumpy()
        return masks

    outcome, masks = compiled.evaluate(facts, REQUEST), peer()
    if not np.array_equal(outcome.fired[0], masks["fired"]):
        raise SystemExit("The two engines disagree on what fired")
    if not np.array_equal(outcome.unknown[0], masks["unknown"]):
        raise SystemExit("The two engines disagree on what is unknown")
    return {
        "threads": threads,
        "cold": median_ms(cold),
        "warm": median_ms(lambda: compiled.evaluate(facts, REQUEST)),
        "duckdb": median_ms(peer),
    }


def in_own_process(threads: int) -> dict[str, float]:
    """Measure in a fresh process, since polars fixes its number of threads when it starts."""
    env = {**os.environ, "POLARS_MAX_THREADS": str(threads), "OMP_NUM_THREADS": str(threads)}
    command = [sys.executable, __file__, str(threads)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


def main() -> None:
    """Print the table and the figures."""
    rows = [in_own_process(threads) for threads in THREADS]
    print(f"Ten rules over {ITEMS:,} items, milliseconds, median of {ROUNDS}\n")
    print("| threads | cold | warm | duckdb | duckdb / cold |")
    print("|---:|---:|---:|---:|---:|")
    for row in rows:
        ratio = row["duckdb"] / row["cold"]
        print(
            f"| {row['threads']:.0f} | {row['cold']:.2f} | {row['warm']:.3f} "
            f"| {row['duckdb']:.2f} | {ratio:.1f} |"
        )
    print(f"\n{json.dumps({'items': ITEMS, 'rules': len(CONDITIONS), 'rows': rows})}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(int(sys.argv[1]))))
    else:
        main()
