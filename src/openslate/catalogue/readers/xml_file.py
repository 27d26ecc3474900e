"""XML that comes from outside, record by record: nothing expanded, nothing fetched, all bounded."""

from collections import deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from openslate.catalogue.intake import open_binary
from openslate.common.errors import SlateError
from openslate.common.text import join_words, shorten

CHUNK = 1 << 16


@dataclass(frozen=True)
class XmlLimits:
    """How large things may be: levels of elements, elements and characters of one record, bytes."""

    depth: int = 60
    elements: int = 50_000
    characters: int = 4_000_000
    size: int = 20_000_000_000


LIMITS = XmlLimits()


@dataclass(frozen=True)
class XmlRecord:
    """One record: its element with names that have lost their namespace, and its first line."""

    line: int
    element: Element


def xml_records(
    path: Path, roots: Collection[str], records: Collection[str], limits: XmlLimits = LIMITS
) -> Iterator[XmlRecord]:
    """The elements named in `records`, one at a time; `roots` says what the file must begin with.

    Names are compared without their namespace, so that every version of a format is read. Raises
    SlateError for a file that is missing, empty, no such XML, not well-formed or beyond a limit,
    and for any declared entity. A DOCTYPE may name an outside DTD, which is never fetched.
    """
    gathered = _Gatherer(path, frozenset(roots), frozenset(records), limits)
    parser = _Parser(target=gathered, forbid_entities=True, forbid_external=True)
    gathered.lines = parser.parser
    try:
        for chunk in _chunks(path, limits):
            parser.feed(chunk)
            while gathered.done:
                yield gathered.done.popleft()
        parser.close()
    except ParseError as error:
        raise _malformed(path, error) from error
    except DefusedXmlException as error:
        raise SlateError(
            "The file declares entities or a DTD of its own, which is refused for safety",
            where=str(path),
            do="Remove the DOCTYPE and write out what its entities stand for",
        ) from error
    except (LookupError, ValueError) as error:  # an encoding that nobody knows
        raise SlateError(
            f"The file cannot be read as XML ({error})", where=str(path), do="Ask for it in UTF-8"
        ) from error
    yield from gathered.done


def text_of(element: Element | None, path: str = "") -> str | None:
    """The text of an element, or of the first at `path` below it, without outer blanks."""
    found = element.find(path) if element is not None and path else element
    text = "".join(found.itertext()).strip() if found is not None else ""
    return text or None


def texts_of(element: Element, path: str) -> list[str]:
    """All texts at a path below an element, without the empty ones."""
    return [text for found in element.findall(path) if (text := text_of(found))]


class _Parser(DefusedXMLParser):
    """Refuses a DTD written in the file itself, also one that declares no entity."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.parser.StartDoctypeDeclHandler = self._refuse_own

    def _refuse_own(self, name: str, system: str | None, public: str | None, own: bool) -> None:
        if own:
            self.defused_start_doctype_decl(name, system, public, own)


class _Gatherer:
    """What the parser tells its events to: builds only the records, one after the other."""

    def __init__(
        self, path: Path, roots: frozenset[str], records: frozenset[str], limits: XmlLimits
    ) -> None:
        self.done: deque[XmlRecord] = deque()
        self.lines: Any = None
        self._path, self._roots, self._records, self._limits = path, roots, records, limits
        self._depth = self._elements = self._characters = 0
        self._open: list[Element] = []
        self._line = 0
        self._text: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = _local(tag)
        if not self._depth and name not in self._roots:
            wanted = join_words(sorted(self._roots), "or")
            raise SlateError(
                f"The file begins with {shorten(name)!r} where {wanted} was expected",
                where=str(self._path),
                do="Check that this is the right format",
            )
        self._depth += 1
        if self._depth > self._limits.depth:
            raise self._too_large(f"elements within elements, more than {self._limits.depth} deep")
        if self._open or name in self._records:
            self._begin(Element(name, {_local(k): v for k, v in attributes.items()}))

    def _begin(self, element: Element) -> None:
        if self._open:
            self._flush()
            self._open[-1].append(element)
        else:
            self._line = self.lines.CurrentLineNumber
            self._elements = self._characters = 0
        self._open.append(element)
        self._elements += 1
        if self._elements > self._limits.elements:
            raise self._too_large(f"a record of more than {self._limits.elements:,} elements")

    def data(self, text: str) -> None:
        if not self._open:
            return
        self._characters += len(text)
        if self._characters > self._limits.characters:
            raise self._too_large(f"a record of over {self._limits.characters:,} characters")
        self._text.append(text)

    def end(self, _tag: str) -> None:
        self._depth -= 1
        if self._open:
            self._flush()
            element = self._open.pop()
            if not self._open:
                self.done.append(XmlRecord(self._line, element))

    def close(self) -> None:
        """Nothing is left to do; records were handed out as they ended."""

    def _flush(self) -> None:
        if self._text:
            text, element = "".join(self._text), self._open[-1]
            self._text.clear()
            if len(element):
                element[-1].tail = (element[-1].tail or "") + text
            else:
                element.text = (element.text or "") + text

    def _too_large(self, what: str) -> SlateError:
        return SlateError(f"The file holds {what}", where=str(self._path), do="Check the file")


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _chunks(path: Path, limits: XmlLimits) -> Iterator[bytes]:
    size = 0
    with open_binary(path) as stream:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > limits.size:
                raise SlateError(f"The file holds more than {limits.size:,} bytes", where=str(path))
            yield chunk


def _malformed(path: Path, error: ParseError) -> SlateError:
    line, column = error.position
    return SlateError(
        f"The file is not well-formed XML: {str(error).partition(':')[0]}, line {line}",
        where=str(path),
        do=f"Mend it near column {column + 1} of that line, or ask for it again",
    )
