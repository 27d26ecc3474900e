"""Tells formats apart by their first bytes, never by a file's name."""

import re
import zipfile
from collections.abc import Callable, Collection
from pathlib import Path

Recogniser = Callable[[Path, bytes], bool]
"""Told the file and its first 4,096 bytes, unpacked; says whether the format is this one."""

ZIP = b"PK\x03\x04"
_ROOT = re.compile(rb"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")
_BEFORE_ROOT = re.compile(rb"<!--.*?-->|<\?.*?\?>|<![^>]*>", re.S)
_RDF = re.compile(rb"^\s*(?:@prefix|@base|PREFIX|BASE)\s|^\s*<[^>\s]+>\s+<[^>\s]+>\s+\S", re.M)


def starts_with(begin: bytes) -> Recogniser:
    """The very first bytes."""
    return lambda _path, start: start.startswith(begin)


def xml_root(names: Collection[str]) -> Recogniser:
    """An XML file whose outermost element has one of these names, in any namespace."""
    return lambda _path, start: _root(start) in names


def holds(*texts: bytes) -> Recogniser:
    """JSON or a page whose beginning holds all of these texts."""
    return lambda _path, start: (
        start.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"[", b"<")
        and all(text in start for text in texts)
    )


def any_of(*recognisers: Recogniser) -> Recogniser:
    """Whatever one of these recognises."""
    return lambda path, start: any(recognise(path, start) for recognise in recognisers)


def zip_with(*names: str) -> Recogniser:
    """A zip that holds a file of one of these names, in whatever folder."""

    def recognise(path: Path, start: bytes) -> bool:
        if not start.startswith(ZIP):
            return False
        try:
            with zipfile.ZipFile(path) as archive:
                return any(Path(entry).name in names for entry in archive.namelist())
        except (OSError, zipfile.BadZipFile):
            return False

    return recognise


def zip_of(suffix: str) -> Recogniser:
    """A zip of nothing but files that end so; an Excel workbook, full of XML too, is none."""

    def recognise(path: Path, start: bytes) -> bool:
        if not start.startswith(ZIP):
            return False
        try:
            with zipfile.ZipFile(path) as archive:
                names = archive.namelist()
        except (OSError, zipfile.BadZipFile):
            return False
        inside = [name for name in names if not name.endswith("/")]
        return bool(inside) and all(n.endswith(suffix) and n[:1] != "[" for n in inside)

    return recognise


def is_rdf(_path: Path, start: bytes) -> bool:
    """Turtle, N-Triples, N-Quads, TriG or RDF/XML."""
    return _root(start) == "RDF" or bool(_RDF.search(start[:2000]))


def _root(start: bytes) -> str | None:
    text = start.lstrip(b"\xef\xbb\xbf \r\n\t")
    found = _ROOT.match(_BEFORE_ROOT.sub(b"", text).lstrip()) if text[:1] == b"<" else None
    return found[1].decode() if found else None
