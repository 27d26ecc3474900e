"""Families of geometric pictures, each drawn in a square of 240 by 240.

A composition takes a palette and dice (a generator seeded by the name) and gives SVG elements.
They share one grid and four colours so that a wall of posters looks like one series.
"""

from collections.abc import Callable
from itertools import cycle, pairwise

import numpy as np

from openslate.web.poster.palette import Palette
from openslate.web.poster.shapes import Step, circle, path, quarter, rect

SIDE = 240
Composition = Callable[[Palette, np.random.Generator], list[str]]


def arcs(palette: Palette, dice: np.random.Generator) -> list[str]:
    """Concentric quarter circles that open from one corner."""
    corner, rings = int(dice.integers(4)), int(dice.integers(4, 7))
    x, y = SIDE * (corner in (1, 2)), SIDE * (corner in (2, 3))
    radii = np.linspace(SIDE - 8, SIDE / rings, rings)
    colours = cycle((palette.first, palette.ground, palette.second, palette.ground))
    return [circle(x, y, float(r), fill) for r, fill in zip(radii, colours, strict=False)]


def stripes(palette: Palette, dice: np.random.Generator) -> list[str]:
    """Slanted bars that grow from thin to wide, one of them in the accent."""
    slant, bars = float(dice.choice([-70, 0, 70])), int(dice.integers(5, 8))
    widths = np.geomspace(6, 34, bars) if dice.integers(2) else np.geomspace(34, 6, bars)
    lefts = np.concatenate([[0.0], np.cumsum(widths + 16)])
    start = (SIDE - (lefts[-1] - 16)) / 2
    accent = int(dice.integers(bars))
    return [
        _bar(start + float(lefts[i]), float(widths[i]), slant, palette, i == accent)
        for i in range(bars)
    ]


def _bar(left: float, width: float, slant: float, palette: Palette, accent: bool) -> str:
    top, bottom = left + slant / 2, left - slant / 2
    corners: list[Step] = [
        "M",
        top,
        0,
        "H",
        top + width,
        "L",
        bottom + width,
        SIDE,
        "H",
        bottom,
        "Z",
    ]
    return path(corners, palette.first if accent else palette.second)


def horizon(palette: Palette, dice: np.random.Generator) -> list[str]:
    """A sun that sets behind bands of land or sea."""
    radius, x = float(dice.integers(48, 82)), float(dice.choice([80, 120, 160]))
    sea = float(dice.integers(132, 168))
    edges = sea + (SIDE - sea) * np.linspace(0, 1, 5) ** 1.5
    bands = [
        rect(0, float(top), SIDE, float(bottom - top) * 0.62, palette.second)
        for top, bottom in pairwise(edges)
    ]
    sun = circle(x, sea - radius * float(dice.uniform(-0.1, 0.5)), radius, palette.first)
    return [sun, rect(0, sea, SIDE, SIDE - sea, palette.ground), *bands]


def grid(palette: Palette, dice: np.random.Generator) -> list[str]:
    """Sixteen tiles of quarter discs, discs and squares; they overlap, else seams would show."""
    size = SIDE / 4
    return [
        shape
        for row in range(4)
        for column in range(4)
        for shape in _tile(column * size, row * size, size, palette, dice)
    ]


def _tile(
    x: float, y: float, size: float, palette: Palette, dice: np.random.Generator
) -> list[str]:
    back, front = dice.permutation([palette.ground, palette.first, palette.second])[:2].tolist()
    kind, corner = int(dice.integers(6)), int(dice.integers(4))
    tile = [rect(x, y, size + 1.2, size + 1.2, back)]
    if kind < 4:
        return [*tile, quarter(x - 1.2, y - 1.2, size + 2.4, corner, front)]
    return [*tile, circle(x + size / 2, y + size / 2, size * 0.3, front)] if kind == 4 else tile


def discs(palette: Palette, dice: np.random.Generator) -> list[str]:
    """Two discs that meet; where they meet is the ink."""
    radius, apart = float(dice.integers(58, 70)), float(dice.integers(52, 84))
    half, middle = apart / 2, SIDE / 2
    reach = float(np.sqrt(radius**2 - half**2))
    arc: list[Step] = ["A", radius, radius, 0, 0, 1]
    if dice.integers(2):
        ends = (middle, middle - reach), (middle, middle + reach)
        left, right = (middle - half, middle), (middle + half, middle)
    else:
        ends = (middle + reach, middle), (middle - reach, middle)
        left, right = (middle, middle - half), (middle, middle + half)
    shapes = [circle(*left, radius, palette.first), circle(*right, radius, palette.second)]
    return [*shapes, path(["M", *ends[0], *arc, *ends[1], *arc, *ends[0], "Z"], palette.ink)]


def steps(palette: Palette, dice: np.random.Generator) -> list[str]:
    """A skyline of eight blocks under a small moon."""
    width = SIDE / 8
    heights = np.clip(90 + np.cumsum(dice.integers(-2, 3, 8)) * 24, 34, 176)
    moon = circle(float(dice.integers(50, 190)), 42, 20, palette.first)
    lit = int(dice.integers(8))
    blocks = [
        rect(i * width, SIDE - float(h), width + 1, float(h), palette.second)
        for i, h in enumerate(heights)
    ]
    door = rect(lit * width + 9, SIDE - float(heights[lit]) + 12, 12, 18, palette.first)
    return [moon, *blocks, door]


def waves(palette: Palette, dice: np.random.Generator) -> list[str]:
    """Waves stacked like sheets of paper."""
    sheets, swing = int(dice.integers(5, 7)), float(dice.integers(12, 26))
    length = SIDE / int(dice.integers(2, 4))
    start = float(dice.integers(26, 60))
    tops = np.linspace(start, SIDE - 22, sheets)
    colours = cycle((palette.first, palette.ground, palette.second, palette.ground))
    shift = float(dice.uniform(0, length))
    return [
        _wave(float(top), swing, length, shift * (i % 2) * 0.5, fill)
        for i, (top, fill) in enumerate(zip(tops, colours, strict=False))
    ]


def _wave(top: float, swing: float, length: float, shift: float, fill: str) -> str:
    half = length / 2
    steps: list[Step] = ["M", -length - shift, top, "q", half / 2, -swing * 2, half, 0]
    for _ in range(int(SIDE / half) + 5):
        steps += ["t", half, 0]
    return path([*steps, "V", SIDE, "H", -length - shift, "Z"], fill)


COMPOSITIONS: tuple[Composition, ...] = (arcs, stripes, horizon, grid, discs, steps, waves)
