"""New questions about a person named before: 'what else did she make?', 'his westerns'."""

from dataclasses import dataclass, replace

from openslate.assistant.concierge.asking import act_of, alone
from openslate.assistant.concierge.credited_people import CREDITS, SAME
from openslate.assistant.concierge.later_message import LaterMessage, Made
from openslate.assistant.concierge.query import AGE, ITEM, TITLE, Act, Condition, Query
from openslate.assistant.concierge.reading import Reading
from openslate.assistant.concierge.told import Found

OTHERS = ("other", "else", "others")


@dataclass(frozen=True)
class AboutSomebody:
    """A later message, read as a new question about somebody named before."""

    message: LaterMessage

    def query(self) -> Made | None:
        """The items asked for; None where the message speaks of no person, or only narrows."""
        message, reading = self.message, self.message.reading
        person = message.person
        if person is None or not reading.person_meant:
            return None
        roles = [self._role(role) for role, _, _ in reading.told.pronoun_roles]
        found_before = message.before.act in (Act.FIND, Act.COUNT)
        if found_before and not roles and not reading.has("head") and not self._others_wanted():
            return None
        heads = {one.text for one in reading.segments if one.get("head")}
        if found_before and (reading.has("follow", "only") or heads == {"any"}):
            return None
        if reading.told.found and all(f.condition.field == AGE for f in reading.told.found):
            return None
        field = roles[0] if roles else message.said_role
        others = message.before.of(TITLE, ITEM) if self._others_wanted() else ()
        others = tuple(replace(one, wanted=False) for one in others)
        asked = Condition(field, message.persons)
        found = [Found(asked, message.place_of_person), *reading.told.found]
        act = Act.COUNT if reading.has("counts") else Act.FIND
        query = Query(act, "", (*(f.condition for f in found), *others), reading.told.sort)
        return query, found

    def _role(self, told: str) -> str:
        """A role, or that which the person was named for before."""
        return self.message.context.people[-1][0] if told == SAME else told

    def _others_wanted(self) -> bool:
        return says_others(self.message.reading) or self.message.reading.has("follow", "more")


@dataclass(frozen=True)
class OtherWorks:
    """A later message that names somebody and asks for other items than the one spoken of."""

    message: LaterMessage

    def query(self) -> Made | None:
        """'Which other films is he in?', with the name said again."""
        reading, before = self.message.reading, self.message.before
        others = tuple(replace(one, wanted=False) for one in before.of(TITLE))
        named = any(f.condition.field in CREDITS for f in reading.told.found)
        if not (others and named and says_others(reading)) or before.act is Act.FIND:
            return None
        query, found = alone(reading, act_of(reading))
        return (query.also(*others), found) if query.act in (Act.FIND, Act.COUNT) else None


def says_others(reading: Reading) -> bool:
    """Whether other items are wanted than that before."""
    return any(one.text in OTHERS for one in reading.segments)
