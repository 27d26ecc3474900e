"""Finding out what the columns of a table mean, and trying a mapping before it is used."""

from collections.abc import Mapping as Dictionary
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openslate.catalogue.formats import detect_format
from openslate.catalogue.mapping.file import mapping_text, read_mapping, write_mapping
from openslate.catalogue.mapping.guess import GuessedMapping, guess_mapping
from openslate.catalogue.mapping.preview import MappingPreview, preview_mapping
from openslate.catalogue.record import SourceRecord

LOOKED_AT = 1000


@dataclass(frozen=True)
class GuessedColumnView:
    """One column and what it is taken for."""

    column: str
    field: str | None
    confidence: float
    reason: str
    samples: tuple[str, ...]


@dataclass(frozen=True)
class RecordView:
    """A record as it would come in."""

    id: str
    row: int
    values: Dictionary[str, Any]


@dataclass(frozen=True)
class MappingView:
    """A mapping tried on a file: its text, its columns, the first records and the problems."""

    file: str
    sentence: str
    sure: bool
    confidence: float | None
    text: str
    columns: tuple[GuessedColumnView, ...]
    unused: tuple[str, ...]
    records: tuple[RecordView, ...]
    problems: tuple[str, ...]
    problem_count: int
    filled: Dictionary[str, int]
    looked_at: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class GuessMapping:
    """Guesses a mapping from a table's headers and cells; with `out`, writes it there to edit."""

    source: str | None = None

    def __call__(self, file: Path, out: Path | None = None) -> MappingView:
        guess = guess_mapping(file, self.source)
        if guess.mapping and out:
            write_mapping(guess.mapping, out)
        preview = preview_mapping(file, guess.mapping, look_at=LOOKED_AT) if guess.mapping else None
        return _view(file, _sentence(file, guess, out), guess, preview)


@dataclass(frozen=True)
class CheckMapping:
    """Tries a mapping on every row of a file; nothing is imported."""

    show: int = 5

    def __call__(self, file: Path, mapping: Path) -> MappingView:
        read = read_mapping(mapping)
        preview = preview_mapping(file, read, show=self.show)
        sentence = (
            f"{file.name}: {preview.looked_at:,} records under {mapping.name}, "
            f"{preview.problem_count:,} values could not be used."
        )
        guess = GuessedMapping(read, (), 1.0, preview.notes)
        return _view(file, sentence, guess, preview)


def _sentence(file: Path, guess: GuessedMapping, out: Path | None) -> str:
    if guess.mapping is None:
        known = detect_format(file)
        told = f"it is read as {known.name}" if known else "no column names a work"
        return f"{file.name}: no mapping could be guessed; {told}."
    kind = "works" if guess.mapping.kind == "works" else "rights windows"
    written = f" Written to {out}." if out else ""
    surely = "sure enough to import" if guess.sure else "not sure enough to import unseen"
    return f"{file.name}: a table of {kind}, {guess.confidence:.0%} sure: {surely}.{written}"


def _view(
    file: Path, sentence: str, guess: GuessedMapping, preview: MappingPreview | None
) -> MappingView:
    columns = tuple(
        GuessedColumnView(c.column, c.field, round(c.confidence, 2), c.reason, c.samples)
        for c in guess.columns
    )
    return MappingView(
        file=file.name,
        sentence=sentence,
        sure=guess.sure,
        confidence=guess.confidence if columns else None,
        text=mapping_text(guess.mapping) if guess.mapping else "",
        columns=columns,
        unused=preview.unused if preview else guess.unknown,
        records=tuple(map(_record, preview.records)) if preview else (),
        problems=tuple(map(str, preview.problems)) if preview else (),
        problem_count=preview.problem_count if preview else 0,
        filled=preview.filled if preview else {},
        looked_at=preview.looked_at if preview else 0,
        notes=guess.notes,
    )


def _record(record: SourceRecord) -> RecordView:
    return RecordView(record.id, record.row, record.values)
