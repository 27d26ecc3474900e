"""How many eighths of a page a scene takes, estimated from the usual layout of screenplays.

Courier 12 on letter paper: 55 lines a page; action 60 characters wide, dialogue 35, parentheticals
25. It is what schedules are made from, and off by an eighth or two beside a typeset page.
"""

from collections.abc import Sequence
from math import ceil
from textwrap import wrap

from openslate.assistant.scripts.script import Element, ElementKind

LINES_A_PAGE = 55
_WIDTH = {
    ElementKind.DIALOGUE: 35,
    ElementKind.LYRIC: 35,
    ElementKind.PARENTHETICAL: 25,
}
_WIDE = 60
_BLANK_BEFORE = {
    ElementKind.SCENE_HEADING: 2,
    ElementKind.ACTION: 1,
    ElementKind.CENTERED: 1,
    ElementKind.CHARACTER: 1,
    ElementKind.TRANSITION: 1,
}
_UNPRINTED = frozenset(
    {ElementKind.NOTE, ElementKind.SECTION, ElementKind.SYNOPSIS, ElementKind.PAGE_BREAK}
)


def lines_of(elements: Sequence[Element]) -> int:
    """Lines on paper, blank ones too; who speaks at the same time stands beside the other."""
    total = 0
    speeches = [0]  # lines of the last speech, to set a dual one beside it
    for one in elements:
        if one.kind in _UNPRINTED:
            continue
        lines = _lines(one)
        if one.kind is ElementKind.CHARACTER:
            speeches = [speeches[-1], 0] if one.dual else [0]
        if one.kind in (ElementKind.CHARACTER, *_WIDTH):
            speeches[-1] += lines
            beside = len(speeches) == 2
            lines = min(lines, max(0, speeches[1] - speeches[0])) if beside else lines
        total += lines
    return total


def eighths_of(elements: Sequence[Element]) -> int:
    """Eighths of a page, at least one where anything is printed."""
    return ceil(8 * lines_of(elements) / LINES_A_PAGE)


def told_eighths(eighths: int) -> str:
    """Eighths as schedules have them.

    >>> told_eighths(3), told_eighths(8), told_eighths(17)
    ('3/8', '1', '2 1/8')
    """
    whole, rest = divmod(eighths, 8)
    parts = ([str(whole)] if whole else []) + ([f"{rest}/8"] if rest or not whole else [])
    return " ".join(parts)


def _lines(one: Element) -> int:
    width = _WIDTH.get(one.kind, _WIDE)
    text = sum(max(1, len(wrap(line, width))) for line in one.text.split("\n"))
    return text + _BLANK_BEFORE.get(one.kind, 0)
