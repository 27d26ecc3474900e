"""Where everything stands in the picture of a neighbourhood: the same answer, the same picture.

Names stand in two bows left and right of the middle, one to a line, so no two can overlap; each
line to a name carries how it is related.
"""

from dataclasses import dataclass
from math import sqrt

from openslate.app.graph.graph_views import ITEMS, Neighbour, Neighbourhood
from openslate.common.text import shorten
from openslate.web.rendering import place, segment

WIDTH, LINE, EDGE = 1240, 44, 24
REACH, BOW, LEVEL = (
    290,
    60,
    165,
)  # of the names from the middle: at the ends, and more at its height
LONGEST, LONGEST_RELATION, LONGEST_MIDDLE = 32, 26, 24
SIDES = (-1, 1)
SHAPES = {
    "people": "M{l} {y}a6 6 0 1 0 12 0a6 6 0 1 0 -12 0",
    "companies": "M{l} {t}h12v12h-12z",
    "topics": "M{l} {y}l6 -7l6 7l-6 7z",
    ITEMS: "M{l} {t}m1 -3h10v18h-10z",
}
"""A shape for each group, 12 wide: circle, square, diamond, poster."""


@dataclass(frozen=True)
class Bond:
    """A neighbour with its line from the middle, its shape and its words, ready to draw."""

    neighbour: Neighbour
    address: str
    y: float
    edge: str
    shape: str
    label: str
    text_x: float
    anchor: str
    relation: str
    relation_x: float
    relation_anchor: str


@dataclass(frozen=True)
class Picture:
    """A whole picture; sizes are units of its view box."""

    width: int
    height: int
    label: str
    middle_x: float
    middle_y: float
    middle_width: float
    bonds: tuple[Bond, ...]


def address_of(kind: str, key: str) -> str:
    """The page of an item or a name."""
    return f"/items/{segment(key)}" if kind == ITEMS else place(key, kind)


def draw(view: Neighbourhood) -> Picture:
    """The picture of the neighbours that are marked as drawn."""
    drawn = [neighbour for neighbour in view.neighbours if neighbour.drawn]
    drawn.sort(key=lambda neighbour: list(SHAPES).index(neighbour.group))
    left = -(-len(drawn) // 2)
    halves = (drawn[:left], drawn[left:])
    height = max(left, 2) * LINE + 2 * EDGE
    label = shorten(view.label, LONGEST_MIDDLE)
    wide = 10.0 * len(label) + 36
    bonds = (
        _bond(neighbour, side, line, len(half), height)
        for side, half in zip(SIDES, halves, strict=True)
        for line, neighbour in enumerate(half)
    )
    return Picture(WIDTH, height, label, (WIDTH - wide) / 2, height / 2 - 20, wide, tuple(bonds))


def _bond(neighbour: Neighbour, side: int, line: int, lines: int, height: int) -> Bond:
    y = height / 2 + (line - (lines - 1) / 2) * LINE
    off = (y - height / 2) / (height / 2)
    x = WIDTH / 2 + side * (REACH + BOW * sqrt(1 - off * off))
    return Bond(
        neighbour=neighbour,
        address=address_of(neighbour.kind, neighbour.key) + "/near",
        y=y,
        edge=_curve(x, y, height / 2, side),
        shape=SHAPES[neighbour.group].format(l=round(x - 6, 1), t=y - 6, y=y),
        label=shorten(neighbour.label, LONGEST),
        text_x=round(x + side * 14, 1),
        anchor="start" if side > 0 else "end",
        relation=shorten(neighbour.relation, LONGEST_RELATION),
        relation_x=round(x - side * 12, 1),
        relation_anchor="end" if side > 0 else "start",
    )


def _curve(x: float, y: float, middle: float, side: int) -> str:
    """From the middle in a curve, then level under the words of the relation."""
    start, level = WIDTH / 2, x - side * LEVEL
    bend = f"C{start + side * 70:.1f} {middle:.1f} {level - side * 60:.1f} {y:.1f}"
    return f"M{start:.1f} {middle:.1f}{bend} {level:.1f} {y:.1f}H{x:.1f}"
