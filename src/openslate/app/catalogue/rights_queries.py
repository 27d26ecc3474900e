"""Questions about rights: what expires, where an item may be shown, where there are gaps."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import polars as pl

from openslate.app.catalogue.rights_views import (
    ExpiringPage,
    ExpiringRight,
    ExpiringTally,
    GapsPage,
    GapView,
    PlaceView,
    WherePage,
    WindowView,
)
from openslate.app.workspace import Workspace
from openslate.catalogue.countries import WORLD, is_territory
from openslate.catalogue.rights import Rights
from openslate.catalogue.rights_reasons import why_not
from openslate.catalogue.rights_windows import PUBLIC, Offer
from openslate.common.errors import SlateError
from openslate.graph.snapshot import Snapshot
from openslate.graph.vocabulary import FIELD, Columns

NAME = FIELD["name"].column
DAY = timedelta(days=1)
WHOLE = "whole"


@dataclass(frozen=True)
class AskRights:
    """Answers from one snapshot, by default the newest; `offer` says to whom things are shown.

    Raises SlateError for a territory that does not exist or a range that ends before it begins.
    """

    workspace: Workspace
    offer: Offer = PUBLIC
    taken: Snapshot | None = None

    def expiring(
        self,
        days: int,
        territory: str | None = None,
        *,
        on: date | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> ExpiringPage:
        """Rights of which the last day is one of the next `days`, today included."""
        first, place = on or self.today, _place(territory) if territory else None
        found = self._rights.expiring(first, days, place, self.offer)
        views = self._named(found.slice(offset, limit)).iter_rows(named=True)
        rights = (
            ExpiringRight(
                item=row[Columns.ID],
                name=row[NAME],
                territory=row[Columns.TERRITORY],
                last_day=row[Columns.ENDS] - DAY,
                licence_type=row[Columns.LICENCE_TYPE],
                audience=row[Columns.AUDIENCE],
                source=row[Columns.SOURCE],
                row=row[Columns.ROW],
            )
            for row in views
        )
        last = first + timedelta(days=days - 1)
        return ExpiringPage(first, last, place, found.height, tuple(rights))

    def expiring_by_territory(
        self, days: int, *, on: date | None = None
    ) -> tuple[ExpiringTally, ...]:
        """How many rights end within the next `days` in each territory, the most first.

        What is granted for the world counts in every territory, as in `expiring`.
        """
        first = on or self.today
        ends = (
            (place, self._rights.expiring(first, days, place, self.offer)[Columns.ENDS])
            for place in self._rights.territories()
        )
        counts = (ExpiringTally(p, e.len(), e[0] - DAY) for p, e in ends if e.len())
        return tuple(sorted(counts, key=lambda count: (-count.rights, count.territory)))

    def where(
        self, item: str, *, on: date | None = None, territory: str | None = None
    ) -> WherePage:
        """Where an item may be shown on a day, in one territory or in each that a sheet names."""
        index, day = self._snapshot.index_of(item), on or self.today
        places = [_place(territory)] if territory else self._territories()
        windows = self._rights.windows_of(index)
        return WherePage(
            item=self._snapshot.ids[index],
            name=self._snapshot.item[NAME][index],
            day=day,
            places=tuple(self._view(index, place, day) for place in places),
            windows=tuple(_window(row) for row in windows.iter_rows(named=True)),
        )

    def gaps(
        self,
        territory: str,
        first: date,
        last: date,
        *,
        limit: int | None = None,
        offset: int = 0,
    ) -> GapsPage:
        """Days between `first` and `last`, both included, on which items have no rights."""
        place = _place(territory)
        found = self._rights.gaps(place, first, last, self.offer)
        whole = (pl.col(Columns.STARTS) == first) & (pl.col(Columns.ENDS) == last + DAY)
        found = found.with_columns(whole.alias(WHOLE)).sort(
            WHOLE, Columns.STARTS, Columns.ITEM, maintain_order=True
        )
        rows = self._named(found.slice(offset, limit)).iter_rows(named=True)
        gaps = (
            GapView(
                row[Columns.ID],
                row[NAME],
                row[Columns.STARTS],
                row[Columns.ENDS] - DAY,
                row[WHOLE],
            )
            for row in rows
        )
        return GapsPage(place, first, last, found.height, int(found[WHOLE].sum()), tuple(gaps))

    @property
    def today(self) -> date:
        """The day it is now where the workspace is at home."""
        zone = self.workspace.settings.home.zone
        return self.workspace.clock.now().astimezone(zone).date()

    @cached_property
    def _snapshot(self) -> Snapshot:
        return self.taken or self.workspace.snapshot()

    @cached_property
    def _rights(self) -> Rights:
        return Rights(self._snapshot)

    def _territories(self) -> list[str]:
        named = set(self._rights.territories()) - {WORLD}
        return sorted(named | {self.workspace.settings.home.territory})

    def _view(self, index: int, territory: str, day: date) -> PlaceView:
        _, may, starts, ends = self._rights.available(territory, day, self.offer).row(index)
        reasons = why_not(self._rights, index, territory, day, self.offer)
        last_day = ends - DAY if ends else None
        return PlaceView(territory, may, starts, last_day, tuple(r.sentence for r in reasons))

    def _named(self, rows: pl.DataFrame) -> pl.DataFrame:
        items = self._snapshot.item.select(Columns.ITEM, Columns.ID, NAME)
        return rows.join(items, on=Columns.ITEM, maintain_order="left")


def _place(territory: str) -> str:
    place = territory if territory == WORLD else territory.upper()
    if not is_territory(place):
        raise SlateError(f"{territory!r} is no territory", do="Use a country code such as US")
    return place


def _window(row: dict[str, Any]) -> WindowView:
    ends = row[Columns.ENDS]
    return WindowView(
        territory=row[Columns.TERRITORY],
        starts=row[Columns.STARTS],
        last_day=ends - DAY if ends else None,
        licence_type=row[Columns.LICENCE_TYPE],
        audience=row[Columns.AUDIENCE],
        source=row[Columns.SOURCE],
        row=row[Columns.ROW],
    )
