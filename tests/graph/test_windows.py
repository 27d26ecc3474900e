"""The item of a rights window: by record, by identifier, by name and year."""

import polars as pl
import pytest

from openslate.graph.delivery import RECORD_FIELDS
from openslate.graph.record_frame import field_type
from openslate.graph.snapshot import FACTS, ITEM_SCHEMA
from openslate.graph.windows import WHY, attach_windows

ITEMS = pl.DataFrame(
    [
        {"id": "i1", "name": "Solaris", "year": 1972, "identifiers": ["eidr:10.5240/A", "tmdb:1"]},
        {"id": "i2", "name": "Solaris", "year": 2002, "imdb_id": "tt0307479"},
        {"id": "i3", "name": "Stalker", "year": 1979, "identifiers": ["tmdb:3"]},
        {"id": "i4", "name": "Mirror", "year": 1975, "identifiers": ["tmdb:3"]},
    ],
    {column: ITEM_SCHEMA[column] for column in FACTS},
)
RECORDS = pl.DataFrame({"source": ["s"], "record": ["4"], "id": ["i4"]})
NO_IDENTIFIER = "no item, or several, with this identifier"


@pytest.mark.parametrize(
    ("window", "found"),
    [
        ({"of_source": "s", "of_record": "4"}, "i4"),
        ({"of_source": "s", "of_record": "5", "name": "Mirror"}, "no such record"),
        ({"of_identifier": "eidr:10.5240/A"}, "i1"),
        ({"of_identifier": "EIDR:10.5240/a"}, "i1"),
        ({"of_identifier": "imdb:tt0307479"}, "i2"),
        ({"of_identifier": "tmdb:3"}, NO_IDENTIFIER),  # two have it
        ({"of_identifier": "tmdb:3", "name": "Stalker"}, NO_IDENTIFIER),
        ({"of_identifier": "tmdb:9"}, NO_IDENTIFIER),
        ({"of_identifier": "tmdb:9", "name": "Solaris", "year": 1972}, NO_IDENTIFIER),  # has tmdb:1
        ({"of_identifier": "tmdb:9", "name": "Solaris", "year": 2002}, "i2"),  # has none
        ({"name": "SOLARIS", "year": 2002}, "i2"),
        ({"name": "Solaris"}, "no item, or several, of this name and year"),
    ],
)
def test_where_a_window_belongs(window: dict[str, object], found: str) -> None:
    fields = {field.column: field_type(field) for field in RECORD_FIELDS["availability"]}
    schema = {"source": pl.String, "record": pl.String, **fields}
    frame = pl.DataFrame([{"source": "r", "record": "1", **window}], schema)
    windows = attach_windows(frame, ITEMS, RECORDS)
    assert [*windows.attached["id"], *windows.unattached[WHY]] == [found]
