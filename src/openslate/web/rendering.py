"""From a template and values to a page."""

from datetime import date, datetime
from functools import cache
from typing import Any
from urllib.parse import quote

from babel import Locale
from babel.dates import format_date
from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from openslate.app.labels import topic_label
from openslate.decision.verdict import Verdict
from openslate.rules.template import say
from openslate.web.poster.draw import STYLE
from openslate.web.session import signed_in

ENGLISH = Locale("en", "GB")
ROOMS = ("people", "companies")


def render(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A page made from `template`; every page knows who is signed in."""
    page = _templates().get_template(template)
    return HTMLResponse(page.render(account=signed_in(request), **values), status)


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("openslate.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["poster_style"] = STYLE
    environment.filters.update(
        segment=segment,
        place=place,
        label=lambda name, kind: topic_label(kind, name),
        territory=territory_name,
        language=language_name,
        field=field_name,
        day=day,
        part_of_day=part_of_day,
        grouped=grouped,
        verdict=verdict_word,
        percent=percent,
        signed=signed,
        decimals=decimals,
        said=say,
    )
    return environment


def segment(text: str) -> str:
    """One segment of a path, with slashes escaped."""
    return quote(text, safe="")


def place(name: str, kind: str) -> str:
    """The address of a person, a company or a topic; blanks are written '_', to be read.

    >>> place("Tom Hanks", "people"), place("AC/DC", "companies"), place("Drama", "genres")
    ('/people/Tom_Hanks', '/companies/AC%2FDC', '/topics/genres/Drama')
    """
    room = kind if kind in ROOMS else f"topics/{kind}"
    return f"/{room}/{segment(name if '_' in name else name.replace(' ', '_'))}"


def territory_name(code: str) -> str:
    """The English name of an ISO 3166-1 code, the code itself when it has none.

    >>> territory_name("DE")
    'Germany'
    """
    return str(ENGLISH.territories.get(code, code))


def language_name(tag: str) -> str:
    """The English name of a BCP 47 tag, the tag itself when it has none.

    >>> language_name("it")
    'Italian'
    """
    return str(ENGLISH.languages.get(tag, tag))


def field_name(column: str) -> str:
    """A column as a heading.

    >>> field_name("age_rating_system")
    'Age rating system'
    """
    return column.replace("_", " ").capitalize().replace("Imdb", "IMDb")


def day(value: date | datetime) -> str:
    """A day in words.

    >>> day(date(2026, 11, 23))
    'Monday 23 November 2026'
    """
    return format_date(value, "EEEE d MMMM y", ENGLISH)


def part_of_day(at: datetime) -> str:
    """Morning, afternoon, evening or night, with its weekday.

    >>> part_of_day(datetime(2026, 11, 23, 20, 15))
    'Monday evening'
    """
    parts = ((5, "night"), (12, "morning"), (17, "afternoon"), (22, "evening"), (25, "night"))
    part = next(name for until, name in parts if at.hour < until)
    return f"{format_date(at, 'EEEE', ENGLISH)} {part}"


def grouped(number: int) -> str:
    """A whole number with thousands apart: 17,472."""
    return f"{number:,}"


def verdict_word(verdict: Verdict) -> str:
    """The verdict in one word."""
    return Verdict(verdict).name.lower()


def percent(value: float) -> str:
    """A percentage with one decimal below ten, none above.

    >>> percent(4.12), percent(31.2), percent(0)
    ('4.1%', '31%', '0%')
    """
    return f"{value:.1f}%" if 0 < abs(value) < 9.95 else f"{value:.0f}%"


def signed(value: float, digits: int = 3) -> str:
    """A number with its sign, so many decimals and a real minus."""
    return f"{value:+.{digits}f}".replace("-", "\N{MINUS SIGN}")


def decimals(value: float, digits: int = 3) -> str:
    """A number with so many decimals and a real minus.

    >>> decimals(0.1234), decimals(2.0, 1)
    ('0.123', '2.0')
    """
    return f"{value:.{digits}f}".replace("-", "\N{MINUS SIGN}")
