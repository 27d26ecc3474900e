"""Rights windows put together: who is asked for, and which days they cover without a break."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from openslate.catalogue.countries import WORLD
from openslate.graph.vocabulary import Columns

FROM, UNTIL = Columns.STARTS, Columns.ENDS
PLACE = [Columns.ITEM, Columns.TERRITORY]


@dataclass(frozen=True)
class Offer:
    """To whom something is offered, and under which kinds of licence.

    A window for an audience holds for that audience alone; the public (None) has only the windows
    for everyone. `licence_types` None: any kind.
    """

    audience: str | None = None
    licence_types: frozenset[str] | None = None

    def covered(self) -> pl.Expr:
        """Whether a window is for this audience and of such a kind."""
        audience = pl.col(Columns.AUDIENCE)
        theirs = audience.is_null()
        if self.audience is not None:
            theirs |= audience == self.audience
        if self.licence_types is None:
            return theirs
        kinds = pl.col(Columns.LICENCE_TYPE).is_in(sorted(self.licence_types))
        return theirs & kinds.fill_null(False)


PUBLIC = Offer()


def contradictory() -> pl.Expr:
    """Whether a window ends before it begins, so that it never holds."""
    return (pl.col(UNTIL) <= pl.col(FROM)).fill_null(False)


def spread(windows: pl.DataFrame) -> pl.DataFrame:
    """Windows of the world also as windows of every territory that the item names."""
    world = pl.col(Columns.TERRITORY) == WORLD
    named = windows.filter(~world).select(PLACE).unique()
    everywhere = windows.filter(world).drop(Columns.TERRITORY).join(named, on=Columns.ITEM)
    return pl.concat([windows, everywhere.select(windows.columns)])


def of_territory(windows: pl.DataFrame, territory: str) -> pl.DataFrame:
    """The windows that hold in a territory, those of the world among them."""
    here = windows.filter(pl.col(Columns.TERRITORY).is_in([territory, WORLD]))
    return here.with_columns(pl.lit(territory).alias(Columns.TERRITORY))


def merged(windows: pl.DataFrame) -> pl.DataFrame:
    """Disjoint windows: item, territory, starts, ends, ordered so. An open edge stays null.

    Windows that touch or overlap become one.
    """
    closed = windows.select(
        *PLACE, pl.col(FROM).fill_null(date.min), pl.col(UNTIL).fill_null(date.max)
    ).sort(*PLACE, FROM, UNTIL)
    reached = pl.col(UNTIL).cum_max().shift(1).over(PLACE)
    begins = (pl.col(FROM) > reached).fill_null(True)
    return (
        closed.with_columns(begins.cum_sum().alias("group"))
        .group_by(*PLACE, "group", maintain_order=True)
        .agg(pl.col(FROM).min(), pl.col(UNTIL).max())
        .select(*PLACE, _open(FROM, date.min), _open(UNTIL, date.max))
    )


def clipped(windows: pl.DataFrame, first: date, end: date) -> pl.DataFrame:
    """The parts of disjoint windows that lie between two days; `end` is not one of them."""
    starts = pl.max_horizontal(pl.col(FROM).fill_null(first), pl.lit(first))
    ends = pl.min_horizontal(pl.col(UNTIL).fill_null(end), pl.lit(end))
    return windows.with_columns(starts.alias(FROM), ends.alias(UNTIL)).filter(
        pl.col(FROM) < pl.col(UNTIL)
    )


def _open(column: str, edge: date) -> pl.Expr:
    return pl.when(pl.col(column) != edge).then(pl.col(column)).alias(column)
