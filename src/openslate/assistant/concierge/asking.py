"""Which act a message asks for, and the query it makes when nothing was said before."""

from collections.abc import Iterable
from dataclasses import replace

from openslate.assistant.concierge.credited_people import CAST, CREDITS
from openslate.assistant.concierge.known_names import KnownItem
from openslate.assistant.concierge.numbers_said import OSCARS, RUNTIME, SCORE, YEAR
from openslate.assistant.concierge.query import (
    ABOUT,
    ABOUT_ITEMS,
    AGE,
    AVAILABLE,
    EVERYTHING,
    LIKE,
    MOOD,
    PEOPLE,
    TITLE,
    WITH_FIELD,
    Act,
    Condition,
    Query,
)
from openslate.assistant.concierge.reading import Reading
from openslate.assistant.concierge.segments import Segment
from openslate.assistant.concierge.told import Found
from openslate.graph.vocabulary import FIELD

BESIDE = {
    "short": (RUNTIME, False), "long": (RUNTIME, True), "newer": (YEAR, True),
    "later": (YEAR, True), "after": (YEAR, True), "older": (YEAR, False),
    "earlier": (YEAR, False), "before": (YEAR, False), "better": (SCORE, True),
    "higher": (SCORE, True), "lower": (SCORE, False), "worse": (SCORE, False),
    "more recent": (YEAR, True),
}  # fmt: skip
"""Which number 'longer than X' and its like compare, and whether more is wanted."""


BESIDE_FACTS = (ABOUT, MOOD, FIELD["genres"].column)
"""What words of a question about one item may seem to say of it: 'who wrote the music of ...'."""
ONE = frozenset({"one", "film", "movie", "picture"})
"""Words that phrases for a single item end with: 'the newest one', 'a drama film'."""
OF_THEM = frozenset({"of them", "of those", "of these", "of all", "of the lot"})
"""Words that single one out of several: 'the oldest of them'."""
LIFE = frozenset({"born", "die", "died", "married", "birthday", "live", "tall", "dead", "alive"})
"""Words of questions about somebody's life."""
DONE = ("won", "made", "earned", "grossed")
"""How what a single film did most begins: 'which drama won the most Oscars?'"""
FEW = 3  # words from which a topic must be asked for, not only named


def titled(item: KnownItem, field: str = TITLE, *, wanted: bool = True) -> Condition:
    """The condition of having an item's name, or of being like it."""
    return Condition(field, (item.name,), wanted=wanted)


def act_of(reading: Reading) -> Act:
    """What a message asks for, as it stands alone."""
    titles = reading.titles()
    if reading.talk:
        return reading.talk
    if len(titles) == 1 and reading.titles("than") and _begins_as_check(reading):
        return Act.COMPARE
    if len(titles) > 1:
        if reading.comparatives or (reading.told.sort and not reading.question):
            return Act.COMPARE
        return Act.SHARED
    if titles and (_is_check(reading) or _has_won(reading)):
        return Act.CHECK
    if titles and reading.field:
        return Act.FACT
    if reading.has("counts") and not titles:
        return Act.COUNT
    return _about_others(reading)


def _about_others(reading: Reading) -> Act:
    """What a message asks that is no question about items it names."""
    titles, found = reading.titles(), reading.told.found
    if _asks_of_person(reading):
        return Act.FACT
    if not titles and of_somebodys_life(reading):
        return Act.UNKNOWN
    if titles or found or reading.told.sort or reading.titles("like", "than"):
        return Act.UNKNOWN if _beside_the_point(reading) else Act.FIND
    return Act.FIND if reading.standing or reading.has("suggest") else Act.UNKNOWN


def _is_check(reading: Reading) -> bool:
    return _begins_as_check(reading) and bool(reading.told.found)


def _begins_as_check(reading: Reading) -> bool:
    begins = next((s for s in reading.segments if not s.get("joins") and not s.get("follow")), None)
    return begins is not None and bool(begins.get("check"))


def _has_won(reading: Reading) -> bool:
    """'Did Fargo win an Oscar?'"""
    return _begins_as_check(reading) and reading.field == OSCARS


