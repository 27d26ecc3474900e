"""Changes: which records are new, different or gone since the last resolution."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from openslate.catalogue.identity.records import Key
from openslate.catalogue.identity.state import KEYS, State, record_hashes
from openslate.common.errors import SlateError
from openslate.graph.vocabulary import Columns

AT, WAS, HASH, BEFORE = "at", "was", "hash", "before"
MOST_CHANGED = 0.2  # of the records, before words and names are counted anew


@dataclass(frozen=True, eq=False)
class Changes:
    """`new` are records to be looked at; `gone` the rows of the state that no longer hold.

    `records` are all of them, `kept` the rows among these of the state's other rows, in its order.
    """

    records: pl.DataFrame
    new: pl.DataFrame
    new_hashes: np.ndarray
    gone: np.ndarray
    gone_keys: frozenset[Key]
    kept: np.ndarray

    @property
    def count(self) -> int:
        """How many records are new, different or gone."""
        return max(self.new.height, int(self.gone.size))


def changes(records: pl.DataFrame, before: State | None) -> Changes:
    """Compare records with the state; without one, all are new. SlateError for ids given twice."""
    records = records.with_columns(pl.col(Columns.RECORD).cast(pl.String))
    _refuse_twins(records)
    hashes = record_hashes(records)
    if before is None:
        order = _in_order(records)
        nothing = np.zeros(0, np.int64)
        new = records[order]
        return Changes(records, new, hashes[order], nothing, frozenset(), nothing)
    now = records.select(KEYS).with_columns(pl.Series(HASH, hashes)).with_row_index(AT)
    was = before.index.records.select(KEYS).with_columns(pl.Series(BEFORE, before.hashes))
    both = was.with_row_index(WAS).join(now, on=list(KEYS), how="left", maintain_order="left")
    same = (both[BEFORE] == both[HASH]).fill_null(False).to_numpy()
    kept = both[AT].to_numpy()[same].astype(np.int64)
    other = np.ones(records.height, bool)
    other[kept] = False
    fresh = np.flatnonzero(other)
    fresh = fresh[_in_order(records[fresh])]
    gone = frozenset(both.filter(pl.Series(~same)).select(KEYS).iter_rows())
    return Changes(records, records[fresh], hashes[fresh], np.flatnonzero(~same), gone, kept)


def too_many(found: Changes, before: State) -> bool:
    """So much has changed since words and names were counted that they are counted anew."""
    return before.changed + found.count > MOST_CHANGED * before.counted


def _in_order(records: pl.DataFrame) -> np.ndarray:
    order: np.ndarray = records.select(pl.arg_sort_by(list(KEYS))).to_series().to_numpy()
    return order.astype(np.int64)


def _refuse_twins(records: pl.DataFrame) -> None:
    twins = records.filter(records.select(KEYS).is_duplicated())
    for source, record in twins.select(KEYS).head(1).iter_rows():
        raise SlateError(
            f"Record {record!r} comes twice",
            where=source,
            do="Give every record of a source its own id",
        )
