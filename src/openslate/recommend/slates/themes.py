"""Genres and decades as rows: which one fits a viewer, which one is today's."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from openslate.common.seeds import seed_for
from openslate.recommend.slates.bounds import BoolArray, FloatArray

ThemeKind = Literal["genre", "decade"]


@dataclass(frozen=True, eq=False)
class Theme:
    """Items with something in common; `share` is its part of all viewing, 0 to 1."""

    kind: ThemeKind
    title: str
    members: BoolArray
    share: float


@dataclass(frozen=True, eq=False)
class ThemeFit:
    """A theme that a viewer watches more than others do.

    `share` is its part of what this viewer watched; `lift` is that over the theme's own share.
    """

    theme: Theme
    share: float
    lift: float


@dataclass(frozen=True, eq=False)
class Themes:
    """All themes of a catalogue: genres by name, then decades by year. Make it once a snapshot."""

    all: tuple[Theme, ...]
    matrix: NDArray[np.bool_]  # themes x items

    @classmethod
    def of(
        cls,
        genres: Sequence[Sequence[str] | None],
        years: Sequence[int | None],
        viewings: FloatArray,
    ) -> "Themes":
        """Themes from each item's genres, year and number of viewings."""
        decades = [None if year is None else [f"The {year // 10 * 10}s"] for year in years]
        themes = (*_themes("genre", genres, viewings), *_themes("decade", decades, viewings))
        shape = (len(themes), len(years))
        return cls(themes, np.array([t.members for t in themes], dtype=np.bool_).reshape(shape))

    def fitting(
        self, history: Sequence[int], allowed: BoolArray, watched: int, enough: int
    ) -> ThemeFit | None:
        """The theme most over-represented in a history (dense item indices), or None.

        It was watched at least `watched` times and for a tenth of the history, more than others
        watch it (lift above 1), and `enough` allowed items are left. Ties go to the first theme.
        """
        counts = np.count_nonzero(self.matrix[:, list(history)], axis=1)
        fits = [
            ThemeFit(theme, count / len(history), count / len(history) / theme.share)
            for theme, count in zip(self.all, counts.tolist(), strict=True)
            if theme.share > 0 and count >= max(watched, len(history) / 10)
        ]
        for fit in sorted(fits, key=lambda fit: -fit.lift):
            if fit.lift > 1 and _has(fit.theme, allowed, enough):
                return fit
        return None

    def of_the_day(
        self, kind: ThemeKind, day: date, allowed: BoolArray, enough: int
    ) -> Theme | None:
        """The theme of a kind whose turn it is, the same for everyone; None without any."""
        themes = [theme for theme in self.all if theme.kind == kind]
        start = seed_for("theme", kind, day.isoformat()) % max(1, len(themes))
        turned = themes[start:] + themes[:start]
        return next((theme for theme in turned if _has(theme, allowed, enough)), None)


def _has(theme: Theme, allowed: BoolArray, enough: int) -> bool:
    return int(np.count_nonzero(theme.members & allowed)) >= enough


def _themes(
    kind: ThemeKind, words: Sequence[Sequence[str] | None], viewings: FloatArray
) -> Iterator[Theme]:
    places: dict[str, list[int]] = {}
    for item, own in enumerate(words):
        for word in own or ():
            places.setdefault(word, []).append(item)
    total = float(viewings.sum(dtype=np.float64))
    for title in sorted(places):
        members = np.zeros(len(words), dtype=np.bool_)
        members[places[title]] = True
        seen = float(viewings[members].sum(dtype=np.float64))
        yield Theme(kind, title, members, seen / total if total else 0.0)
