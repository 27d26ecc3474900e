"""What a new rulebook would change: items and requests whose outcome differs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from openslate.decision.verdict import Verdict
from openslate.rules.book import Rulebook
from openslate.rules.compiled import compile_rulebook
from openslate.rules.outcome import Flags, Outcome
from openslate.rules.request import Request


@dataclass(frozen=True)
class Side:
    """The outcome of one item under one rulebook."""

    verdict: Verdict
    factor: float
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """One item for one request (its place in the list) whose outcome differs."""

    item: int
    request: int
    before: Side
    after: Side


@dataclass(frozen=True)
class RuleDiff:
    """How much a rulebook changes over `pairs` of items and requests, with some samples.

    `withheld` counts pairs that could be shown and no longer can, `released` the opposite,
    `reweighted` those whose score is multiplied differently; `changed` any change.
    """

    old: str
    new: str
    pairs: int
    changed: int
    withheld: int
    released: int
    reweighted: int
    samples: tuple[Change, ...]


def diff_rulebooks(
    old: Rulebook,
    new: Rulebook,
    facts: pl.DataFrame,
    requests: Sequence[Request],
    samples: int = 10,
) -> RuleDiff:
    """Compare two rulebooks over every item of `facts` and every request."""
    sides = [compile_rulebook(book, facts.schema) for book in (old, new)]
    counts = np.zeros(4, np.int64)
    found: list[Change] = []
    for number, request in enumerate(requests):
        before, after = (side.evaluate(facts, request) for side in sides)
        differ, numbers = _compare(before, after)
        counts += numbers
        wanted = np.flatnonzero(differ)[: max(0, samples - len(found))]
        found.extend(_changes(before, after, wanted.tolist(), number))
    changed, withheld, released, reweighted = counts.tolist()
    return RuleDiff(
        old=old.version,
        new=new.version,
        pairs=facts.height * len(requests),
        changed=changed,
        withheld=withheld,
        released=released,
        reweighted=reweighted,
        samples=tuple(found),
    )


def _compare(before: Outcome, after: Outcome) -> tuple[Flags, list[int]]:
    weights = before.factor != after.factor
    differ = (before.verdict != after.verdict) | weights
    withheld = before.allowed & ~after.allowed
    released = ~before.allowed & after.allowed
    return differ, [int(flags.sum()) for flags in (differ, withheld, released, weights)]


def _changes(before: Outcome, after: Outcome, items: list[int], request: int) -> Iterator[Change]:
    for item in items:
        yield Change(item, request, _side(before, item), _side(after, item))


def _side(outcome: Outcome, item: int) -> Side:
    verdict = Verdict(int(outcome.verdict[item]))
    return Side(verdict, float(outcome.factor[item]), outcome.spoke(item))
