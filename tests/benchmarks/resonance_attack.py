"""Someone who wants to know what is hidden, with everything that is shown."""

import numpy as np

from openslate.audience.resonance.protection import Protector, about
from tests.audience.resonance.attack import reach
from tests.audience.resonance.test_protection import LEAST, ROUNDING, published, worlds
from tests.benchmarks.report import markdown_table

WORLDS = 8
ABOUT = """## Can what is hidden be worked out?
{worlds} audiences of 700 viewers by gender (some not known), age and job, which hang together,
and twelve attributes. The attacker has every shown figure of a segment and of everybody else,
knows the size of every crossing of segments, and finds the least and the most that each hidden
number of viewers can be, by integer programming. *Pinned* is a number of which only one value is
possible; *range* is the least distance between the ends."""


def attack_section() -> str:
    """The attack on three ways of hiding."""
    ways: dict[str, list[tuple[int, int]]] = {
        "only small figures hidden": [],
        "and what gives them away": [],
        "and rounded, as shown": [],
    }
    for groups, sizes, counts in worlds(WORLDS):
        protected = Protector(groups, LEAST).protect(counts)
        plain = groups.inside @ counts >= LEAST
        for column in range(counts.shape[1]):
            small = np.flatnonzero(groups.inside @ counts[:, column] < LEAST)
            for found, shown, rounded in zip(
                ways.values(), (plain, protected, protected), (False, False, True), strict=True
            ):
                rows, true = published(groups, counts[:, column], shown[:, column])
                printed = about(true, ROUNDING) if rounded else true
                slack = ROUNDING / 2 if rounded else 0.0
                found += [reach(rows, printed, slack, sizes, groups.inside[s]) for s in small]
    heads = ("", "hidden figures tried", "pinned", "least range", "middle range")
    rows_ = [(name, *_told(found)) for name, found in ways.items()]
    return f"{ABOUT.format(worlds=WORLDS)}\n\n{markdown_table(heads, rows_)}"


def _told(found: list[tuple[int, int]]) -> tuple[int, int, int, int]:
    ranges = np.array([high - low for low, high in found])
    return len(ranges), int((ranges == 0).sum()), int(ranges.min()), int(np.median(ranges))