def _asks_of_person(reading: Reading) -> bool:
    """'Who is Katharine Hepburn?'"""
    people = [f for f in reading.told.found if f.condition.field in CREDITS]
    asked = reading.question is not None and reading.field == EVERYTHING
    return asked and len(people) == len(reading.told.found) == 1 and not reading.standing


def of_somebodys_life(reading: Reading) -> bool:
    """'When was Tom Hanks born?', 'how old is she?': no catalogue of films tells."""
    somebody = reading.person_meant or any(one.people for one in reading.segments)
    words = {word for one in reading.segments for word in one.text.split()}
    question = reading.question
    how_old = question is not None and question.text.startswith("how old")
    asked = question is not None and bool(words & LIFE)
    return somebody and (how_old or asked) and not reading.standing


def _beside_the_point(reading: Reading) -> bool:
    """Whether it asks for something else, though some of its words are known."""
    titles = reading.titles()
    if titles and all(one.why == "asked" for one in titles):
        return True
    named = titles or reading.titles("like", "than")
    people = any(f.condition.field in CREDITS for f in reading.told.found)
    if named or people or reading.standing or reading.told.sort or reading.has("genres"):
        return False
    others = (one for one in reading.segments if not one.get("topics"))
    if reading.has("topics") and all(set(one.means) & {"noise", "joins"} for one in others):
        return False
    loose = all(f.condition.field in (ABOUT, AVAILABLE) for f in reading.told.found)
    if loose and len(reading.segments) > FEW and not reading.has("joins", "about"):
        return True
    unanswered = reading.question is not None and reading.field
    return bool(unanswered or reading.told.unused)


def alone(reading: Reading, act: Act) -> tuple[Query, list[Found]]:
    """The query of a message that stands alone, with the words of each condition."""
    if act not in ABOUT_ITEMS:
        return Query(act), []
    than = () if act is Act.COMPARE else _than(reading)
    found = [*_titles(reading, act), *_like(reading), *than, *reading.told.found]
    if act in WITH_FIELD:
        found = [one for one in found if one.condition.field not in BESIDE_FACTS]
    if act is Act.FACT and reading.titles() and reading.field == CAST:
        found = [one for one in found if one.condition.field not in CREDITS]
    if act is Act.FACT and not reading.titles():
        found = [_in_role(one, PEOPLE) for one in found]
    if act is Act.CHECK:
        if not reading.told.found and (asked := reading.question or reading.segments[-1]):
            found.append(Found(Condition(OSCARS, (), 1, None), asked.place))
        role = reading.field if reading.field in CREDITS else CAST
        found = [_in_role(one, role) if one.condition.field == PEOPLE else one for one in found]
        found = [one for one in found if not _too(reading, one)]
    found = [one for one in found if not any(_within(other, one) for other in found)]
    conditions = tuple(one.condition for one in found)
    if act in (Act.FACT, Act.SHARED):
        return Query(act, reading.field or EVERYTHING, conditions), found
    if act is Act.COMPARE:
        return Query(act, compared_field(reading), conditions), found
    query = Query(act, "", conditions, reading.told.sort, first_of(reading))
    return query, found


def _within(inner: Found, outer: Found) -> bool:
    """Whether a range says more closely what another says: 'classics from before 1960'."""
    one, other = inner.condition, outer.condition
    if one.field != other.field or one == other or not (one.ranged and one.wanted and other.wanted):
        return False
    if other.low is not None and (one.low is None or one.low < other.low):
        return False
    return other.high is None or (one.high is not None and one.high <= other.high)


def _too(reading: Reading, one: Found) -> bool:
    """'Is Jaws too scary for a nine year old?' asks about the age."""
    aged = any(other.condition.field == AGE for other in reading.told.found)
    before = next((s for s in reading.segments if s.place[1] == one.place[0]), None)
    return aged and before is not None and before.text in ("too", "to")


def _in_role(one: Found, role: str) -> Found:
    return replace(one, condition=replace(one.condition, field=role))


