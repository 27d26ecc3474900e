"""Turns the texts that exchange formats hold into values; what can't be used is told."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from babel import Locale

from openslate.catalogue.countries import HISTORIC, country_code, is_territory
from openslate.catalogue.languages import SPELLINGS, language_tag
from openslate.catalogue.record import ProblemList

_DAY = re.compile(r"(-?\d{4})-?(\d\d)-?(\d\d)(?!\d)")
_YEAR = re.compile(r"(\d{4})(?:$|-?\d\d$|-?\d\d-?\d\d(?!\d))")
_DURATION = re.compile(
    r"P(?:(?P<days>\d+(?:\.\d+)?)D)?"
    r"(?:T(?:(?P<hours>\d+(?:\.\d+)?)H)?(?:(?P<minutes>\d+(?:\.\d+)?)M)?"
    r"(?:(?P<seconds>\d+(?:\.\d+)?)S)?)?"
)
_CLOCK = re.compile(r"(\d{1,3}):(\d\d):(\d\d)(?:[.,:]\d+)?")
_SECONDS = {"days": 86400, "hours": 3600, "minutes": 60, "seconds": 1}
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
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
        """Whole minutes of an ISO 8601 duration (PT1H52M), a clock (01:52:00) or minutes alone."""
        written = (text or "").strip()
        minutes = _minutes(written)
        if minutes is not None and 0 < minutes <= LONGEST:
            return round(minutes) or 1
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
        """Codes of countries given by code or by English name."""
        found = (self._country(column, text.strip()) for text in texts if text and text.strip())
        return [code for code in found if code]

    def languages(self, column: str, texts: Iterable[str | None]) -> list[str]:
        """Tags of languages given by tag or by English name."""
        found = (self._language(column, text.strip()) for text in texts if text and text.strip())
        return [tag for tag in found if tag]

    def _country(self, column: str, text: str) -> str | None:
        code = text.upper()
        if len(code) == 2 and (is_territory(code) or code in HISTORIC):
            return code
        found = country_code(text)
        if found is None:
            self._tell(column, text, "a country with an ISO 3166-1 code")
        return found

    def _language(self, column: str, text: str) -> str | None:
        tag = known_tag(text) or language_tag(text)
        if tag is None:
            self._tell(column, text, "a language with a BCP 47 tag")
        return tag

    def _tell(self, column: str, text: str, expected: str) -> None:
        if text:  # what is not there is no problem
            self.problems.add(self.row, column, text, expected)


@cache
def known_tag(text: str) -> str | None:
    """A language tag in its usual spelling; None for what is no tag of a known language.

    >>> known_tag("EN_us"), known_tag("eng"), known_tag("Spanish")
    ('en-US', 'en', None)
    """
    if text in SPELLINGS.values():
        return text
    if not _TAG.fullmatch(text):
        return None
    first, *rest = text.replace("_", "-").split("-")
    primary = THREE_LETTERS.get(first.lower(), first.lower())
    if primary not in Locale("en").languages:
        return None
    return "-".join([primary, *(_subtag(part) for part in rest)])


THREE_LETTERS = {
    **{"eng": "en", "fre": "fr", "fra": "fr", "ger": "de", "deu": "de", "spa": "es", "ita": "it"},
    **{"por": "pt", "dut": "nl", "nld": "nl", "swe": "sv", "nor": "no", "dan": "da", "fin": "fi"},
    **{"pol": "pl", "cze": "cs", "ces": "cs", "rus": "ru", "ukr": "uk", "jpn": "ja", "kor": "ko"},
    **{"chi": "zh", "zho": "zh", "ara": "ar", "hin": "hi", "tur": "tr", "heb": "he", "hun": "hu"},
    **{"gre": "el", "ell": "el", "rum": "ro", "ron": "ro", "bul": "bg", "hrv": "hr", "srp": "sr"},
    **{"slo": "sk", "slk": "sk", "slv": "sl", "est": "et", "lav": "lv", "lit": "lt", "ice": "is"},
    **{"isl": "is", "wel": "cy", "cym": "cy", "gle": "ga", "cat": "ca", "baq": "eu", "eus": "eu"},
    **{"glg": "gl", "per": "fa", "fas": "fa", "tha": "th", "vie": "vi", "ind": "id", "may": "ms"},
    **{"msa": "ms", "tam": "ta", "tel": "te", "ben": "bn", "urd": "ur", "nob": "nb", "nno": "nn"},
}
"""ISO 639-2 codes of languages that BCP 47 tags with two letters."""


def _subtag(part: str) -> str:
    if len(part) == 2:
        return part.upper()
    return part.title() if len(part) == 4 and part.isalpha() else part


def _minutes(text: str) -> float | None:
    if clock := _CLOCK.fullmatch(text):
        hours, minutes, seconds = (int(part) for part in clock.groups())
        return hours * 60 + minutes + seconds / 60
    found = _DURATION.fullmatch(text)
    if found and any(found.groupdict().values()):
        return sum(float(found[unit] or 0) * each for unit, each in _SECONDS.items()) / 60
    return float(text) if text.isascii() and text.isdecimal() and len(text) < 9 else None
