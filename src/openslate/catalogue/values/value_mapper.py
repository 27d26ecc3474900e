"""Turns the texts that exchange formats hold into values; what can't be used is told."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from openslate.catalogue.record import ProblemList
from openslate.catalogue.values.durations import parse_duration
from openslate.catalogue.values.places import find_country, find_language

_DAY = re.compile(r"(-?\d{4})-?(\d\d)-?(\d\d)(?!\d)")
_YEAR = re.compile(r"(\d{4})(?:$|-?\d\d$|-?\d\d-?\d\d(?!\d))")
LONGEST = 10_000  # minutes; anything above is no running time


@dataclass(frozen=True)
class ValueMapper:
    """The values of one record; `row` is where problems are told."""

    row: int
    problems: ProblemList

    def year(self, column: str, text: str | None) -> int | None:
        """A year, from a year alone or from a date that begins with it."""
        written = (text or "").strip()
        found = _YEAR.match(written)
        if found and int(found[1]) >= 1000:
            return int(found[1])
        self._tell(column, written, "a year")
        return None

    def day(self, column: str, text: str | None) -> date | None:
        """A day of a full ISO 8601 date; None, and no problem, for a year or month alone."""
        written = (text or "").strip()
        found = _DAY.match(written)
        if found is None:
            alone = re.fullmatch(r"\d{4}(-?\d\d)?", written)
            if not alone:
                self._tell(column, written, "a day, e.g. 1995-10-30")
            return None
        try:
            return date(*(int(part) for part in found.groups()))
        except ValueError:
            self._tell(column, written, "a day, e.g. 1995-10-30")
            return None

    def minutes(self, column: str, text: str | None) -> int | None:
        """Whole minutes of an running time as people write it: PT1H52M, 01:52:00, 112."""
        written = (text or "").strip()
        minutes = parse_duration(written) if written else None
        if minutes is not None and minutes <= LONGEST:
            return minutes
        self._tell(column, written, "a running time, e.g. PT1H52M")
        return None

    def integer(self, column: str, text: str | None) -> int | None:
        """A whole number that is not negative."""
        written = (text or "").strip()
        if written.isascii() and written.isdecimal() and len(written) < 10:
            return int(written)
        self._tell(column, written, "a whole number")
        return None

    def countries(self, column: str, texts: Iterable[str | None]) -> list[str]:
        """Codes of countries given by code or by name."""
        found = (self._country(column, text.strip()) for text in texts if text and text.strip())
        return [code for code in found if code]

    def languages(self, column: str, texts: Iterable[str | None]) -> list[str]:
        """Tags of languages given by tag or by name."""
        found = (self._language(column, text.strip()) for text in texts if text and text.strip())
        return [tag for tag in found if tag]

    def _country(self, column: str, text: str) -> str | None:
        found = find_country(text)
        if found is None:
            self._tell(column, text, "a country with an ISO 3166-1 code")
        return found

    def _language(self, column: str, text: str) -> str | None:
        tag = find_language(text)
        if tag is None:
            self._tell(column, text, "a language with a BCP 47 tag")
        return tag

    def _tell(self, column: str, text: str, expected: str) -> None:
        if text:  # what is not there is no problem
            self.problems.add(self.row, column, text, expected)