def first_of(reading: Reading) -> int | None:
    """How many are wanted: what was said, or one where a superlative speaks of one."""
    told = reading.told
    words = [word for one in reading.segments[:3] for word in one.text.split()]
    if told.first is None and told.superlative and words[:2] == ["which", "of"]:
        return 1
    if told.first is not None or not told.superlative or reading.has("head", "many"):
        return told.first
    if any(s.text in OF_THEM for s in reading.segments):
        return 1
    one = any(s.text.rpartition(" ")[2] in ONE for s in reading.segments) or _is_the(reading)
    return 1 if one or reading.has("head", "one") or _one_genre(reading) else None


def _is_the(reading: Reading) -> bool:
    """'Which is the longest?', 'the oldest', 'what won the most Oscars?'"""
    first, second = ([one.text for one in reading.segments] + ["", ""])[:2]
    if first in ("what", "which"):
        kinds = [one.text for one in reading.segments if one.get("genres")]
        sorted_by = [second, *(one.text for one in reading.segments if one.get("sorts"))]
        several = any(text.endswith("s") for text in kinds)
        if not several and any(text.startswith(DONE) for text in sorted_by):
            return True
    last = reading.segments[-1]
    alone_said = [one.text for one in reading.segments[:-1]] == ["the"] and last.get("sorts")
    if alone_said and not last.text.endswith("first"):
        return True
    words = [one.text for one in reading.segments if one.get("sorts") or one.get("check")]
    return len(words) > 1 and words[0] in ("is", "was") and words[-1] not in ("is", "was")


def _one_genre(reading: Reading) -> bool:
    """'the oldest western', but neither 'westerns' nor 'science fiction'."""
    named = [one.text for one in reading.segments if one.get("genres")]
    countable = ("comedy", "western", "thriller", "documentary", "musical", "mystery", "romcom")
    return bool(named) and named[-1] in countable


def compared_field(reading: Reading) -> str:
    """The number that 'which is longer' asks about."""
    for one in reading.comparatives:
        return one.get("comparative").split()[0]
    if reading.titles("than"):
        return _field_beside(reading, reading.titles("than")[0])[0]
    sort = reading.told.sort
    return sort.field if sort else YEAR


def _titles(reading: Reading, act: Act) -> Iterable[Found]:
    for one in reading.titles():
        if one.title is None or (act is Act.FIND and one.why == "check"):
            continue
        yield Found(titled(one.title), one.place)
    for one in reading.titles("than") if act is Act.COMPARE else ():
        if one.title is not None:
            yield Found(titled(one.title), one.place)
    for one in reading.titles("not"):
        if one.title is not None:
            yield Found(titled(one.title, wanted=False), one.place)


def _like(reading: Reading) -> Iterable[Found]:
    for one in reading.titles("like"):
        if one.title is None:
            continue
        yield Found(titled(one.title, LIKE), one.place)
        for other in reading.comparatives:
            yield Found(beyond(other.get("comparative"), one.title), other.place)


def beyond(comparative: str, item: KnownItem) -> Condition:
    """More, or less, of a number than an item has; of nothing where that is not known."""
    field, _, way = comparative.partition(" ")
    value = item.numbers.get(field)
    if value is None:
        return Condition(field)
    return _past(field, value, up=way == "high")


def _past(field: str, value: int, *, up: bool) -> Condition:
    return Condition(field, (), value + 1 if up else None, None if up else value - 1)


def _than(reading: Reading) -> Iterable[Found]:
    """'longer than Titanic'."""
    for one in reading.titles("than"):
        field, up = _field_beside(reading, one)
        if field and one.title and field in one.title.numbers:
            before = max((s for s in reading.segments if s.place[1] <= one.place[0]),
                         key=lambda s: s.place)  # fmt: skip
            yield Found(_past(field, one.title.numbers[field], up=up),
                        (before.place[0], one.place[1]))  # fmt: skip


def _field_beside(reading: Reading, one: Segment) -> tuple[str, bool]:
    """The number that the words before 'than X' compare, and whether more of it is wanted."""
    earlier = [s for s in reading.segments if s.place[1] <= one.place[0]]
    said = " ".join(s.text for s in earlier[-3:])
    return next((told for word, told in BESIDE.items() if word in said), ("", False))
