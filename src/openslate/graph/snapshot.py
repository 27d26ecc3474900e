"""Snapshots: immutable, numbered tables compiled from the canonical graph."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import polars as pl

from openslate.common.errors import NotFoundError, SlateError
from openslate.common.ids import hash_file, hash_lines
from openslate.graph.vocabulary import FIELDS, Columns

TEXTS = pl.List(pl.String)
KINDS: dict[str, pl.DataType] = {
    "text": pl.String(),
    "integer": pl.Int64(),
    "number": pl.Float64(),
    "date": pl.Date(),
    "boolean": pl.Boolean(),
}

ITEM_SCHEMA: dict[str, pl.DataType] = {
    Columns.ITEM: pl.UInt32(),
    Columns.ID: pl.String(),
    **{f.column: pl.List(KINDS[f.kind]) if f.many else KINDS[f.kind] for f in FIELDS},
    Columns.COUNTRY: pl.String(),  # the first of `countries`
    Columns.LANGUAGE: pl.String(),  # the first of `languages`
    Columns.DIRECTOR: pl.String(),  # the first of `directors`
    Columns.SOURCES: TEXTS,
}
"""Single-valued facts are null and lists are null (never empty) where nothing is known."""

FACTS = [Columns.ID, *(f.column for f in FIELDS)]
"""What the canonical view says of an item; the other columns follow from it."""

CREDIT_SCHEMA: dict[str, pl.DataType] = {
    Columns.ITEM: pl.UInt32(),
    Columns.PERSON: pl.String(),  # the person's name
    Columns.ROLE: pl.String(),  # director, writer, actor
    Columns.POSITION: pl.UInt32(),
}
TAG_SCHEMA: dict[str, pl.DataType] = {
    Columns.ITEM: pl.UInt32(),
    Columns.TAG_KIND: pl.String(),  # the column it came from: genres, tags, countries, ...
    Columns.TAG: pl.String(),
}
AVAILABILITY_SCHEMA: dict[str, pl.DataType] = {
    Columns.ITEM: pl.UInt32(),
    Columns.TERRITORY: pl.String(),  # ISO 3166-1 alpha-2, or 'world'
    Columns.STARTS: pl.Date(),  # first day, null = always has been
    Columns.ENDS: pl.Date(),  # first day it is no longer available, null = open
    Columns.LICENCE_TYPE: pl.String(),
    Columns.AUDIENCE: pl.String(),  # whom the licence covers, null = everyone
    Columns.PRICE_TYPE: pl.String(),
    Columns.PRICE: pl.Float64(),
    Columns.SOURCE: pl.String(),
    Columns.ROW: pl.Int64(),  # of the sheet that says so
}
RECORD_SCHEMA: dict[str, pl.DataType] = {
    Columns.ITEM: pl.UInt32(),
    Columns.SOURCE: pl.String(),
    Columns.RECORD: pl.String(),
    Columns.ROW: pl.Int64(),  # where it stands in its file, counted from 1
}
CLAIM_SCHEMA: dict[str, pl.DataType] = {
    Columns.ITEM: pl.UInt32(),
    Columns.FIELD: pl.String(),
    Columns.VALUE: pl.String(),
    Columns.SOURCE: pl.String(),
    Columns.RECORD: pl.String(),
    Columns.WON: pl.Boolean(),
}
LINKED_SCHEMA: dict[str, pl.DataType] = {
    Columns.LEFT_SOURCE: pl.String(),
    Columns.LEFT_RECORD: pl.String(),
    Columns.RIGHT_SOURCE: pl.String(),
    Columns.RIGHT_RECORD: pl.String(),
    Columns.CONFIDENCE: pl.Float64(),
    Columns.METHOD: pl.String(),
    Columns.EVIDENCE: pl.String(),
    Columns.CONTRIBUTIONS: pl.String(),
    Columns.STATUS: pl.String(),
    Columns.DECIDED_BY: pl.String(),
    Columns.LEFT_ITEM: pl.UInt32(),
    Columns.RIGHT_ITEM: pl.UInt32(),
}
"""Links between records that are here, whatever their status, and the items they are now."""

REDIRECT_SCHEMA: dict[str, pl.DataType] = {
    Columns.ID: pl.String(),  # an id that is no item's (any more)
    Columns.REPLACED_BY: pl.String(),  # the item it leads to
}
TABLES: dict[str, dict[str, pl.DataType]] = {
    "item": ITEM_SCHEMA,
    "credit": CREDIT_SCHEMA,
    "tag": TAG_SCHEMA,
    "availability": AVAILABILITY_SCHEMA,
    "record": RECORD_SCHEMA,
    "claim": CLAIM_SCHEMA,
    "link": LINKED_SCHEMA,
    "redirect": REDIRECT_SCHEMA,
}


def _empty(table: str) -> pl.DataFrame:
    return pl.DataFrame(schema=TABLES[table])


@dataclass(frozen=True)
class Snapshot:
    """The feature plane at one moment: tables keyed by dense item index.

    `claim` says who says what of each item and which value won; `record` maps each source's own
    ids to items; `link` says which records were found to be the same, and why; `redirect` where
    ids lead that are no item's any more. `extra` holds what others added (see `refresh`). `name`
    ('s0003-1a2b3c4d') carries number and content hash.
    """

    name: str
    item: pl.DataFrame
    credit: pl.DataFrame
    tag: pl.DataFrame
    availability: pl.DataFrame
    record: pl.DataFrame
    claim: pl.DataFrame
    link: pl.DataFrame = field(default_factory=lambda: _empty("link"))
    redirect: pl.DataFrame = field(default_factory=lambda: _empty("redirect"))
    extra: Mapping[str, pl.DataFrame] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many items there are."""
        return self.item.height

    @cached_property
    def ids(self) -> list[str]:
        """Stable ids by dense index."""
        return self.item[Columns.ID].to_list()

    @cached_property
    def _index(self) -> Mapping[str, int]:
        return {item_id: index for index, item_id in enumerate(self.ids)}

    @cached_property
    def _redirects(self) -> Mapping[str, str]:
        return dict(self.redirect.select(Columns.ID, Columns.REPLACED_BY).iter_rows())

    def index_of(self, item_id: str) -> int:
        """Dense index of a stable id, also of one that was replaced; raises NotFoundError."""
        index = self._index.get(item_id)
        if index is None:
            index = self._index.get(self._redirects.get(item_id, item_id))
        if index is None:
            raise NotFoundError(
                f"There is no item {item_id!r} in snapshot {self.name}",
                do="Look it up with 'slate item find NAME'",
            )
        return index

    @cached_property
    def item_of_record(self) -> Mapping[tuple[str, str], int]:
        """Dense index by (source, the source's own id)."""
        rows = self.record.select(Columns.SOURCE, Columns.RECORD, Columns.ITEM).iter_rows()
        return {(source, record): item for source, record, item in rows}

    @cached_property
    def record_of_item(self) -> Mapping[int, tuple[str, str]]:
        """The first record (source, record) of each dense item: what an event about it names."""
        first: dict[int, tuple[str, str]] = {}
        for key, item in self.item_of_record.items():
            first.setdefault(item, key)
        return first


