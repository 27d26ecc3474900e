"""One number of a message and what it counts: years, minutes, ages, how many are wanted."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from openslate.assistant.concierge.query import AGE
from openslate.assistant.concierge.segments import Segment
from openslate.graph.vocabulary import FIELD

YEAR, RUNTIME = FIELD["year"].column, FIELD["runtime"].column
SCORE, OSCARS = FIELD["critics_score"].column, FIELD["oscars"].column
BOX_OFFICE = FIELD["box_office"].column
FIRST = "first"
"""How many are wanted: no condition, but found among the numbers."""
YEARS = range(1880, 2100)
MINUTES = range(30, 600)  # what a bare number after 'under' may mean
CENTURY_TURNS = 30  # '20s' are those of this century, '30s' of the last
YEARS_OF = ("annees", "anos", "anni")
"""'Years' in other languages, after which '80' is a decade."""
PARTS = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}
MOST_WANTED = 50
OLDEST = 18  # the greatest age that a number may mean
BEFORE_COUNTS = ("top", "best", "first", "the first", "just", "only", "erste", "ersten", "premiers")
"""Words after which a number is how many are wanted."""
MILLION = 1_000_000
TIMES = {"million": MILLION, "billion": 1000 * MILLION}
TOO_MUCH = 10**15  # no upper bound
IS = ("is", "s", "m", "am", "i m", "im", "turns", "turning", "turned", "who is", "who s", "are")
"""Words before somebody's age."""
_HALVES = re.compile(r"\d+[.,]5")
_DECADE = re.compile(r"(\d{2}|\d{4})(er|ern|s|ies)")
UNIT_FIELDS = {"minutes": RUNTIME, "hours": RUNTIME, "age": AGE, "percent": SCORE, "oscars": OSCARS}
UNIT_FIELDS |= {"million": BOX_OFFICE, "billion": BOX_OFFICE}


@dataclass(frozen=True)
class Number:
    """A number with its unit; `until` is the last year of a decade. `size` counts segments."""

    value: int
    until: int
    field: str
    size: int


