"""Ranges, gaps and what expires, against a reading of the windows day by day."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openslate.catalogue.rights import (
    EXPIRING_SCHEMA,
    GAP_SCHEMA,
    RANGE_SCHEMA,
    Overlap,
    Rights,
)
from openslate.catalogue.rights_reasons import why_not
from openslate.catalogue.rights_windows import PUBLIC, Offer
from openslate.common.errors import SlateError
from openslate.graph.snapshot import AVAILABILITY_SCHEMA, TABLES, Snapshot

DAY = date(2026, 3, 15)
ITEMS = 3
Window = tuple[int, str, int | None, int | None, str | None, str | None]
"""Item, territory, first day, day after the last, licence, audience; days from `DAY`."""


def day(offset: int | None) -> date | None:
    return None if offset is None else DAY + timedelta(days=offset)


def rights(*windows: Window) -> Rights:
    tables = {name: pl.DataFrame(schema=schema) for name, schema in TABLES.items()}
    tables["item"] = pl.DataFrame({"item": range(ITEMS)})
    rows = [
        (item, place, day(a), day(b), licence, audience, None, None, "sheet", row)
        for row, (item, place, a, b, licence, audience) in enumerate(windows, 1)
    ]
    tables["availability"] = pl.DataFrame(rows, AVAILABILITY_SCHEMA, orient="row")
    return Rights(Snapshot("s0001-00000000", **tables))


def sentences(asked: Rights, territory: str = "GB", offer: Offer = PUBLIC) -> list[str]:
    return [reason.sentence for reason in why_not(asked, 0, territory, DAY, offer)]


def test_how_much_of_a_range_is_covered() -> None:
    asked = rights(
        (0, "GB", -5, 2, "sub", None),  # two of the four days
        (0, "GB", 1, 2, "buy", None),  # the second of them again
        (1, "world", None, None, "sub", None),
    )
    found = asked.between("GB", DAY, DAY + timedelta(days=3))
    assert dict(found.schema) == RANGE_SCHEMA
    assert found.rows() == [(0, True, False, 2), (1, True, True, 4), (2, None, None, None)]
    gaps = asked.gaps("GB", DAY, DAY + timedelta(days=3))
    assert dict(gaps.schema) == GAP_SCHEMA
    assert gaps.rows() == [(0, day(2), day(4))]
    with pytest.raises(SlateError, match="before it begins"):
        asked.between("GB", DAY, DAY - timedelta(days=1))


def test_a_window_for_an_audience_is_for_nobody_else() -> None:
    asked = rights((0, "GB", None, None, "sub", "schools"))
    answers = [
        asked.available("GB", DAY, Offer(audience))["available"][0]
        for audience in (None, "schools", "prisons")
    ]
    assert answers == [False, True, False]
    assert sentences(asked) == ["The sub licence for GB is only for schools (sheet, row 1)."]


def test_a_kind_of_licence_can_be_asked_for() -> None:
    asked = rights((0, "GB", None, None, "buy", None), (1, "GB", None, None, None, None))
    subscription = Offer(licence_types=frozenset({"sub"}))
    assert asked.available("GB", DAY, subscription)["available"].to_list() == [False, False, None]
    assert asked.available("GB", DAY)["available"].to_list() == [True, True, None]
    assert sentences(asked, offer=subscription) == [
        "The buy licence for GB holds, but it is not for sub (sheet, row 1)."
    ]


def test_what_expires_names_the_window_that_ends() -> None:
    asked = rights(
        (0, "GB", -5, 0, "sub", None),  # over already
        (1, "GB", -5, 1, "sub", None),  # today is its last day
        (1, "US", -5, 30, "sub", None),
        (2, "GB", -5, 3, "sub", None),  # continued by
        (2, "world", 3, 31, "buy", None),  # this, which ends a day too late
    )
    found = asked.expiring(DAY, 30)
    assert dict(found.schema) == EXPIRING_SCHEMA
    assert found.rows() == [
        (1, "GB", day(1), "sub", None, "sheet", 2),
        (1, "US", day(30), "sub", None, "sheet", 3),
    ]
    assert asked.expiring(DAY, 31, "FR").rows() == [(2, "FR", day(31), "buy", None, "sheet", 5)]


def test_every_window_says_what_keeps_it_from_holding() -> None:
    asked = rights(
        (0, "GB", -9, -2, "sub", None),
        (0, "GB", 4, None, None, None),
        (0, "GB", 5, 2, "sub", None),
    )
    assert sentences(asked) == [
        "The sub licence for GB ended; its last day was 2026-03-12 (sheet, row 1).",
        "The licence for GB begins on 2026-03-19 (sheet, row 2).",
        "The sub licence for GB ends on 2026-03-17, before it begins on 2026-03-20, so it never "
        "holds (sheet, row 3).",
    ]


def test_where_no_window_names_the_territory_the_nearest_is_told() -> None:
    asked = rights((0, "GB", -9, 2, "sub", None), (0, "US", 1, None, "buy", None))
    assert sentences(asked, "FR") == [
        "No window names FR.",
        "On that day it may be shown in GB.",
        "The nearest is the sub licence for GB, from 2026-03-06 up to and including 2026-03-16 "
        "(sheet, row 1).",
    ]
    assert sentences(asked, "GB") == []
    assert sentences(rights((1, "GB", None, None, "sub", None))) == [
        "No sheet of rights names it, so nothing is known of where it may go."
    ]


def test_overlaps_tell_licence_and_audience() -> None:
    asked = rights(
        (0, "GB", -5, 5, "sub", None),
        (0, "GB", 0, 5, "sub", "schools"),
        (0, "GB", 4, 9, None, None),
        (0, "US", 4, 9, "buy", None),
    )
    assert asked.overlaps() == [
        Overlap(0, "GB", "a licence of no kind", "sub"),
        Overlap(0, "GB", "a licence of no kind", "sub for schools"),
        Overlap(0, "GB", "sub", "sub for schools"),
    ]


DAYS = st.none() | st.integers(-4, 6)
WINDOWS = st.lists(
    st.tuples(
        st.integers(0, ITEMS - 1),
        st.sampled_from(["GB", "US", "world"]),
        DAYS,
        DAYS,
        st.sampled_from(["sub", "buy", None]),
        st.sampled_from([None, "schools"]),
    ),
    max_size=7,
)
OFFERS = st.sampled_from([PUBLIC, Offer("schools"), Offer(licence_types=frozenset({"sub"}))])


def holds(window: Window, territory: str, offset: int, offer: Offer) -> bool:
    """Whether a window covers a day, read as a person would."""
    _, place, a, b, licence, audience = window
    if place not in (territory, "world") or audience not in (None, offer.audience):
        return False
    if offer.licence_types and licence not in offer.licence_types:
        return False
    return (a is None or a <= offset) and (b is None or b > offset)


def shown(windows: list[Window], item: int, territory: str, offset: int, offer: Offer) -> bool:
    return any(holds(w, territory, offset, offer) for w in windows if w[0] == item)


@settings(deadline=None)
@given(WINDOWS, st.integers(-5, 5), st.integers(0, 6), OFFERS)
def test_ranges_and_gaps_as_read_day_by_day(
    windows: list[Window], first: int, length: int, offer: Offer
) -> None:
    asked, span = rights(*windows), range(first, first + length + 1)
    start, last = DAY + timedelta(days=first), DAY + timedelta(days=first + length)
    found = asked.between("GB", start, last, offer)
    gaps: dict[int, set[int]] = {item: set() for item in range(ITEMS)}
    for item, begin, end in asked.gaps("GB", start, last, offer).iter_rows():
        assert not shown(windows, item, "GB", (end - DAY).days - 1, offer)
        gaps[item] |= set(range((begin - DAY).days, (end - DAY).days))
    for item in range(ITEMS):
        on = {d for d in span if shown(windows, item, "GB", d, offer)}
        known = any(w[0] == item for w in windows)
        expected = (bool(on), len(on) == len(span), len(on)) if known else (None, None, None)
        assert found.row(item)[1:] == expected
        assert gaps[item] == (set(span) - on if known else set())


@settings(deadline=None)
@given(WINDOWS, st.integers(-5, 5), st.integers(1, 8), OFFERS, st.sampled_from(["GB", None]))
def test_what_expires_as_read_day_by_day(
    windows: list[Window], today: int, days: int, offer: Offer, territory: str | None
) -> None:
    """The last day of a right: shown on it, and not on the day after."""
    asked = rights(*windows)
    found = asked.expiring(DAY + timedelta(days=today), days, territory, offer)
    expected = {
        (item, place, DAY + timedelta(days=last + 1))
        for item in range(ITEMS)
        for place in ([territory] if territory else named(windows, item, offer))
        for last in range(today, today + days)
        if shown(windows, item, place, last, offer)
        and not shown(windows, item, place, last + 1, offer)
    }
    assert set(found.select("item", "territory", "ends").iter_rows()) == expected
    assert found.height == len(expected)


def named(windows: list[Window], item: int, offer: Offer) -> set[str]:
    """Territories for which an item has a window that can hold at all, for this offer."""
    return {
        w[1]
        for w in windows
        if w[0] == item and any(holds(w, w[1], d, offer) for d in range(-10, 10))
    }


@settings(deadline=None)
@given(WINDOWS, st.sampled_from(["GB", "US", "FR"]), OFFERS)
def test_there_is_a_reason_where_and_only_where_it_may_not_be_shown(
    windows: list[Window], territory: str, offer: Offer
) -> None:
    asked = rights(*windows)
    for item in range(ITEMS):
        reasons = why_not(asked, item, territory, DAY, offer)
        assert bool(reasons) != shown(windows, item, territory, 0, offer)
        assert all(r.row is None or windows[r.row - 1][0] == item for r in reasons)
