"""Groups of viewers for whom figures are told apart."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from openslate.graph.vocabulary import Columns

Array = np.ndarray
KINDS = ("gender", "age", "territory", "activity")
BANDS = ("under 13", "13 to 17", "18 to 24", "25 to 34", "35 to 44", "45 to 55", "56 and over")
BEGIN = (13, 18, 25, 35, 45, 56)
THIRDS = ("shortest histories", "middle histories", "longest histories")


@dataclass(frozen=True, eq=False)
class Segment:
    """Viewers who have something in common; `rows` of the interactions."""

    kind: str
    name: str
    rows: Array


def segments_of(
    kind: str, viewers: tuple[str, ...], profiles: pl.DataFrame, lengths: Array
) -> list[Segment]:
    """The segments of one of `KINDS`; viewers of whom that is not known are in none.

    `profiles` is the frame of the viewer store; `lengths` counts each viewer's known items, whose
    thirds are the segments by activity.
    """
    if kind == "activity":
        return _thirds(lengths)
    frame = pl.DataFrame({Columns.VIEWER: list(viewers)})
    told = frame.join(profiles, on=Columns.VIEWER, how="left", maintain_order="left")[kind]
    names = told.to_list()
    if kind == "age":
        names = [
            None if age is None else BANDS[np.searchsorted(BEGIN, age, "right")] for age in names
        ]
    found = sorted({name for name in names if name is not None}, key=_order)
    row_names = np.array([name or "" for name in names])
    return [Segment(kind, name, np.flatnonzero(row_names == name)) for name in found]


def _thirds(lengths: Array) -> list[Segment]:
    """Viewers with something known in thirds; those alike in length stay together."""
    active = np.flatnonzero(lengths)
    cuts = np.quantile(lengths[active], [1 / 3, 2 / 3]) if len(active) else []
    third = np.searchsorted(cuts, lengths[active], side="left")
    parts = ((name, active[third == at]) for at, name in enumerate(THIRDS))
    return [Segment("activity", name, rows) for name, rows in parts if len(rows)]


def _order(name: str) -> tuple[int, str]:
    """Age bands by age, all else by name."""
    return (BANDS.index(name) if name in BANDS else 0, name)
