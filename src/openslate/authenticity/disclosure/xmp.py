"""The disclosure in XMP: the digital source type, and a sentence that screen readers reach.

Properties are those of IPTC Photo Metadata 2025.1: Iptc4xmpExt:DigitalSourceType,
Iptc4xmpCore:AltTextAccessibility and dc:description. Whatever else a packet says is kept.
"""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as Tree

from defusedxml.ElementTree import fromstring

from openslate.authenticity.credentials.source_types import source_code, source_uri
from openslate.common.errors import SlateError

NAMESPACES = {
    "x": "adobe:ns:meta/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
}
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
DEFAULT = "x-default"
PREFIX = re.compile(rb"""xmlns:([A-Za-z][\w.-]*)=["']([\x21-\x7e]+?)["']""")
GIVEN_BY_PYTHON = re.compile(r"ns\d+|xml")
BEGIN = b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
END = b'\n<?xpacket end="w"?>'


def _name(prefixed: str) -> str:
    prefix, _, local = prefixed.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


SOURCE_TYPE = _name("Iptc4xmpExt:DigitalSourceType")
SENTENCE_IN = (_name("dc:description"), _name("Iptc4xmpCore:AltTextAccessibility"))
RDF, DESCRIPTION, ALT, LI = (_name(f"rdf:{one}") for one in ("RDF", "Description", "Alt", "li"))


def with_disclosure(xmp: bytes | None, source_type: str, sentence: str = "") -> bytes:
    """A packet that states the source type (its code), and a sentence before what it described.

    Raises SlateError where there is a packet that can't be read, as nothing of it may be lost.
    """
    root = _parsed(xmp)
    _keep_prefixes(xmp or b"")
    first = _descriptions(root)[0]
    for one in _descriptions(root):
        one.attrib.pop(SOURCE_TYPE, None)
        for old in one.findall(SOURCE_TYPE):
            one.remove(old)
    Tree.SubElement(first, SOURCE_TYPE).text = source_uri(source_type)
    for name in SENTENCE_IN if sentence else ():
        _say_first(root, name, sentence)
    packet: bytes = Tree.tostring(root, encoding="utf-8")
    return BEGIN + packet + END


def source_type_in(xmp: bytes | None) -> str | None:
    """The code of the source type that a packet states; None where it states none."""
    try:
        root = _parsed(xmp) if xmp else None
    except SlateError:
        return None
    for one in () if root is None else _descriptions(root):
        stated = one.get(SOURCE_TYPE) or next(iter(_resources(one)), None)
        if stated:
            return source_code(stated.strip())
    return None


def sentences_in(xmp: bytes | None) -> tuple[str, ...]:
    """What a packet says in its description and alternative text, in that order."""
    root = _parsed(xmp)
    found = (one for name in SENTENCE_IN for one in root.iter(name))
    return tuple(li.text or "" for one in found for li in one.iter(LI))


def _keep_prefixes(xmp: bytes) -> None:
    """Have what is written call namespaces as the packet did."""
    named = [(one.decode(), address.decode()) for one, address in PREFIX.findall(xmp)]
    for prefix, address in (*named, *NAMESPACES.items()):
        if not GIVEN_BY_PYTHON.fullmatch(prefix):
            Tree.register_namespace(prefix, address)


def _resources(one: Tree.Element) -> Iterator[str]:
    for stated in one.findall(SOURCE_TYPE):
        yield stated.get(_name("rdf:resource")) or stated.text or ""


def _parsed(xmp: bytes | None) -> Tree.Element:
    if not xmp or not xmp.strip(b"\0 \n\r\t"):
        root = Tree.Element(_name("x:xmpmeta"))
        rdf = Tree.SubElement(root, RDF)
        Tree.SubElement(rdf, DESCRIPTION, {_name("rdf:about"): ""})
        return root
    try:
        found: Tree.Element = fromstring(xmp.strip(b"\0 \n\r\t"))
    except (Tree.ParseError, ValueError):  # defusedxml's refusals are ValueErrors
        raise SlateError(
            "Its XMP metadata can't be read, so nothing can be added to it",
            do="Save the file anew with a program that writes sound metadata",
        ) from None
    has_rdf = len(list(found.iter(RDF))) > 0
    rdf = next(found.iter(RDF)) if has_rdf else Tree.SubElement(found, RDF)
    if not rdf.findall(DESCRIPTION):
        Tree.SubElement(rdf, DESCRIPTION, {_name("rdf:about"): ""})
    return found


def _descriptions(root: Tree.Element) -> list[Tree.Element]:
    return next(root.iter(RDF)).findall(DESCRIPTION)


def _say_first(root: Tree.Element, name: str, sentence: str) -> None:
    """Put a sentence before a text of several languages; the same sentence is never said twice."""
    places = _descriptions(root)
    holder = next((one for place in places for one in place.findall(name)), None)
    if holder is None:
        plain = "".join(place.attrib.pop(name, "") for place in places)
        holder = Tree.SubElement(places[0], name)
        item = Tree.SubElement(Tree.SubElement(holder, ALT), LI, {LANGUAGE: DEFAULT})
        item.text = plain
    items = list(holder.iter(LI))
    if not items:
        items = [Tree.SubElement(Tree.SubElement(holder, ALT), LI, {LANGUAGE: DEFAULT})]
        items[0].text, holder.text = (holder.text or "").strip(), None
    for item in items:
        said = (item.text or "").strip()
        if not said.startswith(sentence):
            item.text = f"{sentence} {said}".strip()
