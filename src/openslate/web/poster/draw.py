"""A poster drawn from name, year and genres: always the same for the same facts."""

from collections.abc import Sequence

import numpy as np

from openslate.common.seeds import generator_for
from openslate.web.poster.compositions import COMPOSITIONS, SIDE
from openslate.web.poster.lettering import SANS, SERIF, Voice, fit, line_of_type, printable
from openslate.web.poster.palette import Palette, palette_for
from openslate.web.poster.shapes import rect

STYLE = "1"
"""Counts up when the drawing changes, so that caches let go of old posters."""
WIDTH, HEIGHT, MARGIN = 240, 360, 16
TYPE_HEIGHT = HEIGHT - SIDE
SMALL = 12.5
SIZES = (40, 36, 32, 29, 26, 24, 22, 20, 18.5, 17, 15.5)
LARGE_SIZES = (64, 56, 50, 44, 38, *SIZES[2:])


def draw_poster(name: str, year: int | None, genres: Sequence[str]) -> str:
    """An SVG document of 240 by 360 units."""
    dice = generator_for("poster", name)
    palette = palette_for(name, genres)
    voice = SERIF if dice.integers(2) else SANS
    small = _small_print(year, genres)
    layout = _type_only if dice.integers(9) == 0 else _picture
    shapes = "".join(layout(name, small, palette, voice, dice))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        f' width="{WIDTH}" height="{HEIGHT}"><title>{printable(name)}</title>'
        f"{rect(0, 0, WIDTH, HEIGHT, palette.ground)}{shapes}</svg>"
    )


def _small_print(year: int | None, genres: Sequence[str]) -> str:
    return "   ".join([*([str(year)] if year else []), *genres[:1]])


def _picture(
    name: str, small: str, palette: Palette, voice: Voice, dice: np.random.Generator
) -> list[str]:
    composition = COMPOSITIONS[int(dice.integers(len(COMPOSITIONS)))]
    above = dice.integers(3) == 0
    art = "".join(composition(palette, dice))
    top = TYPE_HEIGHT if above else 0
    picture = f'<svg y="{top}" width="{SIDE}" height="{SIDE}" overflow="hidden">{art}</svg>'
    return [picture, *_words(name, small, palette, voice, 0 if above else SIDE)]


def _words(name: str, small: str, palette: Palette, voice: Voice, top: float) -> list[str]:
    setting = fit(name, voice, WIDTH - 2 * MARGIN, TYPE_HEIGHT - 42, SIZES)
    first = top + 12 + setting.size * 0.82
    lines = _lines(setting.lines, setting.size, voice, first, palette.ink)
    return [*lines, _small(small, palette, top + TYPE_HEIGHT - 14)]


def _type_only(
    name: str, small: str, palette: Palette, voice: Voice, _: np.random.Generator
) -> list[str]:
    setting = fit(name, voice, WIDTH - 2 * MARGIN, HEIGHT - 110, LARGE_SIZES)
    rule = rect(MARGIN, MARGIN, WIDTH - 2 * MARGIN, 10, palette.first)
    first = 44 + setting.size * 0.82
    lines = _lines(setting.lines, setting.size, voice, first, palette.ink)
    foot = rect(MARGIN, HEIGHT - 40, WIDTH - 2 * MARGIN, 2, palette.ink)
    return [rule, *lines, foot, _small(small, palette, HEIGHT - 14)]


def _lines(lines: Sequence[str], size: float, voice: Voice, first: float, ink: str) -> list[str]:
    return [
        line_of_type(line, voice, MARGIN, first + i * size * 1.08, size, ink)
        for i, line in enumerate(lines)
    ]


def _small(text: str, palette: Palette, y: float) -> str:
    lines = fit(text, SANS, WIDTH - 2 * MARGIN, SMALL * 1.2, (SMALL,)).lines
    return line_of_type(lines[0], SANS, MARGIN, y, SMALL, palette.ink, weight=400)
