"""JSON that comes from outside, object by object: as lines, as an array, or inside an object."""

import gzip
import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ijson
from ijson.common import ObjectBuilder

from openslate.catalogue.record import ProblemList
from openslate.common.errors import SlateError
from openslate.common.text import shorten

GZIP = b"\x1f\x8b"
Place = Callable[[str], bool]
"""Whether the objects at a place of the file are wanted; places are written as ijson does."""


@dataclass(frozen=True)
class JsonLimits:
    """How large one object may be: bytes of a line, values and names elsewhere."""

    line: int = 64_000_000
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
    except (OSError, EOFError, zlib.error) as error:
        raise SlateError(
            f"The file cannot be read ({getattr(error, 'strerror', None) or error})",
            where=str(path),
            do="Check its name, or fetch it again",
        ) from error


def contains(path: Path, text: bytes) -> bool:
    """Whether a file contains these bytes, read in bounded memory."""
    kept = b""
    try:
        with _opened(path) as stream:
            while chunk := stream.read(1 << 20):
                if text in kept + chunk:
                    return True
                kept = chunk[-len(text) :]
    except (OSError, EOFError, zlib.error):
        return False  # said in one sentence when the file is read
    return False


def _opened(path: Path) -> Any:
    with path.open("rb") as stream:
        packed = stream.read(2) == GZIP
    return gzip.open(path, "rb") if packed else path.open("rb")


def _is_lines(path: Path, limits: JsonLimits) -> bool:
    """Whether the first line opens an array, or is an object and not the only one."""
    with _opened(path) as stream:
        start = stream.readline(limits.line).removeprefix(b"\xef\xbb\xbf").strip()
        second = stream.readline(limits.line).strip()
    if not start:
        if not second and not path.stat().st_size:
            raise SlateError("The file is empty", where=str(path), do="Ask for it again")
        return False
    if start == b"[":
        return isinstance(_object(second.rstrip(b",")), dict)
    return bool(second) and isinstance(_object(start), dict)


def _by_line(path: Path, problems: ProblemList, limits: JsonLimits) -> Iterator[JsonObject]:
    with _opened(path) as stream:
        row = 0
        while line := stream.readline(limits.line):
            row += 1
            if len(line) >= limits.line:
                raise SlateError(f"Line {row:,} is too long", where=str(path), do="Check the file")
            text = line.removeprefix(b"\xef\xbb\xbf").strip().rstrip(b",")
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
    row, ends, events = 0, "", 0
    builder: ObjectBuilder | None = None
    with _opened(path) as stream:
        for prefix, event, value in ijson.parse(stream, multiple_values=True, use_float=True):
            if builder is None:
                if event != "start_map" or not wanted(prefix):
                    continue
                builder, ends, events = ObjectBuilder(), prefix, 0
            builder.event(event, value)
            events += 1
            if events > limits.events:
                raise SlateError(
                    "The file holds an object too large to read", where=str(path), do="Check it"
                )
            if event == "end_map" and prefix == ends:
                row += 1
                yield JsonObject(row, builder.value)
                builder = None
