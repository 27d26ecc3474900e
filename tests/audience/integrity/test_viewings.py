"""Events as viewings."""

import polars as pl
from tests.audience.integrity.worlds import events, viewings

from openslate.audience.integrity.viewings import read_viewings

SEEN = [
    ("ada", "heat", 0),
    ("ada", "heat", 30),  # still the same viewing
    ("ada", "heat", 600),  # ten hours later: another
    ("bob", "heat", 10),
    ("bob", "seven", 5),
]


def test_events_close_together_are_one_viewing() -> None:
    told = viewings(SEEN)
    assert told.viewers == ("ada", "bob")
    assert told.titles == (("m", "heat"), ("m", "seven"))
    assert told.viewer.tolist() == [0, 1, 1, 0]
    assert told.title.tolist() == [0, 1, 0, 0]
    assert (told.second - told.second[0]).tolist() == [0, 300, 600, 36_000]


def test_parts_of_one_viewer_are_in_order_of_time() -> None:
    told = viewings(SEEN)
    assert told.counts.tolist() == [2, 2]
    assert told.of(1).tolist() == [1, 2]


def test_records_of_one_item_are_one_title() -> None:
    frame = events([("ada", "heat", 0), ("bob", "heat-uk", 3), ("bob", "unknown", 4)])
    items = pl.Series("item", [7, 7, None], dtype=pl.Int64)
    told = read_viewings(frame.with_columns(items), 6)
    assert told.titles == (("m", "heat"), ("m", "unknown"))
    assert told.title.tolist() == [0, 0, 1]
