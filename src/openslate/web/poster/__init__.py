"""Posters drawn from name, year and genres, for catalogues that bring no art."""

from openslate.web.poster.draw import draw_poster

__all__ = ["draw_poster"]
