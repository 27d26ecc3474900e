"""Choosing stills by colour, tag and credit, and not five times the same one."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from openslate.assistant.look_books.palette import Swatch, lab_of_hex
from openslate.assistant.look_books.still import Still
from openslate.common.errors import SlateError
from openslate.common.text import fold, nearest

ALIKE = 12.0
"""Mean distance in Lab of two palettes up to which one of them is enough, while others are left."""
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class LookWish:
    """What is wanted: `colours` as #rrggbb, each of `tags`, a `credit` that contains this."""

    colours: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    credit: str = ""
    most: int = 24


def choose(stills: Sequence[Still], wish: LookWish) -> tuple[Still, ...]:
    """The stills that fit best, the nearest in colour first. Raises SlateError where none has
    the tags or the credit.
    """
    fitting = [still for still in stills if _fits(still, wish)]
    if not fitting:
        raise SlateError("No still fits", do=_hint(stills, wish))
    wanted = [lab_of_hex(colour) for colour in wish.colours]
    ranked = sorted(fitting, key=lambda still: (distance(wanted, still.palette), str(still.path)))
    chosen: list[Still] = []
    rest: list[Still] = []
    for still in ranked:
        alike = any(apart(still.palette, other.palette) < ALIKE for other in chosen)
        (rest if alike else chosen).append(still)
    return tuple((*chosen, *rest)[: wish.most])


def distance(wanted: Sequence[tuple[float, float, float]], swatches: Sequence[Swatch]) -> float:
    """How far a palette is from wished colours: each to its nearest, small ones farther."""
    if not wanted or not swatches:
        return 0.0
    labs = np.array([swatch.lab for swatch in swatches])
    rare = 20 * (1 - np.sqrt([swatch.share for swatch in swatches]))
    return float(np.mean([np.min(_far(labs, np.array(one)) + rare) for one in wanted]))


def apart(one: Sequence[Swatch], other: Sequence[Swatch]) -> float:
    """How different two palettes are: each colour to the other's nearest, by its share."""
    if not one or not other:
        return float("inf")
    return (_toward(one, other) + _toward(other, one)) / 2


def _toward(one: Sequence[Swatch], other: Sequence[Swatch]) -> float:
    labs = np.array([swatch.lab for swatch in other])
    return float(sum(s.share * np.min(_far(labs, np.array(s.lab))) for s in one))


def _far(labs: Numbers, lab: Numbers) -> Numbers:
    return np.asarray(np.sqrt(np.square(labs - lab).sum(axis=1)))


def _fits(still: Still, wish: LookWish) -> bool:
    tags = {fold(tag) for tag in still.tags}
    return {fold(tag) for tag in wish.tags} <= tags and fold(wish.credit) in fold(still.credit)


def _hint(stills: Sequence[Still], wish: LookWish) -> str:
    known = sorted({tag for still in stills for tag in still.tags})
    for tag in wish.tags:
        if fold(tag) not in {fold(one) for one in known}:
            meant = nearest(tag, known)
            return f"Did you mean the tag {meant!r}?" if meant else f"No still has the tag {tag!r}"
    return "Ask for fewer tags or another credit"
