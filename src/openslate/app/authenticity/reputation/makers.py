"""Who made the items of the catalogue."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from openslate.authenticity.reputation.evidence import Party, Role
from openslate.graph.vocabulary import FIELD, Columns

COMPANIES = FIELD["companies"].column


@dataclass(frozen=True)
class Makers:
    """The production companies of items, from tables of a snapshot, read when asked.

    People are not among them: a person has no reputation here.
    """

    item: pl.LazyFrame
    record: pl.LazyFrame

    def of_item(self, item: str | None) -> Iterator[Party]:
        """Who made the item of this id; nobody where that is not known."""
        for name in self._companies.get(item, ()) if item else ():
            yield Party(Role.PRODUCER, name)

    def of_record(self, source: str, record: str) -> Iterator[Party]:
        """Who made the item that a source's record is about."""
        yield from self.of_item(self._items.get((source, record)))

    @cached_property
    def _companies(self) -> Mapping[str, list[str]]:
        rows = self.item.select(Columns.ID, COMPANIES).drop_nulls().collect()
        return dict(rows.iter_rows())

    @cached_property
    def _items(self) -> Mapping[tuple[str, str], str]:
        named = self.record.join(self.item.select(Columns.ITEM, Columns.ID), on=Columns.ITEM)
        rows = named.select(Columns.SOURCE, Columns.RECORD, Columns.ID).collect()
        return {(source, record): item for source, record, item in rows.iter_rows()}
