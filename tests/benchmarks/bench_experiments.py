"""Estimates of another policy in made-up worlds: bias, cover, and whether the warning comes.

scripts/bench experiments [WORLDS]
"""

import sys
from collections import defaultdict
from statistics import mean

import numpy as np

from openslate.common.seeds import generator_for
from openslate.recommend.experiments.assignment import arm_of
from openslate.recommend.experiments.estimates import (
    METHODS,
    difference,
    estimate,
    logged_mean,
)
from openslate.recommend.experiments.logged import LoggedPlaces
from openslate.recommend.experiments.overlap import LEAST_SHARE, MOST_UNSUPPORTED, overlap
from openslate.recommend.influence.viewer_mean import Estimate
from tests.benchmarks.experiment_worlds import Kind, World, log, log_explored, make_world
from tests.benchmarks.report import markdown_table, write_page

WORLDS, SAMPLES, VIEWERS, EXPLORED_VIEWERS = 25, 12, 400, 200
RESAMPLES = 400
KINDS: tuple[Kind, ...] = ("near", "far", "unsupported")
NAIVE, MATCHED = "mean of what was served", "replay of matching places"
NAMES = {"ips": "IPS", "snips": "SNIPS", "dr": "doubly robust", NAIVE: NAIVE, MATCHED: MATCHED}

ABOUT = f"""Six kinds of viewers like items to different degrees; one policy served pages with
known chances, another is to be judged from them. What the other brings is known exactly. In *near*
worlds the policies overlap well, in *far* ones the other wants what was hardly ever shown, in
*unsupported* ones three items in ten were never shown. {{worlds}} worlds of each kind, {SAMPLES}
samples of {VIEWERS} viewers with one to eight pages each. *Explored* are rows of ten served with a
fifth of the places tried by the product's own draw (`home.exploration = 0.2`), judged: the same
rows with nothing tried; {EXPLORED_VIEWERS} viewers.

- **Bias**: mean error, in percent of the truth. **Cover**: how often the interval of 95 % holds the
  truth. **Spread**: standard deviation of the estimate, in percent of the truth.
- Peers in the same run: the mean of what was served, and the mean over places where both policies
  happen to agree (replay, without weights). `obp`, the usual library for this, did not install on
  this Python (what its newest release depends on no longer builds), so it is missing here.
"""


class Errors:
    """Estimates of one method in one kind of world, beside the truth."""

    def __init__(self) -> None:
        self.errors: list[float] = []
        self.covered: list[bool] = []

    def add(self, found: Estimate, truth: float) -> None:
        """One sample."""
        self.errors.append((found.value - truth) / truth)
        self.covered.append(found.low <= truth <= found.high)

    def cells(self) -> tuple[str, ...]:
        """Bias, spread and cover as the table shows them."""
        return (
            f"{mean(self.errors):+.1%}",
            f"{np.std(self.errors):.1%}",
            f"{mean(map(float, self.covered)):.1%}",
        )


Table = dict[tuple[str, str], Errors]


def judge(table: Table, kind: str, places: LoggedPlaces, truth: float, seed: int) -> None:
    """All estimators on one sample."""
    draw = generator_for("bench experiments", kind, seed)
    for name, method in METHODS.items():
        table[kind, name].add(estimate(method(places), draw, RESAMPLES), truth)
    table[kind, NAIVE].add(estimate(logged_mean(places), draw, RESAMPLES), truth)


def matching(places: LoggedPlaces, same: np.ndarray) -> Estimate:
    """The mean reward where the other policy's favourite was shown, with a plain interval."""
    rewards = places.reward[same]
    value = float(rewards.mean()) if len(rewards) else 0.0
    half = 1.96 * (value * (1 - value) / max(len(rewards), 1)) ** 0.5
    return Estimate(value, value - half, value + half)


def should_warn(world: World) -> bool:
    """Whether the policies really overlap too little, known from the worlds' own chances."""
    return world.effective < LEAST_SHARE or world.unsupported > MOST_UNSUPPORTED


def run(worlds: int) -> tuple[Table, dict[str, list[tuple[bool, bool]]]]:
    """Errors by kind and method; for each kind whether a warning should come and did."""
    table: Table = defaultdict(Errors)
    warned: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for number in range(worlds):
        for kind in KINDS:
            world = make_world(kind, number)
            for sample in range(SAMPLES):
                places, same = log(world, sample, VIEWERS)
                judge(table, kind, places, world.truth, number * SAMPLES + sample)
                table[kind, MATCHED].add(matching(places, same), world.truth)
                warned[kind].append((should_warn(world), bool(overlap(places).warnings)))
        for sample in range(SAMPLES // 4):
            places, truth = log_explored(number, sample, EXPLORED_VIEWERS)
            judge(table, "explored", places, truth, number * SAMPLES + sample)
    return table, warned


def same_settings(worlds: int) -> float:
    """How often two halves of viewers with the same setting are told apart; should be 5 %."""
    apart = []
    for number in range(worlds * SAMPLES):
        places, _ = log(make_world("near", number % worlds), 1000 + number, VIEWERS)
        tops, bottoms = logged_mean(places)
        in_b = np.array([arm_of("same", str(number), 0.5, str(v)) == "b" for v in range(len(tops))])
        draw = generator_for("same settings", number)
        found = difference((tops[~in_b], bottoms[~in_b]), (tops[in_b], bottoms[in_b]), draw)
        apart.append(not found.low <= 0 <= found.high)
    return mean(map(float, apart))


def warning_rows(warned: dict[str, list[tuple[bool, bool]]]) -> list[tuple[object, ...]]:
    """For each kind of world how often a warning was due, and came, and came for nothing."""
    rows: list[tuple[object, ...]] = []
    for kind, pairs in warned.items():
        due = [came for should, came in pairs if should]
        needless = [came for should, came in pairs if not should]
        rows.append((kind, len(due), _share(due), len(needless), _share(needless)))
    return rows


def _share(flags: list[bool]) -> str:
    return f"{mean(map(float, flags)):.1%}" if flags else "none"


def main() -> None:
    """Measure, print and write docs/evaluation/experiments.md."""
    worlds = int(sys.argv[1]) if len(sys.argv) > 1 else WORLDS
    table, warned = run(worlds)
    rows = [(kind, NAMES[name], *errors.cells()) for (kind, name), errors in sorted(table.items())]
    parts = (
        ABOUT.format(worlds=worlds),
        "## Estimates\n",
        markdown_table(("world", "estimate", "bias", "spread", "cover"), rows),
        "## The overlap warning\n",
        f"Due where the places are worth less than {LEAST_SHARE:.0%} of their number, or more than "
        f"{MOST_UNSUPPORTED:.0%} of the other policy was never shown, by the worlds' chances.\n",
        markdown_table(
            ("world", "samples where due", "came", "samples where not due", "came"),
            warning_rows(warned),
        ),
        "## Two groups with the same setting\n",
        f"Told apart by the interval in {same_settings(worlds):.1%} of comparisons (5 % is right).",
    )
    write_page("experiments", "Judging another policy from what was served", "\n".join(parts))


if __name__ == "__main__":
    main()