def read_snapshot(folder: Path) -> Snapshot:
    """Load a snapshot folder; raises SlateError when a table is missing or of another version."""
    tables = {}
    for table, schema in TABLES.items():
        path = folder / f"{table}.parquet"
        if not path.exists():
            raise SlateError(
                f"Table {table} is missing", where=str(folder), do="Run 'slate snapshot' again"
            )
        try:
            tables[table] = pl.read_parquet(path).cast(schema)  # type: ignore[arg-type]
        except pl.exceptions.PolarsError as error:
            raise SlateError(
                f"Table {table} cannot be read, or another version of Slate wrote it",
                where=str(folder),
                do="Run 'slate snapshot' again",
            ) from error
    extra = {path.stem: pl.read_parquet(path) for path in _files(folder)[len(TABLES) :]}
    return Snapshot(folder.name, **tables, extra=extra)


def snapshot_digest(folder: Path) -> str:
    """Eight hexadecimal digits over all tables' bytes, part of the snapshot's name."""
    return hash_lines(hash_file(path) for path in _files(folder))[:8]


def _files(folder: Path) -> list[Path]:
    """The files of a snapshot: its own tables, then what others added, by name."""
    own = [folder / f"{table}.parquet" for table in TABLES]
    return [*own, *sorted(set(folder.glob("*.parquet")) - set(own))]
