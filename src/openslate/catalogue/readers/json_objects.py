"""JSON that comes from outside, object by object: as lines, as an array, or inside an object."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ijson
from ijson.common import ObjectBuilder

from openslate.catalogue.intake import open_binary
from openslate.catalogue.record import ProblemList
from openslate.common.errors import SlateError
from openslate.common.text import shorten

MARK = b"\xef\xbb\xbf"
Place = Callable[[str], bool]
"""Whether the objects at a place of the file are wanted; places are written as ijson does."""


@dataclass(frozen=True)
class JsonLimits:
    """How large one object may be: bytes of a line; values and names, and levels, elsewhere."""

    line: int = 64_000_000
    depth: int = 100
    events: int = 2_000_000


LIMITS = JsonLimits()


@dataclass(frozen=True)
class JsonObject:
    """One object and where it stands: its line, or its number where lines mean nothing."""

    row: int
    values: Mapping[str, Any]


def json_objects(
    path: Path, wanted: Place, problems: ProblemList, limits: JsonLimits = LIMITS
) -> Iterator[JsonObject]:
    """Objects one at a time. A broken line is told; a file that breaks otherwise is refused.

    One object a line, with or without the brackets and commas of an array around it, is read line
    by line; `wanted` says which objects are meant in a file of any other form.
    """
    try:
        if _is_lines(path, limits):
            yield from _by_line(path, problems, limits)
        else:
            yield from _by_place(path, wanted, limits)
    except (ijson.JSONError, UnicodeDecodeError) as error:
        raise SlateError(
            f"The file is not well-formed JSON ({shorten(str(error).strip().splitlines()[0])})",
            where=str(path),
            do="Mend it, or ask for it again",
        ) from error


def contains(path: Path, text: bytes) -> bool:
    """Whether a file contains these bytes, read in bounded memory."""
    kept = b""
    with open_binary(path) as stream:
        while chunk := stream.read(1 << 20):
            if text in kept + chunk:
                return True
            kept = chunk[-len(text) :]
    return False


def _is_lines(path: Path, limits: JsonLimits) -> bool:
    """Whether the first line opens an array, or is an object and not the only one."""
    with open_binary(path) as stream:
        start = stream.readline(limits.line).removeprefix(MARK).strip()
        second = stream.readline(limits.line).strip()
    if not start:
        return False
    if start == b"[":
        return isinstance(_object(second.rstrip(b",")), dict)
    return bool(second) and isinstance(_object(start), dict)


def _by_line(path: Path, problems: ProblemList, limits: JsonLimits) -> Iterator[JsonObject]:
    with open_binary(path) as stream:
        row = 0
        while line := stream.readline(limits.line):
            row += 1
            if len(line) >= limits.line:
                raise SlateError(f"Line {row:,} is too long", where=str(path), do="Check the file")
            text = line.removeprefix(MARK).strip().rstrip(b",")
            if text in (b"", b"[", b"]"):
                continue
            found = _object(text)
            if isinstance(found, dict):
                yield JsonObject(row, found)
            else:
                start = text[:100].decode("utf-8", "replace")
                problems.add(row, "line", start, "an object in JSON")


def _object(text: bytes) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _by_place(path: Path, wanted: Place, limits: JsonLimits) -> Iterator[JsonObject]:
    row, depth, events = 0, 0, 0
    builder: ObjectBuilder | None = None
    places = _Places()
    with open_binary(path) as stream:
        if stream.read(len(MARK)) != MARK:
            stream.seek(0)
        for event, value in ijson.basic_parse(stream, multiple_values=True, use_float=True):
            if builder is None and event == "start_map" and wanted(places.here):
                builder, depth, events = ObjectBuilder(), len(places), 0
            places.follow(event, value)
            events += 1
            if len(places) > limits.depth or events > limits.events:
                raise SlateError(
                    "The file holds an object too large to read", where=str(path), do="Check it"
                )
            if builder is None:
                events = 0
                continue
            builder.event(event, value)
            if event == "end_map" and len(places) == depth:
                row += 1
                yield JsonObject(row, builder.value)
                builder = None


class _Places:
    """Where the parser stands, told as ijson does: names with dots between, 'item' in arrays.

    ijson's own places take time that grows with the square of the depth.
    """

    def __init__(self) -> None:
        self._open: list[str] = []  # for each open map its current name, for each array 'item'

    def __len__(self) -> int:
        return len(self._open)

    @property
    def here(self) -> str:
        """The place of the value that comes next; nothing is wanted deeper than three levels."""
        return ".".join(self._open) if len(self._open) <= 3 else "too.deep.to.be.wanted"

    def follow(self, event: str, value: Any) -> None:
        """Step into, along or out of maps and arrays."""
        if event == "start_map":
            self._open.append("")
        elif event == "start_array":
            self._open.append("item")
        elif event == "map_key":
            self._open[-1] = value
        elif event in ("end_map", "end_array"):
            self._open.pop()
