"""Setting a name in type so that it fits, whatever font the reader has.

Widths are those of Helvetica and Times in bold (hundredths of an em, ASCII 32 to 126; measured
on their metric equals Liberation Sans and Liberation Serif). Each line is drawn with a
`textLength` of the width we measured, so another font is squeezed to it and never runs out.
"""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from xml.sax.saxutils import escape, quoteattr

from openslate.web.poster.shapes import number

ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


@dataclass(frozen=True)
class Voice:
    """A typeface and the widths of its letters."""

    family: str
    widths: tuple[int, ...]

    def width(self, text: str, size: float) -> float:
        """Width of `text` at `size`, in the same unit as `size`."""
        return sum(map(self._letter, text)) * size / 100

    def _letter(self, letter: str) -> int:
        base = unicodedata.normalize("NFKD", letter)[0]
        if " " <= base <= "~":
            return self.widths[ord(base) - 32]
        wide = unicodedata.east_asian_width(letter) in "WF"
        return 0 if unicodedata.combining(letter) else 104 if wide else 78


def _widths(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split()))


SANS = Voice(
    "'Helvetica Neue', Helvetica, 'Liberation Sans', Arial, sans-serif",
    _widths(
        "28 33 47 56 56 89 72 24 33 33 39 58 28 33 28 28 56 56 56 56 56 56 56 56 56 56 33 33 58 58"
        " 58 61 98 72 72 72 72 67 61 78 72 28 56 72 61 83 72 78 67 78 72 67 61 72 67 94 67 67 61"
        " 33 28 33 58 56 33 56 61 56 61 56 33 61 61 28 28 56 28 89 61 61 61 61 39 56 33 61 56 78"
        " 56 56 50 39 28 39 58"
    ),
)
SERIF = Voice(
    "'Times New Roman', Times, 'Liberation Serif', serif",
    _widths(
        "25 33 56 50 50 100 83 28 33 33 50 57 25 33 25 28 50 50 50 50 50 50 50 50 50 50 33 33 57 57"
        " 57 50 93 72 67 72 72 67 61 78 78 39 50 78 67 94 72 78 61 78 72 56 67 72 72 100 72 72 67"
        " 33 28 33 58 50 33 50 56 44 56 44 33 50 56 28 33 56 28 83 56 50 56 56 44 39 33 56 50 72"
        " 50 50 44 39 22 39 52"
    ),
)


@dataclass(frozen=True)
class Setting:
    """Lines of one size that fit a box."""

    lines: tuple[str, ...]
    size: float


def fit(text: str, voice: Voice, width: float, height: float, sizes: Sequence[float]) -> Setting:
    """The largest of `sizes` (falling) at which `text` fits; at the last one it is cut."""
    words = text.split() or [""]
    for size in sizes:
        lines = wrap(words, partial(_within, voice, width, size))
        if lines is not None and len(lines) * size * 1.1 <= height:
            return Setting(tuple(lines), size)
    return Setting(_cut(words, voice, width, height, sizes[-1]), sizes[-1])


def _within(voice: Voice, width: float, size: float, line: str) -> bool:
    return voice.width(line, size) <= width


def wrap(words: Sequence[str], fits: Callable[[str], bool]) -> list[str] | None:
    """Lines filled word by word, or None when a word alone does not fit.

    >>> wrap(["Il", "Postino"], lambda line: len(line) <= 8)
    ['Il', 'Postino']
    """
    lines: list[str] = []
    for word in words:
        if not fits(word):
            return None
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and fits(joined):
            lines[-1] = joined
        else:
            lines.append(word)
    return lines


def _cut(
    words: Sequence[str], voice: Voice, width: float, height: float, size: float
) -> tuple[str, ...]:
    fits = partial(_within, voice, width, size)
    pieces = [piece for word in words for piece in _break(word, fits)]
    lines = wrap(pieces, fits) or [""]
    room = max(1, int(height // (size * 1.1)))
    if len(lines) <= room:
        return tuple(lines)
    last = lines[room - 1]
    while last and not fits(last + ELLIPSIS):
        last = last[:-1]
    return (*lines[: room - 1], last.rstrip() + ELLIPSIS)


def _break(word: str, fits: Callable[[str], bool]) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and not fits(pieces[-1] + letter):
            pieces.append("")
        pieces[-1] += letter
    return pieces


def line_of_type(
    text: str, voice: Voice, x: float, y: float, size: float, fill: str, weight: int = 700
) -> str:
    """One `<text>` element, escaped, held to the width we measured."""
    length = voice.width(text, size)
    held = f' textLength="{length:.1f}" lengthAdjust="spacingAndGlyphs"' if length else ""
    return (
        f'<text x="{number(x)}" y="{number(y)}" font-size="{number(size)}" font-weight="{weight}"'
        f" fill={quoteattr(fill)} font-family={quoteattr(voice.family)}{held}>{printable(text)}"
        "</text>"
    )


def printable(text: str) -> str:
    """Escaped for XML, without the control characters that XML forbids."""
    return escape("".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cs", "Cn")))
