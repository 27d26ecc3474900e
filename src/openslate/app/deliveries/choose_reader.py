"""Decides how a catalogue file is read: as somebody said, as its content shows, or by a guess."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from openslate.catalogue.formats import CATALOGUE_READERS, detect_format
from openslate.catalogue.mapping.file import read_mapping
from openslate.catalogue.mapping.guess import SURE_ENOUGH, GuessedMapping, guess_mapping
from openslate.catalogue.readers.table_mapped import MappedReader
from openslate.catalogue.record import Reader
from openslate.common.errors import SlateError
from openslate.common.text import join_words, nearest


def choose_reader(
    file: Path, reader: str | None = None, mapping: Path | None = None
) -> tuple[Reader, str]:
    """A reader for a file, and a sentence when it was found out rather than said.

    Raises SlateError when the name is unknown, or when a guess is not sure enough to import by.
    """
    if reader and mapping:
        raise SlateError("A file is read by a reader or by a mapping", do="Name only one of them")
    if reader:
        return _named(reader), ""
    if mapping:
        return MappedReader.of(read_mapping(mapping)), ""
    if found := detect_format(file):
        return found, f"Recognised as {found.name}."
    return _guessed(file)


def delivered_by(
    reader: Reader, source: str | None, licence: str | None, trust: float | None
) -> Reader:
    """The reader with who delivered, where somebody said so."""
    said = {"source": source, "licence": licence, "trust": trust}
    given: dict[str, Any] = {name: value for name, value in said.items() if value is not None}
    return replace(reader, **given) if given else reader  # type: ignore[type-var]


def _named(reader: str) -> Reader:
    if reader in CATALOGUE_READERS:
        return CATALOGUE_READERS[reader]
    meant = nearest(reader, CATALOGUE_READERS)
    raise SlateError(
        f"There is no reader {reader!r}",
        do=f"Did you mean {meant!r}?" if meant else f"Use {join_words(CATALOGUE_READERS, 'or')}",
    )


def _guessed(file: Path) -> tuple[Reader, str]:
    guess = guess_mapping(file)
    if guess.mapping is None or not guess.sure:
        raise SlateError(
            f"What the columns of this table mean is not clear enough (sure to "
            f"{guess.confidence:.0%}, needed {SURE_ENOUGH:.0%})",
            where=str(file),
            do="Run 'slate map guess FILE --out mapping.yaml', mend it, "
            "then import with --mapping mapping.yaml",
        )
    return MappedReader.of(guess.mapping), _told(guess)


def _told(guess: GuessedMapping) -> str:
    """How the columns were understood."""
    taken = [f"{c.column} as {c.field}" for c in guess.columns if c.field]
    left = f"; left out: {join_words(guess.unknown)}" if guess.unknown else ""
    return f"Columns were guessed: {', '.join(taken)}{left}."
