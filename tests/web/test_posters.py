"""Posters are always the same, always well formed, always legible."""

import re
from xml.etree import ElementTree

import numpy as np
import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.web.films import BY_NAME, FILMS

from openslate.web.poster import draw_poster
from openslate.web.poster.compositions import COMPOSITIONS, Composition
from openslate.web.poster.draw import HEIGHT, MARGIN, WIDTH
from openslate.web.poster.lettering import SANS, SERIF, Voice, fit
from openslate.web.poster.palette import MOODS, Palette, mood_of

SVG = "{http://www.w3.org/2000/svg}"
PALETTES = [palette for moods in MOODS.values() for palette in moods]
NAMES = st.text(max_size=120)


def test_the_same_film_always_gets_the_same_poster() -> None:
    assert draw_poster("Heat", 1995, ["Crime"]) == draw_poster("Heat", 1995, ["Crime"])


def test_different_films_look_different() -> None:
    drawn = {draw_poster(film.name, film.year, film.genres) for film in FILMS.values()}
    assert len(drawn) == len(FILMS)


@given(NAMES, st.none() | st.integers(1, 9999), st.lists(st.text(max_size=30), max_size=3))
def test_any_name_gives_well_formed_svg(name: str, year: int | None, genres: list[str]) -> None:
    root = ElementTree.fromstring(draw_poster(name, year, genres))
    assert {child.tag for child in root.iter()} <= {
        f"{SVG}{tag}" for tag in ("svg", "title", "rect", "circle", "path", "text")
    }


@settings(deadline=None)
@given(NAMES)
def test_no_line_runs_out_of_the_poster(name: str) -> None:
    for text in ElementTree.fromstring(draw_poster(name, 1999, ["Drama"])).iter(f"{SVG}text"):
        assert float(text.get("textLength", "0")) <= WIDTH - 2 * MARGIN + 0.05
        assert 0 < float(text.attrib["y"]) <= HEIGHT - 8


def test_markup_in_a_name_stays_text() -> None:
    drawn = draw_poster("<script>alert('x')</script> & \"friends\"", 2000, ["<b>"])
    assert "<script" not in drawn
    assert "&lt;script&gt;" in drawn
    assert "<b>" not in drawn


@pytest.mark.parametrize("voice", [SANS, SERIF])
def test_a_short_name_is_set_large_and_a_long_one_small(voice: Voice) -> None:
    short = fit("Heat", voice, 208, 78, (40, 30, 20))
    long = fit("Four Weddings and a Funeral in the West", voice, 208, 78, (40, 30, 20))
    assert (short.lines, short.size) == (("Heat",), 40)
    assert long.size < short.size
    assert " ".join(long.lines) == "Four Weddings and a Funeral in the West"


def test_what_cannot_fit_is_cut_with_an_ellipsis() -> None:
    setting = fit("word " * 60, SANS, 100, 40, (20,))
    assert len(setting.lines) == 1
    assert setting.lines[0].endswith("\N{HORIZONTAL ELLIPSIS}")


def test_an_endless_word_is_broken() -> None:
    setting = fit("Donaudampfschifffahrtsgesellschaft", SANS, 100, 400, (20,))
    assert "".join(setting.lines) == "Donaudampfschifffahrtsgesellschaft"
    assert len(setting.lines) > 1


def test_widths_are_those_of_helvetica_and_times() -> None:
    assert SANS.width("Mi", 100) == 83 + 28
    assert SERIF.width("Mi", 100) == 94 + 28
    assert SANS.width("é", 100) == SANS.width("e", 100)


@pytest.mark.parametrize("palette", PALETTES)
def test_type_is_legible_on_its_ground(palette: Palette) -> None:
    assert contrast(palette.ink, palette.ground) >= 4.5


@pytest.mark.parametrize("palette", PALETTES)
def test_shapes_differ_from_their_ground(palette: Palette) -> None:
    assert len({palette.ground, palette.first, palette.second}) == 3
    assert max(contrast(c, palette.ground) for c in (palette.first, palette.second)) >= 1.6


@pytest.mark.parametrize("composition", COMPOSITIONS)
def test_every_composition_draws_with_its_palette_only(composition: Composition) -> None:
    palette = PALETTES[0]
    drawn = "".join(composition(palette, np.random.default_rng(7)))
    colours = set(re.findall(r"#[0-9a-f]{6}", drawn))
    assert len(colours) >= 2
    assert colours <= {palette.ground, palette.ink, palette.first, palette.second}


def test_the_most_telling_genre_sets_the_mood() -> None:
    assert mood_of(["Comedy", "Horror"]) == "horror"
    assert mood_of(["Gardening"]) == "other"


def test_a_poster_is_served_once_and_then_known(client: TestClient) -> None:
    url = f"/posters/{BY_NAME['Heat'].item}.svg"
    first = client.get(url)
    assert first.headers["content-type"] == "image/svg+xml"
    assert first.text == draw_poster("Heat", 1995, ("Crime", "Drama"))
    again = client.get(url, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def contrast(one: str, other: str) -> float:
    """Contrast ratio of WCAG 2.2."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.2."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
