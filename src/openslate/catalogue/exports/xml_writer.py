"""Writes XML piece by piece, so that an export of any size fits in memory."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class XmlWriter:
    """Writes elements to a stream, indented; characters that XML cannot hold are left out."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._depth = file, 0
        self._write('<?xml version="1.0" encoding="UTF-8"?>')

    @contextmanager
    def inside(self, name: str, **attributes: str | None) -> Iterator[None]:
        """An element around what is written meanwhile."""
        self._write(f"<{name}{_written(attributes)}>")
        self._depth += 1
        yield
        self._depth -= 1
        self._write(f"</{name}>")

    def text(self, name: str, value: object, **attributes: str | None) -> None:
        """An element with text; nothing at all for None or an empty text."""
        if value not in (None, ""):
            text = escape(_FORBIDDEN.sub("", str(value)))
            self._write(f"<{name}{_written(attributes)}>{text}</{name}>")

    def empty(self, name: str, **attributes: str | None) -> None:
        """An element without content."""
        self._write(f"<{name}{_written(attributes)}/>")

    def _write(self, line: str) -> None:
        self._file.write(f"{'  ' * self._depth}{line}\n".encode())


def _written(attributes: dict[str, str | None]) -> str:
    """Attributes as XML; a double underscore stands for the colon of a prefix."""
    return "".join(
        f" {name.replace('__', ':')}={quoteattr(_FORBIDDEN.sub('', value))}"
        for name, value in attributes.items()
        if value is not None
    )
