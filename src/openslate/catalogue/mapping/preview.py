"""Tries a mapping on the first rows of a file; nothing is imported."""

from collections.abc import Mapping as Dictionary
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from openslate.catalogue.mapping.model import Mapping
from openslate.catalogue.readers.table_file import open_table
from openslate.catalogue.readers.table_mapped import MappedReader, check_columns
from openslate.catalogue.record import ProblemList, RowProblem, SourceRecord
from openslate.graph.delivery import RECORD_FIELDS


@dataclass(frozen=True)
class MappingPreview:
    """The first records as they would become, what was wrong up to them, and what is left out.

    `filled` counts, by field, how many of the records looked at have it; `looked_at` is how many
    that were.
    """

    records: tuple[SourceRecord, ...]
    problems: tuple[RowProblem, ...]
    problem_count: int
    unused: tuple[str, ...]
    looked_at: int
    filled: Dictionary[str, int]
    notes: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        """Whether anything would come in."""
        return bool(self.records)


def preview_mapping(
    path: Path, mapping: Mapping, show: int = 5, look_at: int | None = None
) -> MappingPreview:
    """What a file's rows become under a mapping.

    Looks at all rows, or at the first `look_at` records. Raises SlateError when the file is no
    table or lacks a column that the mapping reads.
    """
    table = open_table(path, mapping.table)
    check_columns(mapping, table)
    problems = ProblemList(path)
    shown: list[SourceRecord] = []
    filled: dict[str, int] = {}
    count = 0
    for record in islice(MappedReader.of(mapping).records(path, problems), look_at):
        count += 1
        if len(shown) < show:
            shown.append(record)
        for column in record.values:
            filled[column] = filled.get(column, 0) + 1
    return MappingPreview(
        tuple(shown),
        tuple(problems.problems),
        problems.count,
        tuple(column for column in table.columns if column not in mapping.used),
        count,
        _ordered(filled, mapping),
        table.notes,
    )


def _ordered(filled: dict[str, int], mapping: Mapping) -> dict[str, Any]:
    order = [field.column for field in RECORD_FIELDS[mapping.kind]]
    return {column: filled[column] for column in order if column in filled}
