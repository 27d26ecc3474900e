"""What benchmarks share: fair timing, ratios, a Markdown page in docs/evaluation."""

import os
import platform
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from tests.repository import DOCS

FOLDER = DOCS / "evaluation"


@dataclass(frozen=True)
class Timing:
    """Seconds of every repetition of one contender."""

    name: str
    seconds: tuple[float, ...]

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


def time_in_turns(
    contenders: Mapping[str, Callable[[], object]], repeats: int = 21, warm_up: int = 2
) -> dict[str, Timing]:
    """Time each contender `repeats` times, in turns, so that a busy moment hits all of them."""
    seconds: dict[str, list[float]] = {name: [] for name in contenders}
    for turn in range(warm_up + repeats):
        for name, run in contenders.items():
            start = perf_counter()
            run()
            if turn >= warm_up:
                seconds[name].append(perf_counter() - start)
    return {name: Timing(name, tuple(taken)) for name, taken in seconds.items()}


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
            f"{timings[peer].median / t.median:.2f}",
        )
        for t in timings.values()
    ]
    return markdown_table(("", "median", "±", f"times as fast as {peer}"), rows)


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
