"""The few SVG shapes that posters are made of, as escaped text."""

from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

Step = str | float
"""A path command or a coordinate."""


def element(tag: str, **attributes: str | float) -> str:
    """One empty element; `_` in an attribute's name becomes `-`, numbers keep one decimal."""
    written = (f"{k.replace('_', '-')}={quoteattr(number(v))}" for k, v in attributes.items())
    return f"<{tag} {' '.join(written)}/>"


def number(value: str | float) -> str:
    """Numbers short, text unchanged."""
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


def rect(x: float, y: float, width: float, height: float, fill: str) -> str:
    """A filled rectangle."""
    return element("rect", x=x, y=y, width=width, height=height, fill=fill)


def circle(x: float, y: float, radius: float, fill: str) -> str:
    """A filled disc."""
    return element("circle", cx=x, cy=y, r=radius, fill=fill)


def path(steps: Iterable[Step], fill: str) -> str:
    """A filled path from commands and coordinates."""
    return element("path", d=" ".join(number(step) for step in steps), fill=fill)


def quarter(x: float, y: float, size: float, corner: int, fill: str) -> str:
    """A quarter disc filling the square at (x, y), centred on corner 0 to 3, clockwise."""
    cx, cy = x + size * (corner in (1, 2)), y + size * (corner in (2, 3))
    right, down = 1 if cx == x else -1, 1 if cy == y else -1
    sweep = 1 if right == down else 0
    start, end = cx + right * size, cy + down * size
    return path(["M", cx, cy, "H", start, "A", size, size, 0, 0, sweep, cx, end, "Z"], fill)
