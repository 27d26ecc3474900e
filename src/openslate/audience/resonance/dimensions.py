"""Ways of parting viewers into segments: by gender, by age, by behaviour."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from openslate.common.errors import NotFoundError
from openslate.common.text import nearest
from openslate.graph.vocabulary import Columns

UNKNOWN = -1
AGES = (0, 13, 18, 25, 35, 45, 55)
"""Where bands of age begin, in years."""
DECLARED = (Columns.GENDER, Columns.AGE, Columns.OCCUPATION, Columns.TERRITORY)


@dataclass(frozen=True, eq=False)
class Dimension:
    """One way of parting viewers: `codes` says for each viewer which of `segments`, or UNKNOWN.

    Segments of one dimension never overlap; where they would, each is a dimension of its own.
    """

    name: str
    segments: tuple[str, ...]
    codes: np.ndarray

    @cached_property
    def sizes(self) -> np.ndarray:
        """Viewers of each segment, int64 [segments]."""
        return np.bincount(self.codes[self.codes >= 0], minlength=len(self.segments))

    @property
    def known(self) -> np.ndarray:
        """Which viewers are in a segment, bool [viewers]."""
        return self.codes >= 0

    def index_of(self, segment: str) -> int:
        """Place of a segment; raises NotFoundError that names the nearest."""
        if segment not in self.segments:
            meant = nearest(segment, self.segments)
            raise NotFoundError(
                f"There is no segment {segment!r} by {self.name}",
                do=f"Did you mean {meant!r}?" if meant else None,
            )
        return self.segments.index(segment)


def dimension_of(name: str, labels: Sequence[str | None], least: int = 1) -> Dimension:
    """A dimension from each viewer's label, None where it is not known.

    Segments of fewer than `least` viewers are joined to those of whom nothing is known.
    """
    counts: dict[str, int] = {}
    for label in labels:
        if label is not None:
            counts[label] = counts.get(label, 0) + 1
    segments = tuple(sorted(label for label, count in counts.items() if count >= least))
    place = {label: code for code, label in enumerate(segments)}
    codes = np.array([place.get(label or "", UNKNOWN) for label in labels], dtype=np.int64)
    return Dimension(name, segments, codes)


def declared_dimensions(
    profiles: pl.DataFrame, viewers: Sequence[str], least: int = 1
) -> dict[str, Dimension]:
    """Dimensions by what profiles say, for `viewers` in their order; only those with two segments.

    `profiles` is the frame of the viewer store. Ages are put in bands.
    """
    place = pl.DataFrame({Columns.VIEWER: list(viewers)})
    known = place.join(profiles, on=Columns.VIEWER, how="left", maintain_order="left")
    labels: dict[str, list[str | None]] = {name: known[name].to_list() for name in DECLARED}
    labels[Columns.AGE] = [age_band(age) for age in known[Columns.AGE]]
    made = {name: dimension_of(name, told, least) for name, told in labels.items()}
    return {name: dimension for name, dimension in made.items() if len(dimension.segments) > 1}


def age_band(age: int | None) -> str | None:
    """The band of an age.

    >>> age_band(7), age_band(18), age_band(70), age_band(None)
    ('00-12', '18-24', '55+', None)
    """
    if age is None:
        return None
    start = max(begin for begin in AGES if begin <= max(age, 0))
    after = next((begin for begin in AGES if begin > start), None)
    return f"{start}+" if after is None else f"{start:02}-{after - 1}"
