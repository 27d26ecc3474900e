"""How far each viewer of an item came, from their heartbeats."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
import polars as pl
from numpy.typing import NDArray

from openslate.graph.vocabulary import Columns
from openslate.store.event_kinds import EventKind

SECONDS = 60
FINISHED, LAST = "finished", "last"


@dataclass(frozen=True, eq=False)
class Watched:
    """For each viewer of one item the last minute they watched, and whether they left there.

    `minutes` counts from 0, int64 [viewers]; who did not leave (`left` is false) came to the end,
    or may still be watching: of them it is only known that they watched that long.
    """

    viewers: tuple[str, ...]
    minutes: NDArray[np.int64]
    left: NDArray[np.bool_]

    def only(self, members: NDArray[np.bool_]) -> "Watched":
        """The same of a part of the viewers; `members` is bool over them."""
        kept = [viewer for viewer, is_in in zip(self.viewers, members, strict=True) if is_in]
        return Watched(tuple(kept), self.minutes[members], self.left[members])


def watched_minutes(
    heartbeats: pl.DataFrame, runtime: int | None, now: datetime, pause: timedelta
) -> Watched:
    """How far viewers came at `now`, from progress and finish events of one item.

    A position of 59 seconds is in minute 0. Who finished watched to the end: `runtime` minutes, or
    as far as anybody came where that is not known. Who sent nothing for longer than `pause` has
    left; others may still be watching.
    """
    of_viewer = heartbeats.group_by(Columns.VIEWER).agg(
        pl.col(Columns.POSITION).max().fill_null(0).floordiv(SECONDS),
        pl.col(Columns.AT).max().alias(LAST),
        (pl.col(Columns.EVENT) == EventKind.FINISH).any().alias(FINISHED),
    )
    of_viewer = of_viewer.sort(Columns.VIEWER)
    reached = of_viewer[Columns.POSITION].to_numpy().astype(np.int64)
    end = max([int(reached.max(initial=0)), *([runtime] if runtime is not None else [])])
    done = of_viewer[FINISHED].to_numpy() | (
        reached >= (runtime if runtime is not None else end + 1)
    )
    silent = (now - of_viewer[LAST] > pause).to_numpy()
    minutes = np.where(done, end if runtime is None else runtime, reached)
    return Watched(tuple(of_viewer[Columns.VIEWER]), minutes, silent & ~done)
