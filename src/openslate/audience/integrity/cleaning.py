"""Figures with and without the viewers whom a person confirmed as not genuine."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Generic, TypeVar

import polars as pl

from openslate.graph.vocabulary import Columns

T = TypeVar("T")


@dataclass(frozen=True)
class RawAndCleaned(Generic[T]):
    """One published figure twice: of all viewers, and of those nobody confirmed as not genuine.

    `left_out` counts the viewers that only the raw figure knows. Where it is 0 both are the same.
    """

    raw: T
    cleaned: T
    left_out: int


def genuine_only(events: pl.DataFrame, not_genuine: Collection[str]) -> pl.DataFrame:
    """The rows of a frame with the column `viewer` that are not of these viewers, in order."""
    if not not_genuine:
        return events
    return events.filter(~pl.col(Columns.VIEWER).is_in(sorted(not_genuine)))


def raw_and_cleaned(
    events: pl.DataFrame, not_genuine: Collection[str], figure: Callable[[pl.DataFrame], T]
) -> RawAndCleaned[T]:
    """A figure of an event frame, raw and cleaned; worked out once when nobody is left out.

    >>> events = pl.DataFrame({"viewer": ["ada", "bot", "bot"]})
    >>> raw_and_cleaned(events, {"bot"}, len)
    RawAndCleaned(raw=3, cleaned=1, left_out=1)
    """
    raw = figure(events)
    cleaned = genuine_only(events, not_genuine)
    if cleaned.height == events.height:
        return RawAndCleaned(raw, raw, 0)
    left_out = events[Columns.VIEWER].n_unique() - cleaned[Columns.VIEWER].n_unique()
    return RawAndCleaned(raw, figure(cleaned), left_out)
