"""Simple drawings in a frame of 160 by 90, as SVG or on a PDF's page alike."""

from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 160, 90


@dataclass(frozen=True)
class Line:
    """From (x1, y1) to (x2, y2), y downwards; `tone` is a grey, 0 black to 1 white."""

    x1: float
    y1: float
    x2: float
    y2: float
    tone: float = 0.3


@dataclass(frozen=True)
class Box:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    tone: float = 0.9


@dataclass(frozen=True)
class Disc:
    """A filled circle with an edge."""

    x: float
    y: float
    radius: float
    tone: float = 1.0
    edge: float = 0.3


@dataclass(frozen=True)
class Label:
    """Words around x, their foot at y."""

    x: float
    y: float
    text: str
    size: float = 6.0
    tone: float = 0.1


Shape = Line | Box | Disc | Label


@dataclass(frozen=True)
class Sketch:
    """Shapes in the order they are drawn."""

    shapes: tuple[Shape, ...]


def sketch_svg(sketch: Sketch, alt: str) -> str:
    """The drawing as an SVG element that says what it shows."""
    inner = "".join(_svg(shape) for shape in sketch.shapes)
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(alt)}" '
        f'xmlns="http://www.w3.org/2000/svg">{inner}</svg>'
    )


def grey(tone: float) -> str:
    """A tone as a colour of HTML.

    >>> grey(1.0), grey(0.5)
    ('#ffffff', '#808080')
    """
    level = round(255 * min(1.0, max(0.0, tone)))
    return f"#{level:02x}{level:02x}{level:02x}"


def _svg(shape: Shape) -> str:
    match shape:
        case Line():
            return (
                f'<line x1="{shape.x1:g}" y1="{shape.y1:g}" x2="{shape.x2:g}" y2="{shape.y2:g}" '
                f'stroke="{grey(shape.tone)}" stroke-width="0.8"/>'
            )
        case Box():
            return (
                f'<rect x="{shape.x:g}" y="{shape.y:g}" width="{shape.width:g}" '
                f'height="{shape.height:g}" fill="{grey(shape.tone)}"/>'
            )
        case Disc():
            return (
                f'<circle cx="{shape.x:g}" cy="{shape.y:g}" r="{shape.radius:g}" '
                f'fill="{grey(shape.tone)}" stroke="{grey(shape.edge)}" stroke-width="0.8"/>'
            )
        case Label():
            return (
                f'<text x="{shape.x:g}" y="{shape.y:g}" font-size="{shape.size:g}" '
                f'text-anchor="middle" font-family="sans-serif" fill="{grey(shape.tone)}">'
                f"{escape(shape.text)}</text>"
            )
