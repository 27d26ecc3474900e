"""Days as people write them, and which of day and month comes first in a column."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import Literal

from babel import Locale
from babel.dates import format_date

from openslate.common.text import fold

Order = Literal["day first", "month first"]
ORDERS: tuple[Order, ...] = ("day first", "month first")

LOCALES = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "da", "nb", "fi", "cs", "hu", "ro")
_FORM = "YYYY-MM-DD, e.g. 2026-03-31"
PIVOT = 69  # POSIX: 69 to 99 are of the last century, 00 to 68 of this one
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:$|[T ].*)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NUMBERS = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?:$|[T ,].*)")
_DAY_NAME_YEAR = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|er|\.)?[\s-]*(?:de |of )?([^\W\d]+)\.?,?"
    r"[\s-]*(?:de |del )?(\d{4}|\d{2})"
)
_NAME_DAY_YEAR = re.compile(r"([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")


def parse_day(value: object, order: Order = "day first") -> date | None:
    """The day that a cell means, None when it means none; `order` decides 03/04/2026.

    Understood are 2026-03-31, 2026/3/31, 20260331, 31.3.2026, 31/03/2026, 03/31/2026, 31-Mar-26,
    31 March 2026, March 31, 2026 and 31. März 2026, each with a time behind it where it has one.

    >>> parse_day("31. März 2026"), parse_day("03/31/26", "month first")
    (datetime.date(2026, 3, 31), datetime.date(2026, 3, 31))
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value).strip()
    parts = _year_first(text) or _numbers(text, order) or _with_name(text)
    try:
        return date(*parts) if parts else None
    except ValueError:
        return None


def day_expected(value: object) -> str:
    """What was expected in place of a value that is no day, or that could be two.

    >>> day_expected("03/04/2026")
    'a day as YYYY-MM-DD; 03/04/2026 can be 3 April or 4 March'
    >>> day_expected("31.12.2026"), day_expected("soon")
    ('a day as YYYY-MM-DD, here 2026-12-31', 'a day as YYYY-MM-DD, e.g. 2026-03-31')
    """
    found = list(dict.fromkeys(day for order in ORDERS if (day := parse_day(value, order))))
    if len(found) > 1:
        either = " or ".join(format_date(day, "d MMMM", locale="en") for day in found)
        return f"a day as YYYY-MM-DD; {value} can be {either}"
    return f"a day as YYYY-MM-DD, here {found[0]}" if found else f"a day as {_FORM}"


class OrderVotes:
    """Looks at the days of a column until one of them allows one order only (31/12/2026)."""

    def __init__(self) -> None:
        self.order: Order = "day first"
        self.settled = False
        self.open = False

    def see(self, value: object) -> None:
        """Count a cell; nothing changes once the order is settled."""
        match = None if self.settled else _NUMBERS.fullmatch(str(value).strip())
        if not match or match[2] == ".":
            return
        first, second = int(match[1]), int(match[3])
        self.open = self.open or first != second
        if (first > 12) != (second > 12):
            self.order = "day first" if first > 12 else "month first"
            self.settled = True

    @property
    def sure(self) -> bool:
        """Settled, or no day was seen that both orders allow."""
        return self.settled or not self.open


def find_order(values: Iterable[object]) -> tuple[Order, bool]:
    """Which comes first in a column, and whether that is sure.

    >>> find_order(["01/02/2026", "31/12/2026"]), find_order(["01/02/2026"])
    (('day first', True), ('day first', False))
    """
    votes = OrderVotes()
    for value in values:
        votes.see(value)
    return votes.order, votes.sure


def _year_first(text: str) -> tuple[int, int, int] | None:
    if match := _YEAR_FIRST.fullmatch(text):
        return int(match[1]), int(match[3]), int(match[4])
    if match := _COMPACT.fullmatch(text):
        return int(match[1]), int(match[2]), int(match[3])
    return None


def _numbers(text: str, order: Order) -> tuple[int, int, int] | None:
    match = _NUMBERS.fullmatch(text)
    if not match:
        return None
    first, second, year = int(match[1]), int(match[3]), _full_year(match[4])
    if order == "month first" and match[2] != ".":  # with full stops the day always comes first
        return year, first, second
    return year, second, first


def _with_name(text: str) -> tuple[int, int, int] | None:
    if match := _DAY_NAME_YEAR.fullmatch(text):
        day, name, year = int(match[1]), match[2], match[3]
    elif match := _NAME_DAY_YEAR.fullmatch(text):
        day, name, year = int(match[2]), match[1], match[3]
    else:
        return None
    month = _month_names().get(fold(name))
    return (_full_year(year), month, day) if month else None


def _full_year(text: str) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    return year + (1900 if year >= PIVOT else 2000)


@cache
def _month_names() -> dict[str, int]:
    """Names of months in every language of `LOCALES`; what two languages mean otherwise is left."""
    names: dict[str, int] = {}
    clash = set()
    for locale in LOCALES:
        months = Locale(locale).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[context][width].items():
                    word = fold(name).rstrip(".")
                    if names.setdefault(word, number) != number:
                        clash.add(word)
    return {name: number for name, number in names.items() if name not in clash}
