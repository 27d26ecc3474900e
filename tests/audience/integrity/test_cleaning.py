"""Figures raw and cleaned."""

import polars as pl

from openslate.audience.integrity.cleaning import RawAndCleaned, genuine_only, raw_and_cleaned

EVENTS = pl.DataFrame(
    {"viewer": ["ada", "bot", "bot", "eve"], "record": ["heat", "heat", "heat", "seven"]}
)


def views_of_heat(events: pl.DataFrame) -> int:
    return events.filter(record="heat").height


def test_who_is_confirmed_leaves_and_the_order_stays() -> None:
    assert genuine_only(EVENTS, {"bot"})["viewer"].to_list() == ["ada", "eve"]
    assert genuine_only(EVENTS, frozenset()).equals(EVENTS)


def test_a_figure_is_told_twice() -> None:
    assert raw_and_cleaned(EVENTS, {"bot"}, views_of_heat) == RawAndCleaned(3, 1, left_out=1)


def test_a_stranger_takes_nothing_away() -> None:
    assert raw_and_cleaned(EVENTS, {"nobody"}, views_of_heat) == RawAndCleaned(3, 3, left_out=0)
