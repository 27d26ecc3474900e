"""Which pairs wait for a person, in which order, and how a pair is found again."""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from openslate.app.identity.link_table import (
    LEFT_NAME,
    LINK,
    PENDING,
    PRIORITY,
    RIGHT_NAME,
    LinkTable,
)
from openslate.app.identity.review_views import BetweenView, QueueView
from openslate.app.views import LinkView
from openslate.common.errors import NotFoundError
from openslate.common.text import fold
from openslate.graph.folding import folded
from openslate.graph.links import WAITING
from openslate.graph.vocabulary import Columns

Between = tuple[str, str]
"""Two sources; their order means nothing."""
ORDER = [PRIORITY, LINK]


@dataclass(frozen=True)
class ReviewQueue:
    """The pairs of a table as people left them (`LinkTable.standing`)."""

    table: LinkTable
    standing: pl.DataFrame

    def __call__(self, between: Between | None = None, limit: int | None = None) -> QueueView:
        """The pairs that wait, highest priority first; those of two sources if they are named."""
        asked = self._waiting(between)
        return QueueView(
            snapshot=self.table.snapshot.name,
            waiting=asked.height,
            links=tuple(map(self.table.view, asked.head(limit or asked.height).rows(named=True))),
            between=tuple(self._between()),
            pending=int(self.standing[PENDING].sum()),
            compared=self.standing.height,
        )

    def after(self, link: str, between: Between | None = None) -> str | None:
        """The pair that waits behind `link`, decided or not; the first if there is no `link`."""
        place = self.standing.filter(pl.col(LINK) == link)
        waiting = self._waiting(between)
        if place.height:
            rank = place[PRIORITY].item()
            behind = (pl.col(PRIORITY) == rank) & (pl.col(LINK) > link)
            waiting = waiting.filter((pl.col(PRIORITY) < rank) | behind)
        return None if waiting.is_empty() else str(waiting[LINK][0])

    def find(self, words: str, limit: int = 50) -> tuple[LinkView, ...]:
        """Pairs of an item by its id, or whose names contain `words`; whatever their status."""
        found = self.standing.filter(self._about(words))
        # What joined records comes first: that is what a wrong merge is undone by.
        found = found.sort(Columns.STATUS, *ORDER, descending=[False, True, False])
        return tuple(map(self.table.view, found.head(limit).rows(named=True)))

    def _about(self, words: str) -> pl.Expr:
        try:
            item = self.table.snapshot.index_of(words)
        except NotFoundError:
            names = (folded(column) for column in (LEFT_NAME, RIGHT_NAME))
            return pl.any_horizontal(n.str.contains(fold(words), literal=True) for n in names)
        return (pl.col(Columns.LEFT_ITEM) == item) | (pl.col(Columns.RIGHT_ITEM) == item)

    def _waiting(self, between: Between | None) -> pl.DataFrame:
        waiting = self.standing.filter(pl.col(Columns.STATUS) == WAITING)
        if between:
            sides = (pl.col(Columns.LEFT_SOURCE), pl.col(Columns.RIGHT_SOURCE))
            first, second = sorted(between)
            smaller, larger = pl.min_horizontal(sides), pl.max_horizontal(sides)
            waiting = waiting.filter((smaller == first) & (larger == second))
        return waiting.sort(ORDER, descending=[True, False])

    def _between(self) -> Iterator[BetweenView]:
        sides = (pl.col(Columns.LEFT_SOURCE), pl.col(Columns.RIGHT_SOURCE))
        counted = (
            self.standing.filter(pl.col(Columns.STATUS) == WAITING)
            .select(
                pl.min_horizontal(sides).alias(Columns.LEFT),
                pl.max_horizontal(sides).alias(Columns.RIGHT),
            )
            .group_by(Columns.LEFT, Columns.RIGHT)
            .len()
            .sort("len", Columns.LEFT, Columns.RIGHT, descending=[True, False, False])
        )
        yield from (BetweenView(*row) for row in counted.iter_rows())
