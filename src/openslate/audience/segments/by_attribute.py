"""Segments by one thing that profiles say: gender, age band, territory, occupation, child."""

from collections.abc import Callable

import numpy as np
import polars as pl

from openslate.audience.segments.segments import Segment, Segments
from openslate.common.errors import NotFoundError
from openslate.common.text import join_words, nearest
from openslate.graph.vocabulary import Columns

BANDS = ((0, 17), (18, 24), (25, 34), (35, 44), (45, 49), (50, 55), (56, None))
"""Ages from and to, inclusive: the bands that MovieLens and many surveys use."""


def age_band(age: int) -> str:
    """The band an age is in.

    >>> age_band(17), age_band(30), age_band(80)
    ('under 18', '25 to 34', '56 and over')
    """
    low, high = next(band for band in BANDS if band[1] is None or age <= band[1])
    if high is None:
        return f"{low} and over"
    return f"{low} to {high}" if low else f"under {high + 1}"


def _as_it_is(value: object) -> str:
    return str(value)


def _band(value: object) -> str:
    return age_band(int(str(value)))


def _child(value: object) -> str:
    return "child profile" if value else "no child profile"


ATTRIBUTES: dict[str, tuple[str, str, Callable[[object], str]]] = {
    "gender": ("Gender", Columns.GENDER, _as_it_is),
    "age": ("Age band", Columns.AGE, _band),
    "territory": ("Territory", Columns.TERRITORY, _as_it_is),
    "occupation": ("Occupation", Columns.OCCUPATION, _as_it_is),
    "child": ("Child profile", "child_profile", _child),
}
"""Each attribute: its title, the column of profiles it reads, what a value is called."""


def segments_by(attribute: str, profiles: pl.DataFrame) -> Segments:
    """One segment for each value of an attribute, largest first; unknown values are in none.

    `profiles` are in the columns of `ViewerStore.frame`. Raises NotFoundError for an attribute
    that there is not.
    """
    if attribute not in ATTRIBUTES:
        meant = nearest(attribute, ATTRIBUTES)
        raise NotFoundError(
            f"Profiles have no attribute {attribute!r}",
            do=f"Did you mean {meant!r}?" if meant else f"Use {join_words(ATTRIBUTES, 'or')}",
        )
    title, column, word = ATTRIBUTES[attribute]
    words = [None if value is None else word(value) for value in profiles[column]]
    values = np.array([value or "" for value in words], dtype=str)
    groups = [_group(attribute, title, value, values) for value in set(words) if value]
    ordered = sorted(groups, key=lambda group: (-group.size, group.name))
    return Segments(attribute, title, tuple(profiles[Columns.VIEWER]), tuple(ordered))


def _group(attribute: str, title: str, value: str, values: np.ndarray) -> Segment:
    return Segment(f"{attribute}:{value}", f"{title}: {value}", values == value)
