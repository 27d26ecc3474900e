"""Which items meet the conditions of a query: exact, over the tables of a snapshot."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

from openslate.app.showing import Shown
from openslate.assistant.concierge.moods import moods
from openslate.assistant.concierge.query import (
    ABOUT,
    AGE,
    AVAILABLE,
    ITEM,
    LIKE,
    MOOD,
    PEOPLE,
    SEEN,
    TITLE,
    Condition,
    Query,
)
from openslate.assistant.concierge.words import key_of
from openslate.common.errors import NotFoundError
from openslate.common.text import fold
from openslate.graph.folding import fold_expression
from openslate.graph.vocabulary import CREDIT_FIELDS, FIELD, Columns

Flags = NDArray[np.bool_]
ROLE = {field.column: field.role for field in CREDIT_FIELDS}
MINIMUM_AGE = FIELD["minimum_age"].column
NAME, LANGUAGES = FIELD["name"].column, FIELD["languages"].column
SAME_TONGUE = {"cmn": ("cmn", "zh"), "zh": ("zh", "cmn")}
ELSEWHERE = frozenset({AVAILABLE, SEEN})
"""Conditions that depend on who asks and when; the caller meets them."""


@dataclass(frozen=True)
class ItemSelector:
    """Finds items of one snapshot; what it looks things up in is made at the first question."""

    shown: Shown

    def select(self, query: Query) -> Flags:
        """Items that meet every condition, whoever asks."""
        met = self._named
        for one in query.conditions:
            if one.field not in ELSEWHERE:
                met = met & self.meets(one)
        return met

    def meets(self, one: Condition) -> Flags:
        """Items that meet a condition; where nothing is known, neither it nor its opposite."""
        found, known = self._found(one)
        return found if one.wanted else known & ~found

    def _found(self, one: Condition) -> tuple[Flags, Flags]:
        """Items that have it, and those of which that can be told."""
        if one.field == AGE:
            ages = self._numbers(MINIMUM_AGE)
            return ages <= (one.low or 0), ~np.isnan(ages)
        if one.ranged:
            numbers = self._numbers(one.field)
            low, high = -np.inf if one.low is None else one.low, one.high
            return (numbers >= low) & (numbers <= (np.inf if high is None else high)), ~np.isnan(
                numbers
            )
        return self._any(one), self._named

    def _any(self, one: Condition) -> Flags:
        if one.field == MOOD:
            return self._mood(one.values)
        if one.field == ABOUT:
            return self._or(self._about(value) for value in one.values)
        if one.field == LIKE:
            return ~self._mask(at for v in one.values for at in self._by_key.get(key_of(v), ()))
        return self._mask(at for value in one.values for at in self._items(one, value))

    def _items(self, one: Condition, value: str) -> Sequence[int]:
        """Items that have a value of a field."""
        if one.field == ITEM:
            return self._by_id(value)
        if one.field == TITLE:
            return self._holding(value) if one.partly else self._by_key.get(key_of(value), ())
        if one.field == PEOPLE or one.field in ROLE:
            named = self._credits.get(value, ())
            return [at for at, role in named if one.field == PEOPLE or role == ROLE[one.field]]
        values = SAME_TONGUE.get(value, (value,)) if one.field == LANGUAGES else (value,)
        return [at for told in values for at in self._tags.get((one.field, told), ())]

    def by_title(self, name: str) -> Sequence[int]:
        """Items of a name, the most watched first."""
        found = self._by_key.get(key_of(name), ())
        return sorted(found, key=lambda at: -self.shown.viewings[at])

    def _by_id(self, value: str) -> Sequence[int]:
        try:
            return [self.shown.snapshot.index_of(value)]
        except NotFoundError:
            return []

    def _holding(self, text: str) -> list[int]:
        wanted = key_of(text)
        return [at for key, items in self._by_key.items() if wanted in key for at in items]

    def _mood(self, values: Sequence[str]) -> Flags:
        flags = np.zeros(self.shown.snapshot.size, dtype=np.bool_)
        for value in values:
            mood = moods().get(value)
            if mood:
                flags |= self._genres(mood.any) & ~self._genres(mood.none)
        return flags

    def _genres(self, names: Sequence[str]) -> Flags:
        genres = FIELD["genres"].column
        return self._mask(at for name in names for at in self._tags.get((genres, name), ()))

    def _about(self, topic: str) -> Flags:
        """Items whose name, tags or description hold every word of a topic, one or many of it."""
        met = np.ones(self.shown.snapshot.size, dtype=np.bool_)
        for word in fold(topic).split():
            stem = re.escape(word.removesuffix("s") if len(word) > 3 else word)
            holds = self._texts.str.contains(word.removesuffix("s"), literal=True).to_numpy()
            there = np.flatnonzero(met & holds)
            exact = self._texts[there].str.contains(rf"\b{stem}(?:s|es)?\b").to_numpy()
            met = np.zeros_like(met)
            met[there[exact]] = True
        return met

    def _or(self, flags: "object") -> Flags:
        met = np.zeros(self.shown.snapshot.size, dtype=np.bool_)
        for one in flags:  # type: ignore[attr-defined]
            met |= one
        return met

    def _mask(self, items: "object") -> Flags:
        flags = np.zeros(self.shown.snapshot.size, dtype=np.bool_)
        flags[np.fromiter(items, dtype=np.int64)] = True  # type: ignore[call-overload]
        return flags

    def _numbers(self, field: str) -> NDArray[np.float64]:
        known = self._number_columns
        if field not in known:
            column = self.shown.snapshot.item[field].cast(pl.Float64).fill_null(float("nan"))
            known[field] = column.to_numpy()
        return known[field]

    def numbers(self, field: str) -> NDArray[np.float64]:
        """A number by item, NaN where it is not known."""
        return self._numbers(field)

    @cached_property
    def _number_columns(self) -> dict[str, NDArray[np.float64]]:
        return {}

    @cached_property
    def _named(self) -> Flags:
        return self.shown.snapshot.item[NAME].is_not_null().to_numpy()

    @cached_property
    def _by_key(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = {}
        for at, name in enumerate(self.shown.cards.names):
            if self._named[at]:
                found.setdefault(key_of(name), []).append(at)
        return found

    @cached_property
    def _credits(self) -> Mapping[str, list[tuple[int, str]]]:
        found: dict[str, list[tuple[int, str]]] = {}
        rows = self.shown.snapshot.credit.select(Columns.PERSON, Columns.ITEM, Columns.ROLE)
        for person, item, role in rows.iter_rows():
            found.setdefault(person, []).append((item, role))
        return found

    def warm(self) -> None:
        """Make now what finding items needs."""
        _ = (self._by_key, self._credits, self._tags, self._texts, self._named)

    def roles_of(self, person: str) -> Mapping[str, int]:
        """In how many items a person has each role."""
        counted: dict[str, set[int]] = {}
        for item, role in self._credits.get(person, ()):
            counted.setdefault(role, set()).add(item)
        return {role: len(items) for role, items in counted.items()}

    @cached_property
    def _tags(self) -> Mapping[tuple[str, str], list[int]]:
        found: dict[tuple[str, str], list[int]] = {}
        rows = self.shown.snapshot.tag.select(Columns.TAG_KIND, Columns.TAG, Columns.ITEM)
        for kind, tag, item in rows.iter_rows():
            found.setdefault((kind, tag), []).append(item)
        return found

    @cached_property
    def _texts(self) -> pl.Series:
        described = (FIELD["description"].column, FIELD["tags"].column)
        told = [pl.col(NAME), pl.col(described[0]), pl.col(described[1]).list.join(" ")]
        joined = pl.concat_str(told, separator=" ", ignore_nulls=True).fill_null("")
        return self.shown.snapshot.item.select(fold_expression(joined)).to_series()
