"""Which rows a home has, what each draws on, and why: personal, or the same for everyone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from pydantic import BaseModel, ConfigDict

from openslate.common.seeds import generator_for
from openslate.recommend.slates.bounds import BoolArray, FloatArray
from openslate.recommend.slates.themes import Theme, ThemeKind, Themes

ROWS = ("chosen", "because", "popular", "genre", "decade", "undiscovered", "editors")
"""Keys of all rows that a page can have."""


class RowSettings(BaseModel):
    """`enough` allowed items make a row worth showing; a theme fits from `watched` viewings on;
    `look_back` recently liked items are tried for "Because you watched".
    """

    model_config = ConfigDict(frozen=True)

    enough: int = 20
    watched: int = 3
    look_back: int = 5


@dataclass(frozen=True, eq=False)
class RowCatalogue:
    """What rows need to know of all items, by dense index; made once for snapshot and model."""

    names: Sequence[str]
    themes: Themes
    has_history: BoolArray
    viewings: FloatArray
    acclaim: FloatArray


@dataclass(frozen=True, eq=False)
class RowViewer:
    """A viewer with a history: dense indices, most recent first, and ratings beside them if any.

    `scores` are the model's for this history; `similar_scores(item)` those for one item alone.
    """

    history: Sequence[int]
    scores: FloatArray
    similar_scores: Callable[[int], FloatArray]
    ratings: Sequence[float] | None = None

    def liked(self) -> list[int]:
        """Items rated at least as high as this viewer rates on average, most recent first."""
        if not self.ratings:
            return list(self.history)
        usual = sum(self.ratings) / len(self.ratings)
        return [
            item for item, rating in zip(self.history, self.ratings, strict=True) if rating >= usual
        ]


@dataclass(frozen=True, eq=False)
class RowPlan:
    """A row to fill: rank the items of `pool` (every item when None) by `scores`.

    `about` is the item of the viewer's history that the row is named after.
    """

    key: str
    title: str
    why: str
    scores: FloatArray
    pool: BoolArray | None = None
    about: int | None = None


def plan_rows(
    catalogue: RowCatalogue,
    viewer: RowViewer | None,
    allowed: BoolArray,
    day: date,
    settings: RowSettings | None = None,
) -> tuple[RowPlan, ...]:
    """Five rows with different keys, top of the page first.

    `allowed` (bool by item) already leaves out what the viewer has watched. Without a viewer, or
    with an empty history, the plan depends on catalogue, allowed items and day alone.
    """
    planner = _Planner(catalogue, allowed, day, settings or RowSettings())
    return planner.personal(viewer) if viewer and viewer.history else planner.for_everyone()


@dataclass(frozen=True, eq=False)
class _Planner:
    catalogue: RowCatalogue
    allowed: BoolArray
    day: date
    settings: RowSettings

    def personal(self, viewer: RowViewer) -> tuple[RowPlan, ...]:
        titles = "title" if len(viewer.history) == 1 else "titles"
        why = f"From the {len(viewer.history)} {titles} you watched"
        theme = self._fitting(viewer) or self._of_the_day("genre", viewer.scores)
        other: ThemeKind = "genre" if theme.key == "decade" else "decade"
        return (
            RowPlan("chosen", "Chosen for you", why, viewer.scores),
            self._because(viewer) or self._of_the_day(other, viewer.scores),
            self._undiscovered(viewer.scores, "the nearest to your taste come first"),
            self._editors(),
            theme,
        )

    def for_everyone(self) -> tuple[RowPlan, ...]:
        viewings = self.catalogue.viewings
        return (
            RowPlan("popular", "Popular now", "Watched most here", viewings),
            self._of_the_day("decade", viewings),
            self._undiscovered(self.catalogue.acclaim, "the critics' favourites come first"),
            self._editors(),
            self._of_the_day("genre", viewings),
        )

    def _because(self, viewer: RowViewer) -> RowPlan | None:
        for item in viewer.liked()[: self.settings.look_back]:
            similar = viewer.similar_scores(item)
            pool = similar > 0
            pool[item] = False
            if np.count_nonzero(pool & self.allowed) >= self.settings.enough:
                name = self.catalogue.names[item]
                why = f"Closest to {name}, one of the last titles you liked"
                return RowPlan(
                    "because", f"Because you watched {name}", why, similar, pool, about=item
                )
        return None

    def _undiscovered(self, scores: FloatArray, order: str) -> RowPlan:
        pool = ~self.catalogue.has_history
        if not (pool & self.allowed).any():
            return self._mix("undiscovered")
        why = f"Nobody here has watched these yet; {order}"
        return RowPlan("undiscovered", "Undiscovered", why, scores, pool)

    def _editors(self) -> RowPlan:
        why = "Pinned by our editors, filled up with what critics and juries praised"
        return RowPlan("editors", "Chosen by our editors", why, self.catalogue.acclaim)

    def _fitting(self, viewer: RowViewer) -> RowPlan | None:
        fit = self.catalogue.themes.fitting(
            viewer.history, self.allowed, self.settings.watched, self.settings.enough
        )
        if fit is None:
            return None
        why = f"{fit.share:.0%} of what you watched, {fit.theme.share:.0%} of all viewing here"
        return self._theme(fit.theme, why, viewer.scores)

    def _of_the_day(self, kind: ThemeKind, scores: FloatArray) -> RowPlan:
        theme = self.catalogue.themes.of_the_day(kind, self.day, self.allowed, self.settings.enough)
        return self._theme(theme, f"Today's {kind}", scores) if theme else self._mix(kind)

    def _theme(self, theme: Theme, why: str, scores: FloatArray) -> RowPlan:
        return RowPlan(theme.kind, theme.title, why, scores, theme.members)

    def _mix(self, key: str) -> RowPlan:
        """What fills a row for which the catalogue has nothing: today's shuffle of everything."""
        draw = generator_for("mix", key, self.day.isoformat())
        scores = draw.random(len(self.catalogue.names), dtype=np.float32)
        return RowPlan(key, "A mix for today", "Drawn from the whole catalogue", scores)
