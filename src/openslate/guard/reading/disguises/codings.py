"""Undoes codings: base64, hexadecimal, binary, percent signs, rot13, words turned round.

Nothing is decoded unless what comes out is plainly words, and what went in plainly was not.
"""

import re
from base64 import b64decode
from binascii import Error as BadCode
from codecs import decode
from collections.abc import Callable, Iterator
from urllib.parse import unquote

from openslate.guard.reading.disguises.known_words import share_known
from openslate.guard.reading.normal_text import NormalText

WORDS = 0.6  # share of letters in known words, from which text is language
NO_WORDS = 0.3
_BASE64 = re.compile(r"(?<![\w+/])(?:[A-Za-z0-9+/_-]{12,})={0,2}(?![\w+/=])")
_HEX = re.compile(r"(?<!\w)(?:0x)?(?:[0-9a-fA-F]{2}[\s:]?){6,}(?!\w)")
_BINARY = re.compile(r"(?<!\w)(?:[01]{8}\s?){4,}(?!\w)")
_PERCENT = re.compile(r"(?:[\w.-]*%[0-9a-fA-F]{2}[\w.-]*){2,}")
_SEGMENT = re.compile(r"[^:\"“”«»\n]+")
FEWEST = 3  # words that must be there to tell what is turned round


def undo_blocks(text: NormalText) -> NormalText:
    """Plain words for runs of base64, hexadecimal, binary or percent-coded bytes."""
    for name, pattern, reader in _BLOCKS:
        edits = [
            (match.start(), match.end(), words)
            for match in pattern.finditer(text.text)
            if (words := _words_in(reader, match[0]))
        ]
        if edits:
            text = text.rewritten(edits, name)
    return text


def _words_in(reader: Callable[[str], bytes], block: str) -> str | None:
    try:
        words = reader(block).decode("utf-8")
    except (BadCode, ValueError):
        return None
    fit = words.isprintable() and words.strip() and share_known(words) >= WORDS
    return words if fit and share_known(block) < WORDS else None


def _from_base64(block: str) -> bytes:
    bare = block.rstrip("=").replace("-", "+").replace("_", "/")
    return b64decode(bare + "=" * (-len(bare) % 4), validate=True)


def _from_hex(block: str) -> bytes:
    return bytes.fromhex(block.removeprefix("0x").replace(":", " "))


def _from_binary(block: str) -> bytes:
    bits = "".join(block.split())
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


def _from_percent(block: str) -> bytes:
    return unquote(block, errors="strict").replace("+", " ").encode()


_BLOCKS = (
    ("base64", _BASE64, _from_base64),
    ("hexadecimal", _HEX, _from_hex),
    ("binary", _BINARY, _from_binary),
    ("percent coding", _PERCENT, _from_percent),
)


def undo_turns(text: NormalText) -> NormalText:
    """Plain words for rot13, for text written backwards, and for each word written backwards."""
    if not text.text.isascii() or share_known(text.text) >= WORDS:
        return text
    for name, turn in _TURNS:
        edits = list(_turned(text.text, turn))
        if edits:
            return text.rewritten(edits, name)
    return text


def _turned(text: str, turn: Callable[[str], str]) -> Iterator[tuple[int, int, str]]:
    for match in _SEGMENT.finditer(text):
        segment = match[0]
        if len(segment.split()) < FEWEST or share_known(segment) > NO_WORDS:
            continue
        instead = turn(segment)
        if share_known(instead) >= WORDS:
            yield match.start(), match.end(), instead


def _each_backwards(text: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda word: word[0][::-1], text)


_TURNS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("rot13", lambda text: decode(text, "rot13")),
    ("reversed", lambda text: text[::-1]),
    ("reversed words", _each_backwards),
)
