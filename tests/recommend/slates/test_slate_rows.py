"""Which rows a home has, on six films.

| film    | 0 Heat | 1 Ran  | 2 Vertigo | 3 Laura  | 4 Jaws | 5 Alien |
| genre   | Crime  | War    | Crime     | Crime    | Horror | Horror  |
| year    | 1995   | 1985   | 1958      | unknown  | 1975   | 1979    |
| viewed  | 4      | 2      | 1         | 0        | 3      | 0       |
| acclaim | 0      | 96     | 100       | 88       | 90     | 0       |
"""

from datetime import date, timedelta

import numpy as np
import pytest

from openslate.recommend.slates.acclaim import acclaim
from openslate.recommend.slates.rows import (
    RowCatalogue,
    RowPlan,
    RowSettings,
    RowViewer,
    plan_rows,
)
from openslate.recommend.slates.themes import Themes

NAMES = ["Heat", "Ran", "Vertigo", "Laura", "Jaws", "Alien"]
GENRES = [["Crime"], ["War"], ["Crime"], ["Crime"], ["Horror"], ["Horror"]]
YEARS = [1995, 1985, 1958, None, 1975, 1979]
VIEWINGS = np.array([4, 2, 1, 0, 3, 0], np.float32)
ALL = np.ones(6, bool)
DAY = date(2026, 11, 23)
TINY = RowSettings(enough=1, watched=2)


@pytest.fixture
def catalogue() -> RowCatalogue:
    praise = np.array([0, 96, 100, 88, 90, 0], np.float32)
    themes = Themes.of(GENRES, YEARS, VIEWINGS)
    return RowCatalogue(NAMES, themes, VIEWINGS > 0, VIEWINGS, praise)


def similar(item: int) -> np.ndarray:
    """Films of the same genre are alike, the others not at all."""
    return np.array([float(genre == GENRES[item]) for genre in GENRES], np.float32)


def viewer(*history: int, ratings: list[float] | None = None) -> RowViewer:
    scores = sum((similar(item) for item in history), np.zeros(6, np.float32))
    return RowViewer(list(history), scores, similar, ratings)


def keys(plans: tuple[RowPlan, ...]) -> list[str]:
    return [plan.key for plan in plans]


def items(plan: RowPlan) -> list[int]:
    assert plan.pool is not None
    return np.flatnonzero(plan.pool).tolist()


def test_a_viewer_gets_five_rows_of_their_own(catalogue):
    plans = plan_rows(catalogue, viewer(2, 0, 4), ALL, DAY, TINY)
    assert keys(plans) == ["chosen", "because", "undiscovered", "editors", "genre"]
    chosen, because, undiscovered, editors, genre = plans
    assert (chosen.why, chosen.pool) == ("From the 3 titles you watched", None)
    assert (because.title, because.about) == ("Because you watched Vertigo", 2)
    assert items(because) == [0, 3]
    assert items(undiscovered) == [3, 5]
    assert np.argmax(editors.scores) == 2
    # Crime: two of three viewings here, five of all ten.
    assert (genre.title, items(genre)) == ("Crime", [0, 2, 3])
    assert genre.why == "67% of what you watched, 50% of all viewing here"


def test_because_takes_the_last_film_that_was_liked(catalogue):
    plans = plan_rows(catalogue, viewer(4, 2, 0, ratings=[2, 5, 4]), ALL, DAY, TINY)
    assert plans[1].title == "Because you watched Vertigo"


def test_because_passes_over_films_with_too_few_like_them(catalogue):
    settings = RowSettings(enough=2)
    plans = plan_rows(catalogue, viewer(1, 4, 2), ALL, DAY, settings)
    assert plans[1].title == "Because you watched Vertigo"
    fewer = ALL.copy()
    fewer[[0, 2]] = False  # watched or forbidden: only Laura is like Vertigo now
    assert "because" not in keys(plan_rows(catalogue, viewer(1, 4, 2), fewer, DAY, settings))


def test_the_theme_is_the_one_with_most_lift_that_has_items_left(catalogue):
    fit = catalogue.themes.fitting([4, 5, 0, 2], ALL, watched=2, enough=1)
    assert fit is not None
    # Horror: half of the history against 3 of 10; the seventies just the same, but they come later.
    assert (fit.theme.title, fit.share) == ("Horror", 0.5)
    assert fit.lift == pytest.approx(0.5 / 0.3)
    no_horror = np.array([1, 1, 1, 1, 0, 0], bool)
    assert catalogue.themes.fitting([4, 5, 0, 2], no_horror, watched=2, enough=1) is None


def test_a_theme_that_all_watch_as_much_does_not_fit(catalogue):
    assert catalogue.themes.fitting([0, 2, 4, 5], ALL, watched=3, enough=1) is None


def test_the_share_of_a_theme_is_its_share_of_viewing(catalogue):
    shares = {theme.title: theme.share for theme in catalogue.themes.all}
    assert shares == pytest.approx(
        {
            "Crime": 0.5,
            "Horror": 0.3,
            "War": 0.2,
            "The 1950s": 0.1,
            "The 1970s": 0.3,
            "The 1980s": 0.2,
            "The 1990s": 0.4,
        }
    )


def test_without_history_everyone_gets_the_same_five_rows(catalogue):
    plans = plan_rows(catalogue, None, ALL, DAY, TINY)
    assert keys(plans) == ["popular", "decade", "undiscovered", "editors", "genre"]
    assert plans[0].scores is catalogue.viewings
    assert plans[2].scores is catalogue.acclaim
    newcomer = plan_rows(catalogue, viewer(), ALL, DAY, TINY)
    assert [(p.title, p.why) for p in newcomer] == [(p.title, p.why) for p in plans]
    assert all(np.array_equal(a.scores, b.scores) for a, b in zip(newcomer, plans, strict=True))


def test_the_theme_of_the_day_changes_and_every_genre_has_its_turn(catalogue):
    days = [DAY + timedelta(days=n) for n in range(60)]
    turns = [catalogue.themes.of_the_day("genre", day, ALL, 1) for day in days]
    assert {theme.title for theme in turns if theme} == {"Crime", "Horror", "War"}


def test_a_theme_without_enough_items_gives_its_turn_to_the_next(catalogue):
    only_war = np.array([0, 1, 0, 0, 0, 0], bool)
    for n in range(5):
        theme = catalogue.themes.of_the_day("genre", DAY + timedelta(days=n), only_war, 1)
        assert theme is not None
        assert theme.title == "War"


@pytest.mark.parametrize("history", [(), (0,), (0, 2, 4)])
def test_a_catalogue_without_genres_years_or_newcomers_still_has_five_rows(history):
    bare = RowCatalogue(
        NAMES, Themes.of([None] * 6, [None] * 6, VIEWINGS), ALL, VIEWINGS, np.zeros(6, np.float32)
    )
    loner = RowViewer(history, VIEWINGS, lambda _: np.zeros(6, np.float32))
    plans = plan_rows(bare, loner, ALL, DAY, TINY)
    assert len(set(keys(plans))) == 5
    assert [p.title for p in plans].count("A mix for today") == 3
    again = plan_rows(bare, loner, ALL, DAY, TINY)
    assert all(np.array_equal(a.scores, b.scores) for a, b in zip(plans, again, strict=True))


def test_row_settings_survive_being_saved():
    assert RowSettings.model_validate_json(TINY.model_dump_json()) == TINY


def test_acclaim_is_the_mean_of_known_scores_plus_awards():
    unknown = np.nan
    points = acclaim([90, 80, unknown], [70, unknown, unknown], [1, unknown, 40])
    assert points.tolist() == [82, 80, 10]
