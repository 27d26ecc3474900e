"""Years, days, lengths and other numbers in a sentence, in digits or in words."""

import re
from collections.abc import Iterator

from openslate.assistant.grounding.lexicon import MONTHS
from openslate.assistant.grounding.quantity import Bound, Measure, Quantity
from openslate.assistant.grounding.sentences import Word
from openslate.assistant.grounding.spoken import in_words, spoken_days

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
_DOLLARS = re.compile(
    r"\b(\d[\d,.]*)(?: (thousand|million|billion))? (?:US )?(?:dollars|euros|pounds)\b", re.I
)
_SHARE = re.compile(r"\b(\d{1,3})(?: ?%| ?per ?cent\b)", re.I)
_DECADE = re.compile(r"(?:\b(\d{3}0)|['’](\d0))['’]?s\b")  # noqa: RUF001
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_MANY = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6}
_MORE = {"b": 1e9, "bn": 1e9, "billion": 1e9}
_MORE_THAN, _LESS_THAN = r"(?:over|more than|above|at least) $", r"(?:under|less than|below) $"
_ABOUT = r"(?:about|around|nearly|almost|roughly|some|just over|just under) $"


def quantities(sentence: str, found: tuple[Word, ...]) -> tuple[Quantity, ...]:
    """Every number of a sentence, each once, as what it most likely is."""
    taken: list[Quantity] = []
    for one in (*spoken_days(found), *_in_digits(sentence), *in_words(found)):
        if not any(one.start < other.end and other.start < one.end for other in taken):
            taken.append(one)
    return tuple(sorted(taken, key=lambda one: one.start))


def _in_digits(sentence: str) -> Iterator[Quantity]:
    """The surest reading first."""
    for pattern, order in _DATES:
        for m in pattern.finditer(sentence):
            yield Quantity(Measure.DAY, 0, *m.span(), day=_day(m.groups(), order))
    for m in (*_MONEY.finditer(sentence), *_DOLLARS.finditer(sentence)):
        many = (_MANY | _MORE).get((m[2] or "").lower(), 1)
        yield _bounded(sentence, m, Measure.MONEY, round(_value(m[1]) * many))
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


def _value(text: str) -> float:
    plain = re.sub(r",(?=\d{3}\b)", "", text).replace(",", ".")
    try:
        return float(plain)
    except ValueError:
        return -1.0
