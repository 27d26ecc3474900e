"""Ten rules over 100,000 items, beside duckdb computing the same bitmasks in the same run.

scripts/bench rules
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import count
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import numpy as np
import polars as pl

from openslate.rules import Outcome, Rulebook, compile_rulebook, parse_rulebook, to_sql
from openslate.testing.rules import random_facts
from tests.benchmarks.report import time_in_turns, timing_table, write_page

ITEMS = 100_000
THREADS = (1, 2)
FROM_NOTHING, ANOTHER, AGAIN = "from nothing", "another viewer and day", "the same request again"
PEER = "duckdb"
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


ABOUT = f"""Bitmasks of ten rules over {ITEMS:,} items: which fired, which lacked facts. Slate gives
verdicts, factors and what is allowed besides. Facts are made up, a quarter of them missing. Both
sides are ready before the clock starts (rulebook compiled; statement prepared, with the request's
values in it), take turns and gave the same masks. Nothing is prepared about the facts: no
dictionaries, no indexes.

- *{FROM_NOTHING}*: no answer remembered; every rule is worked out over every item.
- *{ANOTHER}*: an age and a day that were never asked about. What reads the item
  alone, or the request only in ways seen before, is remembered from earlier requests.
- *{AGAIN}*: everything is remembered.

Processor time is that of all threads; where the median is longer, other programs ran.
"""


def rulebook(conditions: Sequence[str] = CONDITIONS) -> Rulebook:
    """These conditions as blocking rules."""
    rules = [
        f"- {{rule: r{i}, title: r{i}, then: block, when: {json.dumps(condition)}}}"
        for i, condition in enumerate(conditions)
    ]
    return parse_rulebook("\n".join(["rulebook: Bench", "rules:", *rules]), "bench.yaml")


def facts_of(book: Rulebook) -> pl.DataFrame:
    """Made-up facts; 20,000 random items five times over, shuffled."""
    few = random_facts(book, ITEMS // 5, "bench")
    return pl.concat([few] * 5).sample(fraction=1, shuffle=True, seed=7).rechunk()


def masks_in_sql(book: Rulebook, request: Mapping[str, Any] = REQUEST) -> str:
    """One query with both bitmasks, each a sum of ten CASE expressions."""
    conditions = [to_sql(rule.when, "duckdb", request) for rule in book.rules]
    fired = [f"CASE WHEN {c} THEN {1 << i} ELSE 0 END" for i, c in enumerate(conditions)]
    unknown = [
        f"CASE WHEN ({c}) IS NULL THEN {1 << i} ELSE 0 END" for i, c in enumerate(conditions)
    ]
    return f"SELECT {' + '.join(fired)} AS fired, {' + '.join(unknown)} AS unknown FROM item"


def in_turns(threads: int) -> str:
    """The table for this many threads; polars must have been started with as many."""
    book = rulebook()
    facts = facts_of(book)
    compiled = compile_rulebook(book, facts.schema)
    ask = partial(compiled.evaluate, facts)
    requests = map(another, count())

    def from_nothing() -> Outcome:
        compiled.forget()
        return ask(REQUEST)

    peer = masks_by_duckdb(book, facts, threads)
    check_same(from_nothing(), peer())
    contenders = {
        FROM_NOTHING: from_nothing,
        ANOTHER: lambda: ask(next(requests)),
        AGAIN: lambda: ask(REQUEST),
        PEER: peer,
    }
    return timing_table(time_in_turns(contenders), PEER)


def another(number: int) -> dict[str, Any]:
    """A request that differs from every other in age and day."""
    day = date(2026, 12, 1) + timedelta(days=number)
    return {**REQUEST, "viewer.age": number, "context.date": day}


def masks_by_duckdb(
    book: Rulebook, facts: pl.DataFrame, threads: int
) -> Callable[[], Mapping[str, Any]]:
    """A call that gives both masks as arrays, from a table in memory."""
    connection = duckdb.connect(config={"threads": threads})
    with TemporaryDirectory() as folder:
        path = f"{folder}/item.parquet"
        facts.write_parquet(path)
        connection.execute(f"CREATE TABLE item AS SELECT * FROM read_parquet('{path}')")
    connection.execute(f"PREPARE masks AS {masks_in_sql(book)}")
    return lambda: connection.execute("EXECUTE masks").fetchnumpy()


def check_same(outcome: Outcome, masks: Mapping[str, Any]) -> None:
    """Ends the benchmark when the two engines disagree."""
    for name, ours in {"fired": outcome.fired, "unknown": outcome.unknown}.items():
        if not np.array_equal(ours[0], masks[name]):
            raise SystemExit(f"The two engines disagree on which rules are {name}")


def in_own_process(threads: int) -> str:
    """The table from a fresh process, since polars fixes its number of threads when it starts."""
    env = {**os.environ, "POLARS_MAX_THREADS": str(threads), "OMP_NUM_THREADS": str(threads)}
    command = [sys.executable, "-m", "tests.benchmarks.bench_rules", str(threads)]
    done = subprocess.run(command, env=env, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout


def main() -> None:
    """Print the page and write it to docs/evaluation/rules.md."""
    tables = [f"## Threads: {threads}\n\n{in_own_process(threads)}" for threads in THREADS]
    write_page("rules", f"Ten rules over {ITEMS:,} items", "\n".join([ABOUT, *tables]))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(in_turns(int(sys.argv[1])), end="")
    else:
        main()
