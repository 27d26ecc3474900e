"""Rows under caps, quotas, spacing, pins and a time budget, beside one whole integer programme.

    OMP_NUM_THREADS=1 scripts/bench slates [CASES]

Cases are drawn at random, some of them impossible. They are solved in full by as many processes as
there are cores, which takes some seven minutes on two.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from os import cpu_count

import numpy as np

from tests.benchmarks.report import markdown_table, write_page
from tests.benchmarks.slate_cases import FEWEST, MOST, SIZE, draw_case
from tests.benchmarks.slate_catalogue import catalogue_section
from tests.benchmarks.slate_trial import SECONDS, Took, Trial, trial

CASES = 200
ABOUT = f"""Rows of {SIZE} from {FEWEST} to {MOST:,} made-up candidates. Four kinds have a least or
a largest number among the first 5, 10 or 20; a director has at most one to three items, two to four
slots apart, and a few directors made many of the items; running times, one in twenty unknown, must
not pass a sum among the first 5, 10 or 20; up to two items are pinned. Numbers are drawn so tight
that some rows cannot be filled. The peer is one integer programme over every candidate in every
slot, written for this page and solved by HiGHS (SciPy), stopped after {SECONDS:g} seconds. It also
says which rows can be filled. Each row is filled by Slate and then solved in full by the same
process, with as many processes as there are cores.
"""
FEASIBLE = """## Rows that can be filled

Violations are counted by a reading of the rules written for this page. The gap told is what Slate
itself proves that a better row could be worth more; the true one is how far its row's worth is
below that of the model's best row. Where the model was stopped its ceiling takes that place, so
that the true gap may be much smaller.
"""
TIMES = """## Times

What passes until a row is there, with its reasons where rules conflict; the peer only says that
there is no row. Ratios are of the peer's time to Slate's.
"""
INFEASIBLE = """## Rows that cannot be filled

A conflict is minimal when the model finds no row under its rules, and one when any single rule of
it is left out. What was eased is told by the slate; the row is judged by the eased numbers.
"""


def main() -> None:
    """Print the page and write it to docs/evaluation/slates.md."""
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else CASES
    with ProcessPoolExecutor(cpu_count(), initializer=_warm_up) as pool:
        trials = list(pool.map(trial, range(cases)))
    sections = (agreement(trials), feasible(trials), times(trials), infeasible(trials))
    body = "\n".join([ABOUT, *sections, catalogue_section()])
    write_page("slates", "Rows under rules", body)


def agreement(trials: Sequence[Trial]) -> str:
    """Who says of which rows that they can be filled."""
    said = Counter((one.solved.status, one.conflict is None) for one in trials)
    lines = [(status, said[status, True], said[status, False]) for status, _ in sorted(said)]
    heads = ("the model found", "filled by Slate", "conflict named by Slate")
    return markdown_table(heads, sorted(set(lines)))


def feasible(trials: Sequence[Trial]) -> str:
    """Violations and gaps of rows that Slate filled under all rules."""
    filled = [one for one in trials if one.conflict is None]
    proven = [one for one in filled if one.solved.finished]
    lines = [
        ("rows filled", len(filled)),
        ("of these with a violation", sum(bool(one.breaks) for one in filled)),
        ("the model proved its best row", len(proven)),
        ("gap told is at least the true one", sum(one.honest for one in filled)),
    ]
    gaps = [
        ("gap told", *_shares([one.gap for one in filled])),
        ("true gap, best row proven", *_shares([one.true_gap for one in proven])),
        ("true gap at most, all", *_shares([one.true_gap for one in filled])),
    ]
    table = markdown_table(("", "p50", "p75", "p90", "p95", "largest"), gaps)
    return f"{FEASIBLE}\n{markdown_table(('', ''), lines)}\n{table}"


def times(trials: Sequence[Trial]) -> str:
    """Slate's time and the peer's."""
    kinds = {
        "can be filled": [one for one in trials if one.conflict is None],
        "cannot be filled": [one for one in trials if one.conflict is not None],
        "all": list(trials),
    }
    lines = []
    for name, some in kinds.items():
        ours, peer = (_spread(who) for who in _both(some))
        lines += [
            (f"{name} ({len(some)}): Slate", *_milliseconds(ours)),
            (f"{name}: peer", *_milliseconds(peer)),
            (f"{name}: ratio", *(f"{b / a:.1f}" for a, b in zip(ours, peer, strict=True))),
        ]
    return (
        f"{TIMES}\n{markdown_table(('', 'p50', 'p95', 'largest', 'p95 of processor time'), lines)}"
    )


def infeasible(trials: Sequence[Trial]) -> str:
    """Whether conflicts are real and minimal, and whether best effort keeps its word."""
    conflicts = [one for one in trials if one.conflict is not None]
    sizes = Counter(len(one.conflict or ()) for one in conflicts)
    minimal = Counter(one.minimal for one in conflicts)
    lines = [
        ("conflicts named", len(conflicts)),
        ("minimal, every rule tried", minimal[True]),
        ("not minimal", minimal[False]),
        ("not decided by the model in time", minimal[None]),
        *((f"conflicts of {size} rules", sizes[size]) for size in sorted(sizes)),
        ("rows that break more than they say", sum(bool(one.breaks) for one in conflicts)),
    ]
    return f"{INFEASIBLE}\n{markdown_table(('', ''), lines)}"


def _warm_up() -> None:
    draw_case(np.random.default_rng(0)).build()


def _both(trials: Sequence[Trial]) -> tuple[list[Took], list[Took]]:
    return [one.ours for one in trials], [one.peer for one in trials]


def _spread(taken: Sequence[Took]) -> list[float]:
    passed = [took.passed for took in taken] or [np.nan]
    worked = [took.worked for took in taken] or [np.nan]
    return [*np.percentile(passed, (50, 95, 100)).tolist(), float(np.percentile(worked, 95))]


def _milliseconds(seconds: Sequence[float]) -> list[str]:
    return [f"{one * 1000:,.0f} ms" for one in seconds]


def _shares(values: Sequence[float]) -> list[str]:
    return [f"{one:.2%}" for one in np.percentile(values or [np.nan], (50, 75, 90, 95, 100))]


if __name__ == "__main__":
    main()
