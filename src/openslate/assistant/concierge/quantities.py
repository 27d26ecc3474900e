"""Ranges that a message tells of: 'the nineties', 'under 100 minutes', 'the last ten years'."""

from collections.abc import Sequence
from dataclasses import dataclass

from openslate.assistant.concierge.numbers_said import (
    MINUTES,
    OSCARS,
    RUNTIME,
    SCORE,
    TOO_MUCH,
    YEAR,
    NumberReader,
)
from openslate.assistant.concierge.query import AGE, Condition
from openslate.assistant.concierge.segments import Place, Segment

YEARS_ELSEWHERE = ("jahre", "jahren", "annees", "anos", "anni")
PAST = {"last": 1, "past": 1, "this": 0, "letzten": 1, "letzte": 1, "ultimos": 1, "ultimi": 1,
        "dernieres": 1, "vergangenen": 1}  # fmt: skip
"""Words before 'year' and 'ten years', and how many years ago 'last year' was."""
AFTERWARDS = {"or_less": "most", "or_more": "least", "most": "most", "least": "least"}
"""Comparisons that may follow a number: '90 minutes at most', 'two hours or less'."""
CLOSE = {RUNTIME: 10, YEAR: 2}
"""How far 'about 90 minutes' and 'around 1960' reach, to both sides."""


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


class QuantityReader:
    """Reads the numbers of one message, in the light of this year."""

    def __init__(self, segments: Sequence[Segment], this_year: int) -> None:
        self._all, self._year = segments, this_year
        self._numbers = NumberReader(segments, this_year)

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
        exact = any(one[2].field == RUNTIME and not self._loose(one[0]) for one in found)
        exact = exact or any(one.get("comparative").startswith(RUNTIME) for one in self._all)
        return [one for one in found if not (exact and self._loose(one[0]))]

    def _loose(self, at: int) -> bool:
        """Whether a length is only called short or long: minutes tell better."""
        value = self._numbers.get(at, "lengths")
        return bool(value) and not value.isdigit()

    def _named(self, at: int) -> tuple[int, int, Quantity] | None:
        """'short', 'classic', 'well reviewed': words that stand for a range."""
        if self._numbers.text(at) in ("long", "old") and self._numbers.text(at - 1) == "how":
            return None
        if self._numbers.get(at, "lengths") and self._numbers.get(at - 1, "units") in (
            "minutes",
            "hours",
        ):
            return None
        for section, field in (("lengths", RUNTIME), ("periods", YEAR), ("levels", "")):
            value = self._numbers.get(at, section)
            if value and not value.isdigit():
                name, _, bounds = value.rpartition(" ")
                low, high = (int(n) if n else None for n in bounds.split(".."))
                return at, at + 1, self._quantity(at, at + 1, name or field, low, high)
        return None

    def _pair(self, at: int) -> tuple[int, int, Quantity] | None:
        """'between 1980 and 1985', 'from 90 to 110 minutes', '1980-1985'."""
        opened = (
            self._numbers.get(at, "compare") == "between"
            or self._numbers.get(at, "joins") == "from"
        )
        start = at + 1 if opened else at
        start = self._past_noise(start) if opened else start
        span = opened or self._closely(start + 1)
        one = self._numbers.number(start, "between" if span else "")
        if one is None:
            return None
        after = start + one.size
        joined = (
            self._numbers.get(after, "joins") in ("to", "and")
            or self._numbers.get(after, "compare") == "until"
        )
        two = (
            self._numbers.number(self._past_noise(after + 1), "between")
            if joined and (opened or self._closely(after))
            else None
        )
        if two is None and not opened and self._hyphened(after):
            joined, two = False, self._numbers.number(after)
        if two is None or two.value < one.value or (one.field and two.field not in ("", one.field)):
            return None
        end = (self._past_noise(after + 1) if joined else after) + two.size
        field = two.field or one.field or (RUNTIME if two.value in MINUTES else "")
        last = one.value if field == AGE else two.until  # the youngest decides
        return (at, end, self._quantity(at, end, field, one.value, last)) if field else None

    def _closely(self, at: int) -> bool:
        return self._numbers.text(at) in ("to", "bis", "through", "and", "till", "until")

    def _hyphened(self, at: int) -> bool:
        return self._numbers.text(at).isdigit() and not self._all[at].breaks

    def _past_noise(self, at: int) -> int:
        while at < len(self._all) and (
            self._numbers.text(at)
            in ("the", "a", "den", "les", "los", "gli", "of", "than", "only", "about")
        ):
            at += 1
        return at

    def _compared(self, at: int) -> tuple[int, int, Quantity] | None:
        """A number, perhaps after 'under' or before 'or less'."""
        how = self._numbers.get(at, "compare") or self._than(at)
        how = {"or_less": "below", "or_more": "above"}.get(how, how)  # 'and under 100 minutes'
        start = self._past_noise(at + 1) if how else at
        number = self._numbers.number(start, how)
        if number is None:
            return None
        end = start + number.size
        after = self._numbers.get(end, "compare")
        if after in AFTERWARDS and (after[:2] == "or" or self._numbers.value(end + 1) is None):
            how, end = AFTERWARDS[after], end + 1
        if number.field == YEAR and self._open_end(at, end):
            how, end = "since", end + 1
        if number.field == RUNTIME and not how and self._time_left(at):
            how = "most"
        low, high = number.value, number.until
        if number.field == YEAR and self._numbers.get(start + 1, "units") == "years":
            how = "since" if how in ("most", "below") else "before"
        bounds = _bounds(how, number.field, low, high)
        return at, end, self._quantity(at, end, number.field, *bounds)

    def _than(self, at: int) -> str:
        """'Better critics than': a comparison with words between it and 'than'."""
        if self._numbers.get(at, "joins") != "than":
            return ""
        before = (self._numbers.get(at - back, "comparative") for back in (1, 2, 3))
        way = next((told.rpartition(" ")[2] for told in before if told), "")
        return {"high": "above", "low": "below"}.get(way, "")

    def _open_end(self, at: int, end: int) -> bool:
        """'From 1980 on'."""
        last = end + 1 >= len(self._all) or self._all[end + 1].breaks
        from_there = self._numbers.get(at - 1, "joins") == "from"
        return from_there and last and self._numbers.text(end) in ("on", "an", "up")

    def _time_left(self, at: int) -> bool:
        """'We have two hours': all the time there is."""
        before = " ".join(self._numbers.text(at - back) for back in (3, 2, 1))
        return "have" in before.split() or "got" in before.split() or "spare" in before.split()

    def _last_years(self, at: int) -> tuple[int, int, Quantity] | None:
        """'this year', 'last year', 'the last ten years'."""
        span = self._numbers.get(at, "spans")
        if span:
            return at, at + 1, self._quantity(at, at + 1, YEAR, self._year - int(span), None)
        past = PAST.get(self._numbers.text(at).removeprefix("the "))
        if past is None:
            return None
        number, unit = self._numbers.value(at + 1), self._numbers.get(at + 2, "units")
        if number is not None and (
            unit == "years" or self._numbers.text(at + 2) in YEARS_ELSEWHERE
        ):
            return at, at + 3, self._quantity(at, at + 3, YEAR, self._year - number, None)
        if self._numbers.text(at + 1) == "year":
            year = self._year - past
            return at, at + 2, self._quantity(at, at + 2, YEAR, year, year)
        return None

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
    near = CLOSE.get(field, 0)
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
