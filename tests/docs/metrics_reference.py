"""The page of measures: what each means, its formula and its source, from the code."""

from collections.abc import Callable, Iterator
from inspect import getdoc

from openslate.recommend.evaluation.measures import ACCURACY, CHARACTER, NORMATIVE, Measure
from openslate.recommend.evaluation.metrics.coverage import coverage, coverage_interval
from openslate.recommend.evaluation.metrics.exposure import displaced, exposure, imbalance

HEAD = """# Measures of lists

Written from the code by `scripts/reference`. What they tell in practice:
[the guide](../guide/evaluation.md).
"""
SECTIONS = (
    ("Finding what viewers go on to watch", ACCURACY),
    ("What lists are like", CHARACTER),
    ("Beyond chance", NORMATIVE),
)
WHOLE: tuple[tuple[str, tuple[Callable[..., object], ...]], ...] = (
    ("Coverage", (coverage, coverage_interval)),
    ("Exposure", (exposure, displaced, imbalance)),
)
"""What is no figure of one viewer's list."""


def metrics_page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *_measures(), *_whole()])


def heading(measure: Measure) -> str:
    """The line that begins a measure's part."""
    return f"### {measure.title}"


def _measures() -> Iterator[str]:
    for title, measures in SECTIONS:
        yield f"## {title}\n"
        for measure in measures:
            better = "" if measure.better == "neither" else f" {measure.better.title()} is better."
            yield f"{heading(measure)}\n`{measure.name}`: {measure.means}.{better}\n"
            yield f"{_said(measure.defined)}\n"


def _whole() -> Iterator[str]:
    yield "## Of all lists together\n"
    for title, functions in WHOLE:
        yield f"### {title}\n"
        yield from (f"{_said(function)}\n" for function in functions)


def _said(function: Callable[..., object]) -> str:
    return getdoc(function) or ""
