"""Where a title may be seen and when, in a sentence."""

from collections.abc import Sequence
from datetime import date

from openslate.assistant.drafts.material import Material, placed
from openslate.common.text import join_words

MOST_PLACES = 5


def availability(material: Material) -> str:
    """One sentence for each period, empty where no window is known."""
    periods: dict[tuple[date | None, date | None], list[str]] = {}
    for window in material.windows:
        periods.setdefault((window.since, window.until), []).append(window.value)
    told = (_sentence(places, *period) for period, places in list(periods.items())[:3])
    return " ".join(told)


def day(value: date) -> str:
    """A day as letters have it.

    >>> day(date(2026, 4, 1))
    '1 April 2026'
    """
    return f"{value.day} {value:%B %Y}"


def _sentence(places: Sequence[str], since: date | None, until: date | None) -> str:
    where = placed(join_words(dict.fromkeys(places[:MOST_PLACES])))
    start = f" from {day(since)}" if since else ""
    end = f" until {day(until)}" if until else ""
    return f"It is available in {where}{start}{end}."
