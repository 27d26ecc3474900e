"""Numbers of a message: years and decades, minutes, ages, percentages, how many are wanted."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openslate.assistant.concierge.query import AGE, Condition
from openslate.assistant.concierge.segments import Place, Segment
from openslate.graph.vocabulary import FIELD

YEAR, RUNTIME = FIELD["year"].column, FIELD["runtime"].column
SCORE, OSCARS = FIELD["critics_score"].column, FIELD["oscars"].column
BOX_OFFICE = FIELD["box_office"].column
FIRST = "first"
"""How many are wanted: no condition, but found among the numbers."""
YEARS = range(1880, 2100)
MINUTES = range(30, 600)  # what a bare number after 'under' may mean
ABOUT_MINUTES, ABOUT_YEARS = 10, 2
CENTURY_TURNS = 30  # '20s' are those of this century, '30s' of the last
YEARS_OF = ("annees", "anos", "anni")
"""'Years' in other languages, after which '80' is a decade."""
YEARS_ELSEWHERE = ("jahre", "jahren", "annees", "anos", "anni")
PAST = {"last": 1, "past": 1, "this": 0, "letzten": 1, "letzte": 1, "ultimos": 1, "ultimi": 1,
        "dernieres": 1, "vergangenen": 1}  # fmt: skip
"""Words before 'year' and 'ten years', and how many years ago 'last year' was."""
PARTS = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}
MOST_WANTED = 50
AFTERWARDS = {"or_less": "most", "or_more": "least", "most": "most", "least": "least"}
"""Comparisons that may follow a number: '90 minutes at most', 'two hours or less'."""
BEFORE_COUNTS = ("top", "best", "first", "the first", "just", "only", "erste", "ersten", "premiers")
"""Words after which a number is how many are wanted."""
MILLION = 1_000_000
TOO_MUCH = 10**15  # no upper bound
IS = ("is", "s", "m", "am", "i m", "im", "turns", "turning", "turned")
"""Words before somebody's age."""
_HALVES = re.compile(r"\d+[.,]5")
_DECADE = re.compile(r"(\d{2}|\d{4})(er|ern|s|ies)")
UNIT_FIELDS = {"minutes": RUNTIME, "hours": RUNTIME, "age": AGE, "percent": SCORE, "oscars": OSCARS}
UNIT_FIELDS["million"] = BOX_OFFICE
CLOSES = {RUNTIME: ABOUT_MINUTES, YEAR: ABOUT_YEARS}


@dataclass(frozen=True)
class Quantity:
    """A range of a field, as the words at `place` say it."""

    place: Place
    field: str
    low: int | None
    high: int | None

    @property
    def condition(self) -> Condition:
        """As a condition on items."""
        return Condition(self.field, (), self.low, self.high)


@dataclass(frozen=True)
class _Number:
    """A number with its unit; `until` is the last year of a decade. `size` counts segments."""

    value: int
    until: int
    field: str
    size: int


