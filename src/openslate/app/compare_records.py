"""Two records beside each other, for the person who decides whether they mean the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

from openslate.app.views import LinkView
from openslate.app.workspace import Workspace
from openslate.graph.vocabulary import FIELDS, Columns


@dataclass(frozen=True)
class ComparedField:
    """What each record says of one field; None where it says nothing."""

    field: str
    left: str | None
    right: str | None

    @property
    def differs(self) -> bool:
        """Whether both say something and not the same."""
        return None not in (self.left, self.right) and self.left != self.right


@dataclass(frozen=True)
class CompareRecords:
    """The fields that at least one of a link's two records fills, in the vocabulary's order."""

    workspace: Workspace

    def __call__(self, link: LinkView) -> tuple[ComparedField, ...]:
        records = self.workspace.quads.records_frame()
        return tuple(_compared(_record(records, link.left), _record(records, link.right)))


def _compared(left: dict[str, Any], right: dict[str, Any]) -> Iterator[ComparedField]:
    for field in FIELDS:
        told = _told(left.get(field.column)), _told(right.get(field.column))
        if told != (None, None):
            yield ComparedField(field.column, *told)


def _record(records: pl.DataFrame, key: str) -> dict[str, Any]:
    """A record by 'source id'; empty when it is no longer delivered."""
    source, _, record = key.partition(" ")
    found = records.filter(
        (pl.col(Columns.SOURCE) == source) & (pl.col(Columns.RECORD) == record)
    ).rows(named=True)
    return found[0] if found else {}


def _told(value: Any) -> str | None:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or None
    return None if value is None else str(value)