class NumberReader:
    """Reads single numbers of one message, by what stands around them."""

    def __init__(self, segments: Sequence[Segment], this_year: int) -> None:
        self._all, self._year = segments, this_year

    def get(self, at: int, section: str) -> str:
        """What a segment means in a section of the lexicon, empty where there is none."""
        return self._all[at].get(section) if 0 <= at < len(self._all) else ""

    def text(self, at: int) -> str:
        """The words of a segment, empty where there is none."""
        return self._all[at].text if 0 <= at < len(self._all) else ""

    def value(self, at: int) -> int | None:
        """The number a segment says, in digits or words."""
        text = self.text(at)
        if text.isdecimal() and len(text) < 10:
            return int(text)
        named = self.get(at, "numbers")
        return int(named) if named else None

    def number(self, at: int, how: str = "") -> Number | None:
        """A number, of a decade perhaps only a part: 'early eighties'."""
        part = self.get(at, "parts")
        number = self._plain(at + 1 if part else at, how)
        if number is None or not part:
            return number
        if number.field != YEAR:
            return None
        low, high = (number.value + step for step in PARTS[part])
        return Number(low, high, YEAR, number.size + 1)

    def _plain(self, at: int, how: str = "") -> Number | None:
        decade = self._age_group(at, how) or self._decade(at)
        if decade:
            return decade
        if self.get(at, "lengths").isdigit():
            return self._half(at, int(self.get(at, "lengths")))
        if self.get(at + 1, "units") == "hours" and _HALVES.fullmatch(self.text(at)):
            minutes = 60 * int(self.text(at)[:-2]) + 30
            return Number(minutes, minutes, RUNTIME, 2)
        value = self.value(at)
        if value is None or self._birthday(at):
            return None
        unit, more = self.get(at + 1, "units"), self.get(at + 1, "compare")
        if more == "or_more" and self.get(at + 2, "units") in ("oscars", "hours", "minutes"):
            return self._open_ended(at, value)
        if unit == "years" and how in ("most", "below", "before", "above") and value < YEARS[0]:
            return Number(self._year - value, self._year - value, YEAR, 2)
        if unit == "hours":
            return self._half(at, value * 60, 2)
        if unit in UNIT_FIELDS:
            times = TIMES.get(unit, 1)
            return Number(value * times, value * times, UNIT_FIELDS[unit], 2)
        return self._bare(at, value, how)

    def _half(self, at: int, minutes: int, size: int = 1) -> Number:
        """Hours with what is added: 'two hours and 30 minutes', '1 h 40'."""
        after = at + size
        joined = self.get(after, "joins") == "and"
        more = self.value(after + joined)
        if more is not None and more < 60:
            closed = self.get(after + joined + 1, "units") == "minutes"
            if closed or not joined:
                return Number(minutes + more, minutes + more, RUNTIME, size + joined + 1 + closed)
        return Number(minutes, minutes, RUNTIME, size)

    def _open_ended(self, at: int, value: int) -> Number:
        """'Three or more Oscars', 'two or more hours'."""
        unit = self.get(at + 2, "units")
        times = 60 if unit == "hours" else 1
        return Number(value * times, TOO_MUCH, UNIT_FIELDS[unit], 3)

    def _birthday(self, at: int) -> bool:
        """'Born in 1985': a year, but not of a film."""
        if self._all[at].breaks:
            return False
        return "born" in (self.text(at - 1), self.text(at - 2))

    def _age_group(self, at: int, how: str) -> Number | None:
        """'Under tens', 'over 12s': people of an age, where a comparison stands before."""
        text = self.text(at)
        apart = text.isdigit() and self.text(at + 1) == "s"
        if how not in ("below", "above", "most", "least") or not (apart or text.endswith("s")):
            return None
        digits = text.removesuffix("s")
        age = int(digits) if digits.isdecimal() else int(self.get(at, "numbers") or OLDEST + 1)
        return Number(age, age, AGE, 1 + apart) if age <= OLDEST else None

    def _decade(self, at: int) -> Number | None:
        """'nineties', '90s', '1990s', "90's", 'années 80'."""
        named = self.get(at, "decades")
        if named:
            return Number(int(named), int(named) + 9, YEAR, 1)
        text, size = self.text(at), 1
        if text.isdigit() and self.text(at + 1) in ("s", "er", "ern"):
            text, size = text + "s", 2
        elif text.isdigit() and len(text) == 2 and self.text(at - 1).endswith(YEARS_OF):
            text += "s"
        match = _DECADE.fullmatch(text)
        if match is None or not match[1].endswith("0"):
            return None
        year = int(match[1])
        if year < 100:
            year += 2000 if year < CENTURY_TURNS else 1900
        return Number(year, year + 9, YEAR, size) if year in YEARS else None

    def _bare(self, at: int, value: int, how: str) -> Number | None:
        """A number without a unit: what stands around it tells what it counts."""
        field = self._meant(at, value, how)
        return Number(value, value, field, 1) if field else None

    def _meant(self, at: int, value: int, how: str) -> str:
        aged = any(self.get(at - back, "ages") for back in (1, 2, 3))
        if value in YEARS and self.text(at).isdigit():
            return YEAR
        if value <= 18 and self._age_follows(at + 1):
            return AGE
        if self._certificate(at, value):
            return AGE
        if (aged and value <= 18) or self.text(at - 1) in ("age", "aged", "ages"):
            return AGE
        someone = any(self.get(at - back, "pronouns") == "person" for back in (1, 2, 3))
        if someone or self.text(at - 1) in IS:
            last = at + 1 >= len(self._all) or self._all[at + 1].breaks
            return AGE if value <= OLDEST and last else ""
        if how:
            before = " ".join(self.text(at - back) for back in (3, 2, 1)).split()
            rated = bool({"rated", "rating", "score"} & set(before))
            return SCORE if rated and value <= 100 else RUNTIME if value in MINUTES else ""
        wanted = value <= MOST_WANTED and (self.text(at - 1) in BEFORE_COUNTS or self._counts(at))
        return FIRST if wanted else ""

    def _certificate(self, at: int, value: int) -> bool:
        """'Is it an 18?'"""
        asked = any(one.get("check") for one in self._all[:2])
        last = at + 1 == len(self._all)
        return asked and last and value <= OLDEST and self.text(at - 1) in ("a", "an")

    def _age_follows(self, at: int) -> bool:
        """'A 5 and a 9 year old': ages listed, with the unit after the last."""
        between = ("and", "or", "a", "an", "und", "et", "y", "e")
        start = at
        while at < len(self._all) and at - start < 6:
            if self.get(at, "units") == "age":
                return at > start
            if self.text(at) not in between and self.value(at) is None:
                return False
            at += 1
        return False

    def _counts(self, at: int) -> bool:
        """Whether what is counted follows: 'ten animated films', never 'two kids'."""
        for after in range(at + 1, min(at + 5, len(self._all))):
            if self.get(after, "ages") or self._all[after].breaks:
                return False
            if self.get(after, "head") == "many":
                return True
            if self.get(after, "genres") and self.text(after).endswith("s"):
                return True
        return False
