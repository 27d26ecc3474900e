"""The source type goes into XMP, and what else a packet says stays."""

import pytest

from openslate.authenticity.disclosure.xmp import (
    sentences_in,
    source_type_in,
    with_disclosure,
)
from openslate.common.errors import SlateError

GENERATED = "trainedAlgorithmicMedia"
SENTENCE = "Made with AI."
OTHERS = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:house="urn:example:house" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
    house:desk="Foreign"
    Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture">
   <dc:creator><rdf:Seq><rdf:li>Ada</rdf:li></rdf:Seq></dc:creator>
   <dc:description><rdf:Alt>
    <rdf:li xml:lang="x-default">A bridge.</rdf:li>
    <rdf:li xml:lang="de">Eine Br\xc3\xbccke.</rdf:li>
   </rdf:Alt></dc:description>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>"""
AS_RESOURCE = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
 xmlns:e="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"><e:DigitalSourceType
 rdf:resource="https://cv.iptc.org/newscodes/digitalsourcetype/composite"/></rdf:Description>
</rdf:RDF>"""
BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">&b;</rdf:RDF>"""


def test_a_new_packet() -> None:
    packet = with_disclosure(None, GENERATED, SENTENCE)
    assert packet.startswith(b"<?xpacket begin=")
    assert source_type_in(packet) == GENERATED
    assert sentences_in(packet) == (SENTENCE, SENTENCE)
    assert b"Iptc4xmpCore:AltTextAccessibility" in packet


def test_what_a_packet_says_stays() -> None:
    packet = with_disclosure(OTHERS, GENERATED, SENTENCE)
    assert source_type_in(packet) == GENERATED
    assert b"digitalCapture" not in packet
    assert b'house:desk="Foreign"' in packet
    assert b"Ada" in packet
    told = [
        f"{SENTENCE} A bridge.",
        f"{SENTENCE} Eine Br\N{LATIN SMALL LETTER U WITH DIAERESIS}cke.",
    ]
    assert list(sentences_in(packet)) == [*told, SENTENCE]


def test_nothing_is_said_twice() -> None:
    once = with_disclosure(OTHERS, GENERATED, SENTENCE)
    again = with_disclosure(once, "composite", SENTENCE)
    assert sentences_in(again) == sentences_in(once)
    assert source_type_in(again) == "composite"
    assert again.count(b"DigitalSourceType>") == 2


def test_without_a_label_only_the_type_is_stated() -> None:
    packet = with_disclosure(OTHERS, "digitalCapture")
    assert sentences_in(packet)[0] == "A bridge."
    assert b"AltText" not in packet


@pytest.mark.parametrize(
    ("packet", "code"),
    [
        (OTHERS, "digitalCapture"), (AS_RESOURCE, "composite"),
        (None, None), (b"", None), (b"<x", None), (BOMB, None), (b"<a/>", None),
    ],
)  # fmt: skip
def test_reading_a_type(packet: bytes | None, code: str | None) -> None:
    assert source_type_in(packet) == code


@pytest.mark.parametrize("packet", [b"<x", BOMB])
def test_a_packet_that_cannot_be_read_is_not_thrown_away(packet: bytes) -> None:
    with pytest.raises(SlateError, match="XMP"):
        with_disclosure(packet, GENERATED)
