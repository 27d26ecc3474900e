"""How long viewers stay, as plain data."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MinuteView:
    """The share still watching when a minute begins (95 % from `low` to `high`).

    `watching` counts the viewers known to have come there.
    """

    minute: int
    share: float
    low: float
    high: float
    watching: int


@dataclass(frozen=True)
class CurveView:
    """Minutes of one group of viewers; `half` is the minute at which half of them have left."""

    segment: str
    title: str
    viewers: int
    half: int | None
    minutes: tuple[MinuteView, ...]


@dataclass(frozen=True)
class RetentionView:
    """Who stays with an item how long.

    `overall` is None when fewer than `least` viewers have heartbeats. It leaves out viewers whom a
    person confirmed as not genuine; `raw` is the same with them, where there are any. `hidden` are
    the segments with too few viewers, or such that could be had by subtracting.
    """

    item: str
    name: str | None
    year: int | None
    runtime: int | None
    least: int
    divided_by: str | None
    overall: CurveView | None
    raw: CurveView | None
    left_out: int
    segments: tuple[CurveView, ...]
    hidden: tuple[str, ...]