class QuantityReader:
    """Reads the numbers of one message, `today` being this year."""

    def __init__(self, segments: Sequence[Segment], this_year: int) -> None:
        self._all, self._year = segments, this_year

    def quantities(self) -> list[tuple[int, int, Quantity]]:
        """First segment, the one after the last, and what they say."""
        found: list[tuple[int, int, Quantity]] = []
        at = 0
        while at < len(self._all):
            one = self._named(at) or self._pair(at) or self._compared(at) or self._last_years(at)
            if one is None:
                at += 1
                continue
            found.append(one)
            at = one[1]
        return found

    def _get(self, at: int, section: str) -> str:
        return self._all[at].get(section) if 0 <= at < len(self._all) else ""

    def _text(self, at: int) -> str:
        return self._all[at].text if 0 <= at < len(self._all) else ""

    def _named(self, at: int) -> tuple[int, int, Quantity] | None:
        """'short', 'classic', 'well reviewed': words that stand for a range."""
        if self._text(at) in ("long", "old") and self._text(at - 1) == "how":
            return None
        if self._get(at, "lengths") and self._get(at - 1, "units") in ("minutes", "hours"):
            return None
        for section, field in (("lengths", RUNTIME), ("periods", YEAR), ("levels", "")):
            value = self._get(at, section)
            if value and not value.isdigit():
                name, _, bounds = value.rpartition(" ")
                low, high = (int(n) if n else None for n in bounds.split(".."))
                return at, at + 1, self._quantity(at, at + 1, name or field, low, high)
        return None

    def _pair(self, at: int) -> tuple[int, int, Quantity] | None:
        """'between 1980 and 1985', 'from 90 to 110 minutes', '1980-1985'."""
        opened = self._get(at, "compare") == "between" or self._get(at, "joins") == "from"
        start = at + 1 if opened else at
        start = self._past_noise(start) if opened else start
        one = self._of_decade(start, "between" if opened else "")
        if one is None:
            return None
        after = start + one.size
        joined = (
            self._get(after, "joins") in ("to", "and") or self._get(after, "compare") == "until"
        )
        two = (
            self._of_decade(self._past_noise(after + 1), "between")
            if joined and (opened or self._closely(after))
            else None
        )
        if two is None and not opened and self._hyphened(after):
            joined, two = False, self._number(after)
        if two is None or two.value < one.value or (one.field and two.field not in ("", one.field)):
            return None
        end = (self._past_noise(after + 1) if joined else after) + two.size
        field = two.field or one.field or (RUNTIME if two.value in MINUTES else "")
        return (at, end, self._quantity(at, end, field, one.value, two.until)) if field else None

    def _closely(self, at: int) -> bool:
        return self._text(at) in ("to", "bis", "through", "and")

    def _hyphened(self, at: int) -> bool:
        return self._text(at).isdigit() and not self._all[at].breaks

    def _past_noise(self, at: int) -> int:
        while at < len(self._all) and (
            self._text(at)
            in ("the", "a", "den", "les", "los", "gli", "of", "than", "only", "about")
        ):
            at += 1
        return at

    def _compared(self, at: int) -> tuple[int, int, Quantity] | None:
        """A number, perhaps after 'under' or before 'or less'."""
        how = self._get(at, "compare")
        how = {"or_less": "below", "or_more": "above"}.get(how, how)  # 'and under 100 minutes'
        start = self._past_noise(at + 1) if how else at
        number = self._of_decade(start, how)
        if number is None:
            return None
        end = start + number.size
        after = self._get(end, "compare")
        if after in AFTERWARDS and (after[:2] == "or" or self._value(end + 1) is None):
            how, end = AFTERWARDS[after], end + 1
        if number.field == RUNTIME and not how and self._time_left(at):
            how = "most"
        low, high = number.value, number.until
        if number.field == YEAR and self._get(start + 1, "units") == "years":
            how = "since" if how in ("most", "below") else "before"
        bounds = _bounds(how, number.field, low, high)
        return at, end, self._quantity(at, end, number.field, *bounds)

    def _of_decade(self, at: int, how: str) -> _Number | None:
        """A number, of a decade perhaps only a part: 'early eighties'."""
        part = self._get(at, "parts")
        number = self._number(at + 1 if part else at, how)
        if number is None or not part:
            return number
        if number.field != YEAR:
            return None
        low, high = (number.value + step for step in PARTS[part])
        return _Number(low, high, YEAR, number.size + 1)

    def _time_left(self, at: int) -> bool:
        """'We have two hours': all the time there is."""
        before = " ".join(self._text(at - back) for back in (3, 2, 1))
        return "have" in before.split() or "got" in before.split() or "spare" in before.split()

    def _last_years(self, at: int) -> tuple[int, int, Quantity] | None:
        """'this year', 'last year', 'the last ten years'."""
        span = self._get(at, "spans")
        if span:
            return at, at + 1, self._quantity(at, at + 1, YEAR, self._year - int(span), None)
        past = PAST.get(self._text(at).removeprefix("the "))
        if past is None:
            return None
        number, unit = self._value(at + 1), self._get(at + 2, "units")
        if number is not None and (unit == "years" or self._text(at + 2) in YEARS_ELSEWHERE):
            return at, at + 3, self._quantity(at, at + 3, YEAR, self._year - number, None)
        if self._text(at + 1) == "year":
            year = self._year - past
            return at, at + 2, self._quantity(at, at + 2, YEAR, year, year)
        return None

    def _value(self, at: int) -> int | None:
        text = self._text(at)
        if text.isdecimal() and len(text) < 10:
            return int(text)
        named = self._get(at, "numbers")
        return int(named) if named else None

    def _number(self, at: int, how: str = "") -> _Number | None:
        decade = self._decade(at)
        if decade:
            return decade
        if self._get(at, "lengths").isdigit():
            return self._half(at, int(self._get(at, "lengths")))
        if self._get(at + 1, "units") == "hours" and _HALVES.fullmatch(self._text(at)):
            minutes = 60 * int(self._text(at)[:-2]) + 30
            return _Number(minutes, minutes, RUNTIME, 2)
        value = self._value(at)
        if value is None or self._birthday(at):
            return None
        unit, more = self._get(at + 1, "units"), self._get(at + 1, "compare")
        if more == "or_more" and self._get(at + 2, "units") in ("oscars", "hours", "minutes"):
            return self._open_ended(at, value)
        if unit == "years" and how in ("most", "below", "before", "above") and value < YEARS[0]:
            return _Number(self._year - value, self._year - value, YEAR, 2)
        if unit == "hours":
            return self._half(at, value * 60, 2)
        if unit in UNIT_FIELDS:
            times = MILLION if unit == "million" else 1
            return _Number(value * times, value * times, UNIT_FIELDS[unit], 2)
        return self._bare(at, value, how)

    def _open_ended(self, at: int, value: int) -> _Number:
        """'Three or more Oscars', 'two or more hours'."""
        unit = self._get(at + 2, "units")
        times = 60 if unit == "hours" else 1
        return _Number(value * times, TOO_MUCH, UNIT_FIELDS[unit], 3)

    def _birthday(self, at: int) -> bool:
        """'Born in 1985': a year, but not of a film."""
        return "born" in (self._text(at - 1), self._text(at - 2))

    def _half(self, at: int, minutes: int, size: int = 1) -> _Number:
        """Hours with what is added: 'two hours and 30 minutes', '1 h 40'."""
        after = at + size
        joined = self._get(after, "joins") == "and"
        more = self._value(after + joined)
        if more is not None and more < 60:
            closed = self._get(after + joined + 1, "units") == "minutes"
            if closed or not joined:
                return _Number(minutes + more, minutes + more, RUNTIME, size + joined + 1 + closed)
        return _Number(minutes, minutes, RUNTIME, size)

    def _decade(self, at: int) -> _Number | None:
        """'nineties', '90s', '1990s', "90's", 'années 80'."""
        named = self._get(at, "decades")
        if named:
            return _Number(int(named), int(named) + 9, YEAR, 1)
        text, size = self._text(at), 1
        if text.isdigit() and self._text(at + 1) in ("s", "er", "ern"):
            text, size = text + "s", 2
        elif text.isdigit() and len(text) == 2 and self._text(at - 1).endswith(YEARS_OF):
            text += "s"
        match = _DECADE.fullmatch(text)
        if match is None or not match[1].endswith("0"):
            return None
        year = int(match[1])
        if year < 100:
            year += 2000 if year < CENTURY_TURNS else 1900
        return _Number(year, year + 9, YEAR, size) if year in YEARS else None

    def _bare(self, at: int, value: int, how: str) -> _Number | None:
        """A number without a unit: what stands around it tells what it counts."""
        field = self._meant(at, value, how)
        return _Number(value, value, field, 1) if field else None

    def _meant(self, at: int, value: int, how: str) -> str:
        aged = any(self._get(at - back, "ages") for back in (1, 2, 3))
        if value in YEARS and self._text(at).isdigit():
            return YEAR
        if (aged and value <= 18) or self._text(at - 1) in ("age", "aged", "ages"):
            return AGE
        someone = any(self._get(at - back, "pronouns") == "person" for back in (1, 2, 3))
        if someone or self._text(at - 1) in IS:
            return AGE if value <= 18 and at + 1 >= len(self._all) else ""
        if how:
            rated = any(self._text(at - b) in ("rated", "rating", "score") for b in (1, 2, 3))
            return SCORE if rated and value <= 100 else RUNTIME if value in MINUTES else ""
        wanted = value <= MOST_WANTED and (
            self._text(at - 1) in BEFORE_COUNTS or self._counts(at)
        )
        return FIRST if wanted else ""

    def _counts(self, at: int) -> bool:
        """Whether what is counted follows: 'ten animated films', never 'two kids'."""
        for after in range(at + 1, min(at + 5, len(self._all))):
            if self._get(after, "ages") or self._all[after].breaks:
                return False
            if self._get(after, "head") == "many":
                return True
            if self._get(after, "genres") and self._text(after).endswith("s"):
                return True
        return False

    def _quantity(
        self, start: int, end: int, field: str, low: int | None, high: int | None
    ) -> Quantity:
        place = (self._all[start].place[0], self._all[end - 1].place[1])
        return Quantity(place, field, low, high)


def _bounds(how: str, field: str, low: int, high: int) -> tuple[int | None, int | None]:
    """The range that a comparison with a number stands for."""
    if field == AGE:
        age = low - 1 if how in ("below", "before") else low
        return age, age
    if high >= TOO_MUCH:
        return low, None
    near = CLOSES.get(field, 0)
    ranges: dict[str, tuple[int | None, int | None]] = {
        "below": (None, low - 1),
        "before": (None, low - 1),
        "most": (None, high),
        "until": (None, high),
        "above": (high + 1, None),
        "after": (high + 1, None),
        "least": (low, None),
        "since": (low, None),
        "around": (low - near, high + near),
    }
    exact = {RUNTIME: (low - near, high + near), OSCARS: (low, None), SCORE: (low, None)}
    return ranges.get(how) or exact.get(field, (low, high))


def conditions_of(quantities: Sequence[Quantity]) -> Iterator[Condition]:
    """Those that restrict items."""
    return (one.condition for one in quantities if one.field != FIRST)
