"""What benchmarks share: fair timing, ratios, a Markdown page in docs/evaluation."""

import os
import platform
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter, process_time

from tests.repository import DOCS

FOLDER = DOCS / "evaluation"


@dataclass(frozen=True)
class Timing:
    """Seconds of every repetition of one contender: that passed, and that a processor worked.

    Where other programs run beside a benchmark, the second says more than the first.
    """

    name: str
    seconds: tuple[float, ...]
    worked: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle repetition in seconds."""
        return median(self.seconds)

    @property
    def spread(self) -> float:
        """Half the distance between the first and third quarter, in seconds."""
        ordered = sorted(self.seconds)
        quarter = len(ordered) // 4
        return (ordered[-1 - quarter] - ordered[quarter]) / 2

    @property
    def processor(self) -> float:
        """The middle repetition in seconds of processor time."""
        return median(self.worked)

    @property
    def processor_p95(self) -> float:
        """Nineteen repetitions in twenty took at most this many seconds of processor time."""
        return quantiles(self.worked, n=20)[-1]


def time_in_turns(
    contenders: Mapping[str, Callable[[], object]], repeats: int = 21, warm_up: int = 2
) -> dict[str, Timing]:
    """Time each contender `repeats` times, in turns, so that a busy moment hits all of them."""
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in contenders}
    for _ in range(warm_up + repeats):
        for name, run in contenders.items():
            start, started = perf_counter(), process_time()
            run()
            taken[name].append((perf_counter() - start, process_time() - started))
    return {name: _timing(name, turns[warm_up:]) for name, turns in taken.items()}


def _timing(name: str, turns: Sequence[tuple[float, float]]) -> Timing:
    return Timing(name, tuple(passed for passed, _ in turns), tuple(worked for _, worked in turns))


def milliseconds(seconds: float) -> str:
    """A duration as the tables show it."""
    return f"{seconds * 1000:.2f} ms"


def timing_table(timings: Mapping[str, Timing], peer: str) -> str:
    """Medians, spreads and how many times as fast as `peer` each is."""
    rows = [
        (
            t.name,
            milliseconds(t.median),
            milliseconds(t.spread),
            milliseconds(t.processor),
            f"{timings[peer].median / t.median:.2f}",
        )
        for t in timings.values()
    ]
    return markdown_table(("", "median", "±", "processor time", f"times as fast as {peer}"), rows)


def markdown_table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table; every row has as many cells as there are headings."""
    lines = [headings, ["---"] * len(headings), *rows]
    if any(len(line) != len(headings) for line in lines):
        raise ValueError("a row has more or fewer cells than there are headings")
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines) + "\n"


def machine() -> str:
    """One line about where numbers were made, without names of machines or people."""
    return f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores"


def write_page(name: str, title: str, body: str) -> None:
    """Write docs/evaluation/NAME.md, print it, and say which command made it."""
    path = FOLDER / f"{name}.md"
    text = f"# {title}\n\nMade by `scripts/bench {name}` ({machine()}).\n\n{body.strip()}\n"
    path.write_text(text, encoding="utf-8")
    print(text)
    print(f"Written to {path}")
