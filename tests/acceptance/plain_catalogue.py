"""A snapshot and its viewings as plain dictionaries, read past the product's own code."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import polars as pl

from openslate.graph.vocabulary import Columns

Facts = dict[str, Any]
Window = tuple[date, date]


@dataclass(frozen=True, eq=False)
class PlainCatalogue:
    """What a workspace knows, by dense item; lists of facts are tuples, so that they can be keys.

    `windows` are (territory, first day, first day after) by item; `seen` the items a viewer saw.
    """

    items: list[Facts]
    windows: dict[int, list[tuple[str, date, date]]]
    item_of_record: dict[tuple[str, str], int]
    seen: dict[str, frozenset[int]]

    @classmethod
    def read(cls, snapshot: Path, database: Path) -> "PlainCatalogue":
        """From a snapshot's folder and the SQLite file beside it."""
        records = {
            (row[Columns.SOURCE], row[Columns.RECORD]): row[Columns.ITEM]
            for row in _rows(snapshot, "record")
        }
        seen = _seen(database, records)
        viewings = [0] * len(list(_rows(snapshot, "item")))
        for items in seen.values():
            for item in items:
                viewings[item] += 1
        return cls(
            [_facts(row, viewings[row[Columns.ITEM]]) for row in _rows(snapshot, "item")],
            _windows(snapshot),
            records,
            seen,
        )

    @cached_property
    def index(self) -> dict[str, int]:
        """Dense item by stable id."""
        return {facts[Columns.ID]: item for item, facts in enumerate(self.items)}

    def find(self, name: str) -> int | None:
        """The item that a pin names: a stable id, or 'source:record'."""
        source, _, record = name.partition(":")
        return self.item_of_record.get((source, record)) if record else self.index.get(name)

    @cache  # noqa: B019  one catalogue lives as long as the tests
    def right(self, item: int, territory: str, day: date) -> Facts:
        """Whether an item may be shown (None: nothing is known), and its window now or next."""
        left = [window for window in self._merged(item, territory) if window[1] > day]
        starts, ends = left[0] if left else (date.min, date.max)
        known = item in self.windows
        return {
            Columns.AVAILABLE: bool(left) and starts <= day if known else None,
            Columns.AVAILABLE_FROM: None if starts == date.min else starts,
            Columns.AVAILABLE_UNTIL: None if ends == date.max else ends,
        }

    def _merged(self, item: int, territory: str) -> tuple[Window, ...]:
        """Windows in a territory, those that touch or overlap made one, earliest first."""
        merged: list[Window] = []
        here = (
            w[1:]
            for w in self.windows.get(item, ())
            if w[0] in (territory, "world") and w[1] < w[2]
        )
        for starts, ends in sorted(here):
            if merged and starts <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(ends, merged[-1][1]))
            else:
                merged.append((starts, ends))
        return tuple(merged)


def _rows(snapshot: Path, table: str) -> Iterator[Facts]:
    yield from pl.read_parquet(snapshot / f"{table}.parquet").to_dicts()


def _facts(row: Facts, viewings: int) -> Facts:
    plain = {name: tuple(v) if isinstance(v, list) else v for name, v in row.items()}
    return plain | {Columns.VIEWINGS: viewings, Columns.HAS_HISTORY: viewings > 0}


def _windows(snapshot: Path) -> dict[int, list[tuple[str, date, date]]]:
    windows = defaultdict(list)
    for row in _rows(snapshot, "availability"):
        starts, ends = row[Columns.STARTS] or date.min, row[Columns.ENDS] or date.max
        windows[row[Columns.ITEM]].append((row[Columns.TERRITORY], starts, ends))
    return dict(windows)


def _seen(database: Path, records: dict[tuple[str, str], int]) -> dict[str, frozenset[int]]:
    seen = defaultdict(set)
    with closing(sqlite3.connect(database)) as connection:
        for viewer, *record in connection.execute("SELECT viewer, source, record FROM events"):
            item = records.get(tuple(record))
            if item is not None:
                seen[viewer].add(item)
    return {viewer: frozenset(items) for viewer, items in seen.items()}
