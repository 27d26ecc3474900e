"""Influence in fifty made-up worlds: is the order recovered, do the intervals cover?

scripts/bench influence [WORLDS]
"""

import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from statistics import mean, median

import numpy as np
from scipy.stats import spearmanr, t

from openslate.common.seeds import generator_for
from openslate.recommend.influence.tally import Seen, tally
from openslate.recommend.influence.viewer_mean import viewer_mean, wilson
from tests.benchmarks.influence_worlds import COMPONENTS, SIZE, World, make_world, see
from tests.benchmarks.report import markdown_table, write_page

WORLDS, SAMPLES, VIEWERS = 50, 2, 120
RESAMPLES = 400
Interval = tuple[float, float]
Pages = Sequence[tuple[str, int]]  # viewer, places decided on one page

ABOUT = f"""{{worlds}} worlds, each with {len(COMPONENTS)} components (history, graph, freshness,
boosts, two rules, a quota, a pin) whose influence is planted and known exactly: between 0.05 and
4.2 places of a row of {SIZE}, in an order of the world's own, touching between 15 % and all of the
viewers, who differ in how much and open between one and eight pages. Rows are filled by the
product's own `build_slate`, two rules overlap. From each world {SAMPLES} samples of {VIEWERS}
viewers are logged, and measured as `slate influence` does: by leaving each component out of each
page.

- **Order**: Spearman's correlation of measured and true influence within a world and sample.
- **Cover**: how often the interval of 95 % holds the true influence.

Every method sees the same pages. *Pages as if independent* and *places as if independent* are what
counting without a view to viewers gives.
"""


def slates(pages: Pages) -> Interval:
    """What the product tells."""
    found = viewer_mean(by_viewer(pages)).times(SIZE)
    return found.low, found.high


def t_interval(pages: Pages) -> Interval:
    """Student's t over viewers."""
    shares = by_viewer(pages)
    half = t.ppf(0.975, len(shares) - 1) * shares.std(ddof=1) / np.sqrt(len(shares))
    return SIZE * (shares.mean() - half), SIZE * (shares.mean() + half)


def bootstrap(pages: Pages) -> Interval:
    """Percentiles of the mean over resampled viewers."""
    shares = by_viewer(pages)
    draw = generator_for("influence bootstrap", len(pages))
    means = shares[draw.integers(0, len(shares), (RESAMPLES, len(shares)))].mean(axis=1)
    low, high = np.quantile(means, [0.025, 0.975])
    return SIZE * float(low), SIZE * float(high)


def independent_pages(pages: Pages) -> Interval:
    """Student's t over pages, whoever saw them."""
    counts = np.array([decides for _, decides in pages], dtype=float)
    half = t.ppf(0.975, len(counts) - 1) * counts.std(ddof=1) / np.sqrt(len(counts))
    return counts.mean() - half, counts.mean() + half


def independent_places(pages: Pages) -> Interval:
    """Wilson over all places, as if each were decided alone."""
    low, high = wilson(sum(d for _, d in pages) / (SIZE * len(pages)), 1.96, SIZE * len(pages))
    return SIZE * low, SIZE * high


METHODS: dict[str, Callable[[Pages], Interval]] = {
    "Slate: two parts over viewers": slates,
    "t over viewers": t_interval,
    "bootstrap of viewers": bootstrap,
    "pages as if independent": independent_pages,
    "places as if independent": independent_places,
}


def by_viewer(pages: Pages) -> np.ndarray:
    """Each viewer's mean share of places."""
    found: dict[str, list[int]] = defaultdict(list)
    for viewer, decides in pages:
        found[viewer].append(decides)
    return np.array([mean(counts) / SIZE for counts in found.values()])


def pages_of(seen: Sequence[Seen], component: str) -> Pages:
    """What one component decided on each page."""
    return [(page.viewer, page.decided[component][0].decides) for page in seen]


class Findings:
    """What all worlds gave."""

    def __init__(self) -> None:
        self.orders: list[float] = []
        self.covered: dict[str, list[bool]] = defaultdict(list)
        self.widths: dict[str, list[float]] = defaultdict(list)
        self.by_strength: dict[str, list[bool]] = defaultdict(list)

    def add(self, world: World, seen: Sequence[Seen]) -> None:
        """One sample of one world."""
        truth = world.truth
        measured = {f.component: f.decides.value for f in tally(seen) if f.row == "chosen"}
        keys = list(truth)
        order = spearmanr([truth[k] for k in keys], [measured[k] for k in keys])
        self.orders.append(float(order.statistic))
        for key in keys:
            for name, method in METHODS.items():
                low, high = method(pages_of(seen, key))
                self.covered[name].append(bool(low <= truth[key] <= high))
                self.widths[name].append(high - low)
            self.by_strength[strength(truth[key])].append(self.covered[next(iter(METHODS))][-1])


def strength(places: float) -> str:
    """A band of true influence."""
    bands = ((0.3, "under 0.3 places"), (1.0, "0.3 to 1"), (2.0, "1 to 2"))
    return next((name for most, name in bands if places < most), "2 and more")


def percent(flags: Sequence[bool]) -> str:
    """A share of yeses."""
    return f"{mean(flags):.1%}"


def main() -> None:
    """Measure, print and write docs/evaluation/influence.md."""
    worlds = int(sys.argv[1]) if len(sys.argv) > 1 else WORLDS
    found = Findings()
    for number in range(worlds):
        world = make_world(number)
        for sample in range(SAMPLES):
            found.add(world, see(world, sample, VIEWERS))
    title = "How much decides a row: measured against what was planted"
    write_page("influence", title, body(found, worlds))


def body(found: Findings, worlds: int) -> str:
    """The page's text."""
    good = sum(order >= 0.9 for order in found.orders) / len(found.orders)
    orders = (
        f"Mean {mean(found.orders):.3f}, median {median(found.orders):.3f}, least "
        f"{min(found.orders):.3f}; {good:.0%} of samples are at 0.9 or above."
    )
    methods = markdown_table(
        ("interval", "covers", "mean width in places"),
        [(n, percent(found.covered[n]), f"{mean(found.widths[n]):.2f}") for n in METHODS],
    )
    bands = markdown_table(
        ("true influence", "intervals", "covers"),
        [(n, len(flags), percent(flags)) for n, flags in sorted(found.by_strength.items())],
    )
    return "\n".join(
        (
            ABOUT.format(worlds=worlds),
            f"## Order\n\n{orders}\n",
            f"## Cover\n\n{methods}",
            f"Slate's by strength:\n\n{bands}",
        )
    )


if __name__ == "__main__":
    main()
