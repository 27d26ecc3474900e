"""A drawn stand-in for a still: a room or a horizon, by day or night, with figures and names."""

from collections.abc import Iterator

from openslate.assistant.scripts.breakdown import Scene
from openslate.assistant.sheets.sketch import HEIGHT, WIDTH, Box, Disc, Label, Line, Shape, Sketch

FIGURES = 4
GROUND = 58
_CORNERS = ((0, 0), (WIDTH, 0), (WIDTH, HEIGHT), (0, HEIGHT))
_BACK = ((30, 14), (130, 14), (130, 60), (30, 60))
"""Corners of the frame, and of the wall at the back of a room."""
_SKY = {"day": 0.96, "night": 0.35, "dawn": 0.8, "dusk": 0.62, "": 0.9}


def placeholder(scene: Scene, beat: str) -> Sketch:
    """The same drawing for the same scene and beat; who is named in the beat is in it."""
    dark = scene.time == "night"
    outside = scene.setting in ("ext", "both")
    shapes = [*(_outside(scene) if outside else _inside(scene))]
    here = [name for name in scene.characters if name.lower() in beat.lower()]
    shapes += _figures(here or list(scene.speaking) or list(scene.characters), dark)
    return Sketch(tuple(shapes))


def _outside(scene: Scene) -> Iterator[Shape]:
    sky = _SKY[scene.time]
    yield Box(0, 0, WIDTH, GROUND, sky)
    yield Box(0, GROUND, WIDTH, HEIGHT - GROUND, sky - 0.12)
    yield Line(0, GROUND, WIDTH, GROUND)
    if scene.time == "night":
        yield Disc(132, 18, 8, 0.95, 0.95)
        yield Disc(136, 16, 7, sky, sky)
    else:
        height = {"dawn": GROUND - 2, "dusk": GROUND - 4}.get(scene.time, 18)
        yield Disc(132, height, 8)


def _inside(scene: Scene) -> Iterator[Shape]:
    wall = _SKY[scene.time] - 0.04
    yield Box(0, 0, WIDTH, HEIGHT, wall)
    yield Box(30, 14, 100, 46, wall + 0.05)
    for x1, y1, x2, y2 in ((0, 0, 30, 14), (160, 0, 130, 14), (0, 90, 30, 60), (160, 90, 130, 60)):
        yield Line(x1, y1, x2, y2)
    for x1, y1, x2, y2 in (
        (30, 14, 130, 14),
        (30, 60, 130, 60),
        (30, 14, 30, 60),
        (130, 14, 130, 60),
    ):
        yield Line(x1, y1, x2, y2)
    yield Box(98, 22, 22, 18, _SKY[scene.time] if scene.time != "night" else 0.15)


def _figures(names: list[str], dark: bool) -> Iterator[Shape]:
    """Busts in a row with their names; more than fit are counted."""
    shown = names[:FIGURES]
    for place, name in enumerate(shown):
        x = WIDTH * (place + 1) / (len(shown) + 1)
        yield Box(x - 10, 56, 20, 34, 0.75)
        yield Disc(x, 46, 8, 0.85)
        yield Box(x - 16, 79, 32, 8, 1.0)
        yield Label(x, 85, name.title()[:10], 5.5)
    if len(names) > FIGURES:
        yield Label(WIDTH - 12, 10, f"+{len(names) - FIGURES}", 7, 1.0 if dark else 0.1)
