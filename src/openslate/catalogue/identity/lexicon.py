"""Lexicon: how often each term occurs, counted once and then kept, so that odds stay the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log2

import numpy as np
import polars as pl

TERM, NUMBER, COUNT = "term", "number", "count"
ROW, TIMES = "row", "times"
LEXICON_SCHEMA = {TERM: pl.String(), NUMBER: pl.UInt32(), COUNT: pl.UInt32()}
OCCURRENCE_SCHEMA = {ROW: pl.UInt32(), TERM: pl.String(), TIMES: pl.UInt32()}


def typed(frame: pl.DataFrame, schema: Mapping[str, pl.DataType]) -> pl.DataFrame:
    """The columns of a schema, in its order and types."""
    return frame.select(pl.col(column).cast(kind) for column, kind in schema.items())


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Terms, each with a number (its column) and in how many of `total` rows it was counted.

    A term that came later has the count 0 and is treated as the rarest.
    """

    terms: pl.DataFrame
    total: int

    @classmethod
    def count(cls, occurrences: pl.DataFrame, total: int) -> "Lexicon":
        """Count in how many rows each term occurs; `occurrences` has each row and term once."""
        counted = occurrences.group_by(TERM).agg(pl.len().cast(pl.UInt32).alias(COUNT)).sort(TERM)
        numbered = counted.with_row_index(NUMBER).cast({NUMBER: pl.UInt32})
        return cls(numbered.select(*LEXICON_SCHEMA), max(2, total))

    def extended(self, occurrences: pl.DataFrame) -> "Lexicon":
        """The same counts, with numbers for terms that it does not know."""
        new = occurrences.select(TERM).unique().join(self.terms, on=TERM, how="anti").sort(TERM)
        if new.is_empty():
            return self
        numbers = pl.Series(NUMBER, np.arange(self.size, self.size + new.height, dtype=np.uint32))
        more = new.with_columns(numbers, pl.lit(0, pl.UInt32).alias(COUNT))
        return Lexicon(pl.concat([self.terms, more.select(*LEXICON_SCHEMA)]), self.total)

    @property
    def size(self) -> int:
        """How many terms there are."""
        return self.terms.height

    @cached_property
    def counts(self) -> np.ndarray:
        """In how many rows each term was counted, at least 1, by its number; float64."""
        counts: np.ndarray = np.maximum(self.terms[COUNT].to_numpy(), 1).astype(np.float64)
        return counts

    def bits_of(self, terms: list[str]) -> dict[str, float]:
        """How many bits each of these terms tells: rare ones identify, common ones do not."""
        asked = pl.DataFrame({TERM: list(set(terms))}, schema={TERM: pl.String})
        found = asked.join(self.terms, on=TERM, how="left").with_columns(
            pl.col(COUNT).fill_null(0).clip(1)
        )
        return {
            term: log2(max(1.0, self.total / count))
            for term, count in found.select(TERM, COUNT).iter_rows()
        }
