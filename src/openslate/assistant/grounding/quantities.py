"""Years, days, lengths and other numbers in a sentence, in digits or in words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openslate.assistant.grounding.lexicon import MONTHS, listed
from openslate.assistant.grounding.sentences import Word

_UNITS = listed(
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen
    """
)
_TENS = listed(
    """
    twenty thirty forty fifty sixty seventy eighty ninety
    """
)
WORDS = {word: value for value, word in enumerate(_UNITS)} | {
    word: 10 * place for place, word in enumerate(_TENS, 2)
}
_MONTH = "|".join(month for month in MONTHS)
_DATES = (
    (re.compile(r"\b(\d{4})-(\d\d?)-(\d\d?)\b"), "ymd"),
    (re.compile(rf"\b(\d\d?)(?:st|nd|rd|th)?(?: of)? ({_MONTH}),? (\d{{4}})\b", re.I), "dmy"),
    (re.compile(rf"\b({_MONTH}) (\d\d?)(?:st|nd|rd|th)?,? (\d{{4}})\b", re.I), "mdy"),
    (re.compile(rf"\b(\d\d?)(?:st|nd|rd|th)?(?: of)? ({_MONTH})\b", re.I), "dm"),
    (re.compile(rf"\b({_MONTH}) (\d\d?)(?:st|nd|rd|th)?\b", re.I), "md"),
    (re.compile(rf"\b({_MONTH}),? (\d{{4}})\b", re.I), "my"),
)
_LENGTH = re.compile(
    r"\b(?:(\d{1,2}) ?(?:hours?|hrs?|h)\b(?:,? (?:and )?)?(?:(\d{1,3}) ?(?:minutes?|mins?|m)\b)?"
    r"|(\d{1,4})[ -]?(?:minutes?|mins?|m)\b)",
    re.I,
)
_MONEY = re.compile(r"[$€£¥] ?(\d[\d,.]*)(?: ?(thousand|million|billion|[kmb]n?)\b)?", re.I)
_SHARE = re.compile(r"\b(\d{1,3})(?: ?%| ?per ?cent\b)", re.I)
_DECADE = re.compile(r"(?:\b(\d{3}0)|['’](\d0))['’]?s\b")  # noqa: RUF001
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_MANY = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6}
_MORE = {"b": 1e9, "bn": 1e9, "billion": 1e9}
_MORE_THAN, _LESS_THAN = r"(?:over|more than|above|at least) $", r"(?:under|less than|below) $"
_ABOUT = r"(?:about|around|nearly|almost|roughly|some|just over|just under) $"


class Measure(StrEnum):
    """What a number is of."""

    YEAR = "year"
    DECADE = "decade"
    DAY = "day"
    LENGTH = "length"
    MONEY = "money"
    SHARE = "share"
    COUNT = "count"


class Bound(StrEnum):
    """How exactly it is meant."""

    EXACT = "exact"
    MORE = "more"
    LESS = "less"
    ABOUT = "about"


@dataclass(frozen=True)
class Quantity:
    """A number in a sentence, characters `start` to `end`; a day by its parts, 0 not said."""

    measure: Measure
    value: float
    start: int
    end: int
    bound: Bound = Bound.EXACT
    day: tuple[int, int, int] = (0, 0, 0)

    def fits(self, value: float) -> bool:
        """Whether this may be said of a measured value."""
        if self.bound is Bound.MORE:
            return value > self.value >= value * 0.7
        if self.bound is Bound.LESS:
            return value < self.value <= value * 1.3
        if self.bound is Bound.ABOUT:
            return abs(value - self.value) <= 0.06 * max(value, 1)
        if self.measure is Measure.MONEY:
            return abs(value - self.value) <= _half_of_last_digit(self.value)
        return value == self.value

    def is_day(self, told: date) -> bool:
        """Whether its parts are those of a day."""
        parts = (told.year, told.month, told.day)
        return all(not said or said == part for said, part in zip(self.day, parts, strict=True))


