"""Characters of a text that nobody sees: where they are, and what they are used for.

A report, not a judgement: emoji, Persian and Indic scripts need joiners, and Hebrew and Arabic need
marks of direction. Unicode Technical Report 36, "Unicode Security Considerations"; N. Boucher and
R. Anderson, "Trojan Source", 2021.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

TAGS = range(0xE0000, 0xE0080)
SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
SUPPLEMENT = 0xE0100
JOINERS = "\u200c\u200d"
RUN = 4
"""Selectors in a row from which they can only be carrying something."""


class HiddenUse(Enum):
    """What a hidden character is used for; the value is a sentence for people."""

    ZERO_WIDTH = "It has no width, and can part words, pad them, or carry bits."
    JOINER = "It joins or parts letters; needed in some scripts and in emoji."
    DIRECTION = "It turns the direction of writing, and can make text read other than it is."
    TAG = "It writes letters that are not shown, as instructions to machines have been hidden."
    SELECTOR = "It chooses how the character before it looks; rows of them can carry bytes."
    CONTROL = "It is a control character that is not shown."
    BLANK = "It looks like a blank or like nothing, and is neither."


@dataclass(frozen=True)
class HiddenCharacter:
    """One hidden character: code point and name, line and column from 1, and its use."""

    code: str
    name: str
    line: int
    column: int
    use: HiddenUse


@dataclass(frozen=True)
class HiddenReport:
    """Every hidden character of a text, and what rows of them spell."""

    characters: tuple[HiddenCharacter, ...]
    spelled: tuple[str, ...]

    @property
    def counts(self) -> dict[HiddenUse, int]:
        """How many there are of each use."""
        return dict(Counter(one.use for one in self.characters))

    @property
    def sentence(self) -> str:
        """What was found, in a sentence or two; empty where nothing is hidden."""
        if not self.characters:
            return ""
        first = self.characters[0]
        said = (
            f"{len(self.characters)} hidden characters, the first on line {first.line}, column "
            f"{first.column} ({first.name})."
        )
        return said + "".join(f" They spell {one!r}." for one in self.spelled)


def hidden_characters(text: str) -> HiddenReport:
    """Look through a text for what is not shown."""
    return HiddenReport(tuple(_found(text)), tuple(_spelled(text)))


def _found(text: str) -> Iterator[HiddenCharacter]:
    line, start = 1, 0
    for place, character in enumerate(text):
        use = _use(character, place)
        if use is not None:
            name = unicodedata.name(character, "unnamed").lower()
            yield HiddenCharacter(f"U+{ord(character):04X}", name, line, place - start + 1, use)
        if character == "\n":
            line, start = line + 1, place + 1


def _use(character: str, place: int) -> HiddenUse | None:
    code = ord(character)
    if character.isprintable() and not _looks_blank(character):
        return HiddenUse.SELECTOR if any(code in some for some in SELECTORS) else None
    if character in " \t\n\r" or (character == "\ufeff" and place == 0):
        return None
    if character in JOINERS:
        return HiddenUse.JOINER
    if code in TAGS:
        return HiddenUse.TAG
    category = unicodedata.category(character)
    if category == "Cf":
        turning = unicodedata.bidirectional(character) in DIRECTIONS or code in MARKS
        return HiddenUse.DIRECTION if turning else HiddenUse.ZERO_WIDTH
    return HiddenUse.CONTROL if category == "Cc" else HiddenUse.BLANK


DIRECTIONS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
MARKS = {0x200E, 0x200F, 0x061C}
BLANKS = {0x115F, 0x1160, 0x3164, 0xFFA0, 0x2800}
"""Letters and symbols without ink: fillers of Korean, the empty Braille pattern."""


def _looks_blank(character: str) -> bool:
    return ord(character) in BLANKS


def _spelled(text: str) -> Iterator[str]:
    """What tags and rows of selectors say, read as the letters and bytes they stand for."""
    tags = "".join(chr(ord(one) - TAGS.start) for one in text if ord(one) in TAGS)
    if readable := "".join(one for one in tags if one.isprintable()):
        yield readable
    row = bytearray()
    for character in [*text, "\n"]:
        byte = _byte_of(ord(character))
        if byte is not None:
            row.append(byte)
            continue
        if len(row) >= RUN:
            yield row.decode("utf-8", "replace")
        row = bytearray()


def _byte_of(code: int) -> int | None:
    """The byte that a variation selector can stand for: sixteen first ones, then 240."""
    if code in SELECTORS[0]:
        return code - SELECTORS[0].start
    return code - SUPPLEMENT + 16 if code in SELECTORS[1] else None
