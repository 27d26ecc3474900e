"""State: all that a resolution knows at its end, from which the next one goes on."""

import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import polars as pl

from openslate.catalogue.identity.candidates import LEFT, RIGHT
from openslate.catalogue.identity.decided import PAIR
from openslate.catalogue.identity.index import RecordIndex
from openslate.catalogue.identity.records import READ
from openslate.graph.vocabulary import Columns

LINK_SCHEMA = {
    **dict.fromkeys(PAIR, pl.String()),
    Columns.CONFIDENCE: pl.Float64(),
    Columns.METHOD: pl.String(),
    Columns.EVIDENCE: pl.String(),
    Columns.STATUS: pl.String(),
    Columns.CONTRIBUTIONS: pl.String(),
}
CLUSTER_SCHEMA = {
    Columns.SOURCE: pl.String(),
    Columns.RECORD: pl.String(),
    Columns.CLUSTER: pl.String(),
}
ODDS, LEFT_LABEL, RIGHT_LABEL = "odds", "left_label", "right_label"
ALONE, DOUBT = "alone", "doubt"
OPEN_SCHEMA = {
    LEFT: pl.UInt32(),
    RIGHT: pl.UInt32(),
    ODDS: pl.Float64(),
    Columns.METHOD: pl.String(),
    Columns.EVIDENCE: pl.String(),
    Columns.CONTRIBUTIONS: pl.String(),
    LEFT_LABEL: pl.String(),
    RIGHT_LABEL: pl.String(),
    ALONE: pl.Float64(),
    DOUBT: pl.String(),
}
DECIDED_SCHEMA = {**dict.fromkeys(PAIR, pl.String()), Columns.STATUS: pl.String()}
KEYS = (Columns.SOURCE, Columns.RECORD)
AT_A_TIME = 2
"""Columns hashed at the same time."""


@dataclass(frozen=True, eq=False)
class State:
    """`hashes` is of each row of the index; `open_pairs` are the pairs that may become links,
    as `Contender`, the record first in order on the left; `changed` counts records since `counted`
    ones were counted for the statistics.
    """

    index: RecordIndex
    hashes: np.ndarray
    open_pairs: pl.DataFrame
    decided: pl.DataFrame
    links: pl.DataFrame
    clusters: pl.DataFrame
    changed: int
    counted: int


def no_pairs() -> pl.DataFrame:
    """An empty frame of pairs."""
    return pl.DataFrame(schema=OPEN_SCHEMA)


def record_hashes(records: pl.DataFrame) -> np.ndarray:
    """A number for what each record says, uint64; what is not known adds nothing."""
    total = np.zeros(records.height, np.uint64)
    columns = records.select(name for name in sorted(READ) if name in records.columns)
    with ThreadPoolExecutor(AT_A_TIME) as hashers:
        for hashed in hashers.map(_column_hashes, columns):
            total += hashed
    return total


def _column_hashes(column: pl.Series) -> np.ndarray:
    hashed = column.hash(seed=zlib.crc32(column.name.encode())).to_numpy()
    return np.where(column.is_null().to_numpy(), np.uint64(0), hashed)
