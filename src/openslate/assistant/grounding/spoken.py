"""Numbers, lengths and days that are written in words: 'an hour and forty-five minutes'."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openslate.assistant.grounding.lexicon import MONTHS, listed
from openslate.assistant.grounding.quantity import Bound, Measure, Quantity
from openslate.assistant.grounding.sentences import Word

_UNITS = listed(
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen
    """
)
_TENS = listed("twenty thirty forty fifty sixty seventy eighty ninety")
_ORDINALS = listed(
    """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
    fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first
    twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh
    twenty-eighth twenty-ninth thirtieth thirty-first
    """
)
WORDS = {word: value for value, word in enumerate(_UNITS)} | {
    word: 10 * place for place, word in enumerate(_TENS, 2)
}
_DAYS = {word: day for day, word in enumerate(_ORDINALS, 1)}
_MINUTES = {"hour": 60, "hours": 60, "minute": 1, "minutes": 1}
_BOUNDS = {
    "about": Bound.ABOUT, "around": Bound.ABOUT, "nearly": Bound.ABOUT, "almost": Bound.ABOUT,
    "roughly": Bound.ABOUT, "over": Bound.MORE, "than": Bound.MORE, "under": Bound.LESS,
}  # fmt: skip
COUNTED = (
    "award", "oscar", "season", "episode", "sequel", "director", "writer", "screenwriter",
    "producer", "composer",
)  # fmt: skip
"""Beginnings of what is counted in words even where it is few; of others it is a way to speak."""
_FEW = 12


@dataclass(frozen=True)
class _Run:
    """A number in words: `value`, from word `start` to before word `end`; the parts it is of."""

    value: int
    start: int
    end: int
    parts: tuple[int, ...]


def in_words(found: Sequence[Word]) -> Iterator[Quantity]:
    """Lengths ('two hours'), years ('nineteen ninety-five') and what is counted."""
    place = 0
    while place < len(found):
        if length := _length(found, place):
            yield length[0]
            place = length[1]
            continue
        run = _number(found, place)
        if run is not None:
            yield from _counted(found, run)
        place = run.end if run else place + 1


def spoken_days(found: Sequence[Word]) -> Iterator[Quantity]:
    """Days: 'the third of May 1999', 'May the third, 1999'; the year may be left out."""
    for place, word in enumerate(found):
        day = _DAYS.get(word.folded)
        if day is None:
            continue
        end = place + 1 + (_at(found, place + 1) == "of")
        begin = place - 1 - (_at(found, place - 1) == "the")
        if _at(found, end) in MONTHS:
            yield _day(found, day, _at(found, end), place, end + 1)
        elif _at(found, begin) in MONTHS:
            yield _day(found, day, _at(found, begin), begin, place + 1)


def _day(found: Sequence[Word], day: int, month: str, start: int, end: int) -> Quantity:
    year = _at(found, end)
    known = len(year) == 4 and year.isdigit()
    parts = (int(year) if known else 0, MONTHS.index(month) + 1, day)
    last = found[end].end if known else found[end - 1].end
    return Quantity(Measure.DAY, 0, found[start].start, last, day=parts)


def _length(found: Sequence[Word], place: int) -> tuple[Quantity, int] | None:
    """A length that begins at a word, and the word behind it."""
    minutes, at, units = 0.0, place, 0
    while (run := _amount(found, at)) and (unit := _MINUTES.get(_at(found, run.end))):
        minutes, units = minutes + run.value * unit, units + 1
        at = run.end + 1
        if _half_follows(found, at):
            minutes, at = minutes + unit / 2, at + 3
        following = at + (_at(found, at) == "and")
        if not _amount(found, following) or unit == 1:
            break
        at = following
    if not units:
        return None
    bound = _BOUNDS.get(_at(found, place - 1), Bound.EXACT)
    if _at(found, at - 1) == "and":
        at -= 1
    start, end = found[place].start, found[at - 1].end
    return Quantity(Measure.LENGTH, minutes, start, end, bound), at


def _amount(found: Sequence[Word], place: int) -> _Run | None:
    """A number in words or digits; 'an hour' is one."""
    word = _at(found, place)
    if word in ("a", "an") and _at(found, place + 1) in _MINUTES:
        return _Run(1, place, place + 1, (1,))
    return _number(found, place)


def _half_follows(found: Sequence[Word], place: int) -> bool:
    return [_at(found, place + step) for step in range(3)] == ["and", "a", "half"]


def _number(found: Sequence[Word], place: int) -> _Run | None:
    """'forty-two', 'one hundred and nine', 'nineteen ninety-five' (by its parts)."""
    parts: list[int] = []
    at = place
    while (value := _spoken(_at(found, at))) is not None:
        parts.append(value)
        at += 1
    if not parts:
        return None
    if _at(found, at) != "hundred" or len(parts) != 1:
        return _Run(sum(parts), place, at, tuple(parts))
    after = at + 1 + (_at(found, at + 1) == "and")
    rest = _number(found, after)
    if rest is None or rest.value >= 100:
        return _Run(100 * parts[0], place, at + 1, (100 * parts[0],))
    return _Run(100 * parts[0] + rest.value, place, rest.end, (100 * parts[0] + rest.value,))


def _counted(found: Sequence[Word], run: _Run) -> Iterator[Quantity]:
    start, end = found[run.start].start, found[run.end - 1].end
    if len(run.parts) >= 2 and 18 <= run.parts[0] <= 20:
        yield Quantity(Measure.YEAR, 100 * run.parts[0] + sum(run.parts[1:]), start, end)
        return
    unit = _at(found, run.end + (_at(found, run.end) == "academy"))
    if run.value > _FEW or unit.startswith(COUNTED):
        yield Quantity(Measure.COUNT, run.value, start, end, of=unit)


def _spoken(word: str) -> int | None:
    parts = [WORDS.get(part) for part in word.split("-")]
    known = [part for part in parts if part is not None]
    return sum(known) if known and len(known) == len(parts) else None


def _at(found: Sequence[Word], place: int) -> str:
    """The folded word at a place, empty where there is none."""
    return found[place].folded if 0 <= place < len(found) else ""
