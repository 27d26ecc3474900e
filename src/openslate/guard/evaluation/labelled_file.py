"""Reads a file of labelled messages: CSV, or JSON lines; what is wrong is told with its row."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openslate.common.errors import SlateError
from openslate.common.text import nearest, shorten
from openslate.guard.lessons.read_lessons import Verdict
from openslate.guard.reading.examples import family

LONGEST = 20_000  # characters of a message, as many as the guard reads
MOST_MESSAGES = 200_000
JSON_LINES = (".jsonl", ".ndjson", ".json")
LABELS: Mapping[str, Verdict] = {
    "off-limits": Verdict.OFF_LIMITS, "block": Verdict.OFF_LIMITS, "refuse": Verdict.OFF_LIMITS,
    "unsafe": Verdict.OFF_LIMITS, "harmful": Verdict.OFF_LIMITS, "1": Verdict.OFF_LIMITS,
    "true": Verdict.OFF_LIMITS, "yes": Verdict.OFF_LIMITS,
    "with-care": Verdict.WITH_CARE, "label": Verdict.WITH_CARE, "review": Verdict.WITH_CARE,
    "allowed": Verdict.ALLOWED, "allow": Verdict.ALLOWED, "safe": Verdict.ALLOWED,
    "harmless": Verdict.ALLOWED, "0": Verdict.ALLOWED, "false": Verdict.ALLOWED,
    "no": Verdict.ALLOWED,
}  # fmt: skip
"""What a label may be called, and what it means."""


@dataclass(frozen=True)
class LabelledMessage:
    """A message with what the house would do with it; `row` is its line in the file."""

    text: str
    verdict: Verdict
    topic: str | None
    language: str | None
    row: int

    @property
    def restrained(self) -> bool:
        """Whether it is to be refused or handled with care."""
        return self.verdict is not Verdict.ALLOWED


def read_labelled(path: Path, topics: Iterable[str]) -> tuple[LabelledMessage, ...]:
    """Every message of a file with the columns `text` and `label`, at will `topic`, `language`.

    Raises SlateError at the first row that can't be used: no text, a label or a topic that is not
    known, or a text that an earlier row labels otherwise.
    """
    known, found = frozenset(topics), []
    said: dict[str, LabelledMessage] = {}
    for row, values in _rows(path):
        where = f"{path.name}, row {row}"
        message = _message(values, row, where, known)
        before = said.setdefault(family(message.text), message)
        if before.verdict is not message.verdict:
            raise SlateError(
                f"The message {shorten(message.text, 40)!r} is labelled {message.verdict} here and "
                f"{before.verdict} in row {before.row}",
                where=where,
                do="Keep one of the two",
            )
        found.append(message)
        if len(found) > MOST_MESSAGES:
            raise SlateError(
                f"The file has more than {MOST_MESSAGES:,} messages", where=path.name, do="Split it"
            )
    if not found:
        raise SlateError(
            "The file has no message", where=path.name, do="Write a message and its label a row"
        )
    return tuple(found)


def _message(
    values: Mapping[str, Any], row: int, where: str, topics: frozenset[str]
) -> LabelledMessage:
    text = _text(values, "text")
    if not text:
        raise SlateError("There is no text", where=where, do="Fill the column 'text'")
    if len(text) > LONGEST:
        raise SlateError(
            f"The text has {len(text):,} characters", where=where, do=f"Keep {LONGEST:,} at most"
        )
    label, topic = _text(values, "label").lower().replace("_", "-"), _text(values, "topic")
    if label not in LABELS:
        raise SlateError(
            f"The label {label!r} is not known" if label else "There is no label",
            where=where,
            do="Write off-limits, with-care or allowed into the column 'label'",
        )
    if topic and topic not in topics:
        meant = nearest(topic, topics)
        raise SlateError(
            f"There is no topic {topic!r}",
            where=where,
            do=f"Did you mean {meant!r}?" if meant else "See 'slate guard norms'",
        )
    language = _text(values, "language").lower()[:2]
    return LabelledMessage(text, LABELS[label], topic or None, language or None, row)


def _text(values: Mapping[str, Any], column: str) -> str:
    value = values.get(column)
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value).strip()


def _rows(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    reader = _json_rows if path.suffix.lower() in JSON_LINES else _csv_rows
    try:
        yield from reader(path)
    except UnicodeDecodeError:
        raise SlateError("It is not UTF-8 text", where=path.name, do="Save it as UTF-8") from None


def _csv_rows(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    with path.open(encoding="utf-8-sig", newline="") as opened:
        head = opened.readline()
        opened.seek(0)
        between = max(",;\t", key=head.count)
        reader = csv.DictReader(opened, delimiter=between, strict=True)
        begins = 1
        try:
            names = [(name or "").strip().lower() for name in reader.fieldnames or ()]
            _columns(names, path.name)
            reader.fieldnames = names
            begins = reader.line_num + 1
            for values in reader:
                yield begins, values
                begins = reader.line_num + 1
        except csv.Error as error:
            raise SlateError(
                f"The row can't be read ({error})",
                where=f"{path.name}, row {begins}",
                do="Put text with quotes or line ends in quotes",
            ) from None


def _columns(names: Iterable[str], where: str) -> None:
    missing = [name for name in ("text", "label") if name not in names]
    if missing:
        raise SlateError(
            f"There is no column {missing[0]!r}",
            where=f"{where}, row 1",
            do="Name the columns text, label and, at will, topic and language in the first row",
        )


def _json_rows(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    with path.open(encoding="utf-8-sig") as opened:
        for row, line in enumerate(opened, 1):
            if not line.strip():
                continue
            try:
                values = json.loads(line)
            except (ValueError, RecursionError):
                values = None
            if not isinstance(values, dict):
                raise SlateError(
                    "The line is no JSON object",
                    where=f"{path.name}, row {row}",
                    do='Write one a line, such as {"text": "...", "label": "allowed"}',
                )
            yield row, values
