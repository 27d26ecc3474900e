"""What the catalogue knows of items, value by value, with who says each."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from openslate.app.showing import Shown
from openslate.graph.vocabulary import FIELD, Columns

Value = str | int


@dataclass(frozen=True)
class Source:
    """Who says a value of an item: a source, its record, and the field as the item page has it."""

    item: str
    field: str
    value: str
    source: str
    record: str


@dataclass(frozen=True)
class ItemFacts:
    """The facts of one snapshot."""

    shown: Shown

    @cached_property
    def _columns(self) -> Mapping[str, list[object]]:
        return {name: self.shown.snapshot.item[name].to_list() for name in FIELD}

    @cached_property
    def _claims(self) -> tuple[pl.DataFrame, np.ndarray]:
        """Claims in the order of items, and their items, to find those of one by halving."""
        claims = self.shown.snapshot.claim
        items = claims[Columns.ITEM]
        if not items.is_sorted():
            claims = claims.sort(Columns.ITEM, maintain_order=True)
        return claims, claims[Columns.ITEM].to_numpy()

    def values(self, item: int, field: str) -> tuple[Value, ...]:
        """The values an item has in a column, none where nothing is known."""
        value = self._columns[field][item]
        if value is None:
            return ()
        many = value if isinstance(value, list) else [value]
        return tuple(one if isinstance(one, int | str) else str(one) for one in many)

    def title(self, item: int) -> str:
        """Name and year."""
        return self.shown.cards.title(item)

    def name(self, item: int) -> str:
        """The name as people say it."""
        return self.shown.cards.names[item]

    def sources(self, item: int, field: str, most: int = 40) -> tuple[Source, ...]:
        """Who says what counts of a field of an item."""
        claims, items = self._claims
        first, last = np.searchsorted(items, [item, item + 1])
        told = claims[int(first) : int(last)].rows(named=True)
        found = [
            Source(
                self.shown.snapshot.ids[item],
                field,
                claim[Columns.VALUE],
                claim[Columns.SOURCE],
                claim[Columns.RECORD],
            )
            for claim in told
            if claim[Columns.FIELD] == field and claim[Columns.WON]
        ]
        return tuple(found[:most])
