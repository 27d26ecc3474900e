"""Walks through a JSON file of any size, one value at a time."""

import json
from collections.abc import Iterator
from typing import Any, TextIO

CHUNK = 1 << 18
LONGEST = 1 << 24
"""Characters of a single value."""
DEEPEST = 6
_BLANK = " \t\r\n\ufeff"
_DECODE = json.JSONDecoder().raw_decode


class JsonStream:
    """A place in a JSON text. Raises ValueError where the text is broken, nested too deeply, or
    holds a value of more than 16 million characters.
    """

    def __init__(self, text: TextIO) -> None:
        self._text, self._buffer, self._at, self._ended = text, "", 0, False

    def peek(self) -> str:
        """The next character that is not blank; empty at the end."""
        while True:
            rest = self._buffer[self._at : self._at + 1]
            if not rest and self._ended:
                return ""
            if rest and rest not in _BLANK:
                return rest
            if rest:
                self._at += 1
            else:
                self._more()

    def value(self) -> Any:
        """The value that begins here."""
        self.peek()
        while True:
            try:
                found, end = _DECODE(self._buffer, self._at)
                if end < len(self._buffer) or self._ended:
                    self._at = end
                    return found
            except json.JSONDecodeError as error:
                if self._ended:
                    raise ValueError(error.msg) from error
            except RecursionError as error:
                raise ValueError("it is nested too deeply") from error
            if len(self._buffer) - self._at > LONGEST:
                raise ValueError("a value is broken or longer than 16 million characters")
            self._more()

    def members(self) -> Iterator[str]:
        """The names in the object that begins here; take or skip each value before the next."""
        self._take("{")
        while self.peek() != "}":
            name = self.value()
            self._take(":")
            yield str(name)
            self._comma("}")
        self._take("}")

    def elements(self) -> Iterator[None]:
        """A turn for each element of the array that begins here; take or skip it."""
        self._take("[")
        while self.peek() != "]":
            yield
            self._comma("]")
        self._take("]")

    def skip(self, depth: int = 0) -> None:
        """Go past the value that begins here, however long it is."""
        start = self.peek()
        if depth < DEEPEST and start == "{":
            for _ in self.members():
                self.skip(depth + 1)
        elif depth < DEEPEST and start == "[":
            for _ in self.elements():
                self.skip(depth + 1)
        else:
            self.value()

    def records_at(self, path: str) -> Iterator[Any]:
        """The elements of the array under a dotted path."""
        if not path:
            for _ in self.elements():
                yield self.value()
            return
        for name in self.members():
            if path == name or path.startswith(f"{name}."):
                yield from self.records_at(path[len(name) + 1 :])
                return
            self.skip()

    def find_records(self, path: str = "", depth: int = 0) -> str | None:
        """The path of the first array whose first element is an object; None if there is none."""
        start = self.peek()
        if start == "[":
            for _ in self.elements():
                if self.peek() == "{":
                    return path
                self.skip()
        elif start == "{" and depth < DEEPEST:
            for name in self.members():
                found = self.find_records(f"{path}.{name}" if path else name, depth + 1)
                if found is not None:
                    return found
        else:
            self.skip(depth)
        return None

    def _take(self, mark: str) -> None:
        if self.peek() != mark:
            raise ValueError(f"{mark!r} is missing")
        self._at += 1

    def _comma(self, closing: str) -> None:
        if self.peek() != closing:
            self._take(",")

    def _more(self) -> None:
        """Read on; as much again as is kept, so that a long value is looked at few times."""
        kept = self._buffer[self._at :]
        read = self._text.read(max(CHUNK, len(kept)))
        self._buffer, self._at, self._ended = kept + read, 0, not read
