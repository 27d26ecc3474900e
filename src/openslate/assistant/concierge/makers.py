"""Items by whoever made another: 'films by the director of Jaws', 'from the makers of Alien'."""

from openslate.assistant.concierge.about_somebody import says_others
from openslate.assistant.concierge.asking import first_of, titled
from openslate.assistant.concierge.credited_people import DIRECTORS
from openslate.assistant.concierge.later_message import Made
from openslate.assistant.concierge.query import Act, Condition, Query
from openslate.assistant.concierge.reading import Reading
from openslate.assistant.concierge.told import Found

LOOSE = frozenset({"something", "anything", "everything"})
"""Words for items that are wanted, besides those for many."""
FROM = frozenset({"from", "by"})
"""First words of a wish for what somebody made."""


def by_makers(reading: Reading) -> Made | None:
    """The items wanted of the one who directed the item named; None where none are wanted."""
    named = [one for one in reading.titles("questions") if one.title and one.title.directors]
    question = reading.question
    if len(named) != 1 or question is None or question.get("questions") != DIRECTORS:
        return None
    others = says_others(reading) or reading.has("follow", "more", "also")
    wanted = others or reading.has("head", "many")
    wanted = wanted or any(one.text in LOOSE for one in reading.segments)
    wanted = wanted or reading.segments[0].text in FROM
    if not wanted or (reading.segments[0] is question and not others):
        return None
    (one,) = named
    assert one.title is not None  # of those with a title  # noqa: S101
    place = (question.place[0], one.place[1])
    found = [Found(Condition(DIRECTORS, one.title.directors), place), *reading.told.found]
    if others:
        found.append(Found(titled(one.title, wanted=False), one.place))
    act = Act.COUNT if reading.has("counts") else Act.FIND
    conditions = tuple(each.condition for each in found)
    return Query(act, "", conditions, reading.told.sort, first_of(reading)), found
