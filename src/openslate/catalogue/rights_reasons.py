"""Why an item may not be shown somewhere on a day, window by window."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from openslate.catalogue.rights import Rights
from openslate.catalogue.rights_windows import PUBLIC, Offer, contradictory, of_territory
from openslate.common.text import join_words
from openslate.graph.vocabulary import Columns

MOST = 6  # windows that are spoken of
Window = Mapping[str, Any]


@dataclass(frozen=True)
class Reason:
    """One sentence, and the row of the sheet it is about; None where it is about no window."""

    sentence: str
    source: str | None = None
    row: int | None = None


def why_not(
    rights: Rights, item: int, territory: str, day: date, offer: Offer = PUBLIC
) -> tuple[Reason, ...]:
    """Why an item may not be shown; empty when it may. The window nearest to the day comes first.

    `item` is the dense index. Each window of the territory says what keeps it from holding.
    """
    if rights.available(territory, day, offer)[Columns.AVAILABLE][item]:
        return ()
    windows = rights.windows_of(item)
    if windows.is_empty():
        return (Reason("No sheet of rights names it, so nothing is known of where it may go."),)
    here = _nearest_first(of_territory(windows, territory), day)
    if not here:
        offered = windows.filter(offer.covered() & ~contradictory())
        return tuple(_elsewhere(_nearest_first(offered, day), territory, day))
    return tuple(_of_window(window, territory, day, offer) for window in here[:MOST])


def _of_window(window: Window, territory: str, day: date, offer: Offer) -> Reason:
    starts, ends = window[Columns.STARTS], window[Columns.ENDS]
    said = f"{_licence(window)} for {territory}"
    if starts and ends and ends <= starts:
        what = f"{said} ends on {ends}, before it begins on {starts}, so it never holds"
    elif ends and ends <= day:
        what = f"{said} ended; its last day was {ends - timedelta(days=1)}"
    elif starts and starts > day:
        what = f"{said} begins on {starts}"
    elif window[Columns.AUDIENCE] not in (None, offer.audience):
        what = f"{said} is only for {window[Columns.AUDIENCE]}"
    else:
        asked = join_words(sorted(offer.licence_types or ()), "or")
        what = f"{said} holds, but it is not for {asked}"
    return _reason(what, window)


def _elsewhere(windows: list[Window], territory: str, day: date) -> Iterator[Reason]:
    """That nobody names the territory, and the window that comes nearest."""
    yield Reason(f"No window names {territory}.")
    if not windows:
        return
    nearest = windows[0]
    places = {w[Columns.TERRITORY] for w in windows if _distance(w, day) == 0}
    if places:
        yield Reason(f"On that day it may be shown in {join_words(sorted(places))}.")
    said = f"The nearest is {_small(_licence(nearest))} for {nearest[Columns.TERRITORY]}"
    yield _reason(f"{said}, {_span(nearest)}", nearest)


def _nearest_first(windows: pl.DataFrame, day: date) -> list[Window]:
    return sorted(windows.iter_rows(named=True), key=lambda window: _distance(window, day))


def _distance(window: Window, day: date) -> int:
    """Days between a day and the nearest day of a window; 0 on a day within."""
    starts, ends = window[Columns.STARTS], window[Columns.ENDS]
    if starts and starts > day:
        return int((starts - day).days)
    return int((day - ends).days) + 1 if ends and ends <= day else 0


def _licence(window: Window) -> str:
    kind = window[Columns.LICENCE_TYPE]
    return f"The {kind} licence" if kind else "The licence"


def _small(text: str) -> str:
    return text[0].lower() + text[1:]


def _span(window: Window) -> str:
    """When a window holds, in words."""
    starts, ends = window[Columns.STARTS], window[Columns.ENDS]
    first = f"from {starts}" if starts else ""
    last = f"up to and including {ends - timedelta(days=1)}" if ends else ""
    return " ".join(filter(None, (first, last))) or "without end"


def _reason(what: str, window: Window) -> Reason:
    source, row = window[Columns.SOURCE], window[Columns.ROW]
    return Reason(f"{what} ({source}, row {row}).", source, row)