def quantities(sentence: str, found: tuple[Word, ...]) -> tuple[Quantity, ...]:
    """Every number of a sentence, each once, as what it most likely is."""
    taken: list[Quantity] = []
    for one in (*_in_digits(sentence), *_in_words(found)):
        if not any(one.start < other.end and other.start < one.end for other in taken):
            taken.append(one)
    return tuple(sorted(taken, key=lambda one: one.start))


def _in_digits(sentence: str) -> Iterator[Quantity]:
    """The surest reading first."""
    for pattern, order in _DATES:
        for m in pattern.finditer(sentence):
            yield Quantity(Measure.DAY, 0, *m.span(), day=_day(m.groups(), order))
    for m in _MONEY.finditer(sentence):
        many = (_MANY | _MORE).get((m[2] or "").lower(), 1)
        yield _bounded(sentence, m, Measure.MONEY, _value(m[1]) * many)
    for m in _SHARE.finditer(sentence):
        yield _bounded(sentence, m, Measure.SHARE, int(m[1]))
    for m in _LENGTH.finditer(sentence):
        minutes = int(m[3]) if m[3] else 60 * int(m[1]) + int(m[2] or 0)
        yield _bounded(sentence, m, Measure.LENGTH, minutes)
    for m in _DECADE.finditer(sentence):
        yield Quantity(Measure.DECADE, int(m[1] or f"19{m[2]}"), *m.span())
    for m in _NUMBER.finditer(sentence):
        value = _value(m.group())
        year = len(m.group()) == 4 and 1870 <= value <= 2100
        yield _bounded(sentence, m, Measure.YEAR if year else Measure.COUNT, value)


def _in_words(found: tuple[Word, ...]) -> Iterator[Quantity]:
    """Lengths ('two hours'), years ('nineteen ninety-five') and numbers above twelve."""
    place = 0
    while place < len(found):
        run = place
        values: list[int] = []
        while run < len(found) and (value := _spoken(found[run].folded)) is not None:
            values.append(value)
            run += 1
        if values:
            unit = found[run].folded if run < len(found) else ""
            yield from _spoken_quantity(values, unit, found[place].start, found[run - 1].end)
        place = run + 1


def _spoken_quantity(values: list[int], unit: str, start: int, end: int) -> Iterator[Quantity]:
    if len(values) >= 2 and 18 <= values[0] <= 20:
        yield Quantity(Measure.YEAR, 100 * values[0] + sum(values[1:]), start, end)
    elif unit in ("hour", "hours", "minute", "minutes"):
        minutes = sum(values) * (60 if unit.startswith("hour") else 1)
        yield Quantity(Measure.LENGTH, minutes, start, end)
    elif sum(values) > 12 or unit.startswith(("award", "oscar", "season", "episode", "sequel")):
        yield Quantity(Measure.COUNT, sum(values), start, end)


def _spoken(word: str) -> int | None:
    parts = [WORDS.get(part) for part in word.split("-")]
    known = [part for part in parts if part is not None]
    return sum(known) if len(known) == len(parts) else None


def _bounded(sentence: str, found: re.Match[str], measure: Measure, value: float) -> Quantity:
    before = sentence[max(0, found.start() - 12) : found.start()].lower()
    bounds = ((_ABOUT, Bound.ABOUT), (_MORE_THAN, Bound.MORE), (_LESS_THAN, Bound.LESS))
    bound = next((b for p, b in bounds if re.search(p, before)), Bound.EXACT)
    return Quantity(measure, value, *found.span(), bound)


def _day(parts: tuple[str, ...], order: str) -> tuple[int, int, int]:
    told = dict(zip(order, parts, strict=True))
    month = told.get("m", "0")
    number = int(month) if month.isdigit() else MONTHS.index(month.lower()) + 1
    return int(told.get("y", 0)), number, int(told.get("d", 0))


def _half_of_last_digit(value: float) -> float:
    """How far off a rounded sum may be: 327 million stands for 326.5 to 327.5."""
    unit = 1
    while value >= 10 * unit and value % (10 * unit) == 0:
        unit *= 10
    return unit / 2


def _value(text: str) -> float:
    plain = re.sub(r",(?=\d{3}\b)", "", text).replace(",", ".")
    try:
        return float(plain)
    except ValueError:
        return -1.0
