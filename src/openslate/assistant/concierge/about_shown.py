"""Questions about items that were shown: 'the second one, who is in it?', 'is it on tonight?'."""

from dataclasses import dataclass, replace

from openslate.assistant.concierge.asking import act_of, alone, beyond
from openslate.assistant.concierge.credited_people import CAST, CREDITS
from openslate.assistant.concierge.later_message import LaterMessage, Made
from openslate.assistant.concierge.query import ITEM, LIKE, TITLE, Act, Condition, Query
from openslate.assistant.concierge.told import Found


@dataclass(frozen=True)
class AboutShown:
    """A later message, read as one about what the turn before showed or spoke of."""

    message: LaterMessage

    def query(self) -> Made | None:
        """What is asked of those items; None where the message speaks of none."""
        message, reading = self.message, self.message.reading
        meant = message.meant
        if reading.titles():
            return self._another()
        field = self._fact_field()
        asked_before = message.before.act in (Act.FACT, Act.CHECK)
        if field and (meant or asked_before or reading.question):
            return self._fact(field, meant or message.focus)
        if meant and self._begins_check():
            return self._check(meant)
        if reading.has("like") and not reading.titles("like"):
            return self._similar(meant or message.focus)
        return None

    def _similar(self, meant: tuple[Condition, ...]) -> Made | None:
        """'Something similar, but newer': like the item spoken of."""
        if not meant:
            return None
        message, reading = self.message, self.message.reading
        like = [Condition(LIKE, one.values) for one in meant]
        items = message.context.named(like)
        told = [beyond(one.get("comparative"), items[0]) for one in reading.comparatives if items]
        return Query(Act.FIND, "", (*like, *told, *message.said)), reading.told.found

    def _check(self, meant: tuple[Condition, ...]) -> Made | None:
        message, reading = self.message, self.message.reading
        person = message.person
        if person and reading.person_meant:
            roles = [role for role, _, _ in reading.told.pronoun_roles]
            asked = Condition(roles[0] if roles else CAST, (person,))
            query = Query(Act.CHECK, "", (*meant, asked))
            return query, [Found(asked, message.place_of_person)]
        if reading.told.found:
            return Query(Act.CHECK, "", (*meant, *message.said)), reading.told.found
        return None

    def _fact_field(self) -> str:
        reading = self.message.reading
        if reading.any_good:
            return reading.field
        if (reading.question is None and reading.standing) or reading.told.found:
            asked = reading.question is not None and not any(
                f.condition.field in CREDITS for f in reading.told.found
            )
            return reading.field if asked else ""
        if reading.has("follow", "drop", "replace") or reading.told.sort:
            return ""
        return reading.field

    def _fact(self, field: str, of: tuple[Condition, ...]) -> Made | None:
        message = self.message
        if not of and message.before.act in (Act.FACT, Act.CHECK):
            of = message.before.conditions
        if not of:
            return None
        return Query(Act.FACT, field, (*of, *message.said)), message.reading.told.found

    def _another(self) -> Made | None:
        """The same fact of another item; or what that item has in common with the last."""
        reading, before = self.message.reading, self.message.before
        made = act_of(reading)
        if made is Act.FIND and before.act is Act.CHECK:
            query, found = alone(reading, made)
            kept = before.without(TITLE, ITEM).conditions
            return replace(query.also(*kept), act=Act.CHECK), found
        if made is Act.FIND and before.act is Act.FACT:
            query, found = alone(reading, made)
            return replace(query, act=Act.FACT, field=before.field), found
        them = reading.has("follow", "ones") and before.act is Act.FACT
        if them and before.of(TITLE):
            query, found = alone(reading, Act.SHARED)
            both = Query(Act.SHARED, before.field, before.of(TITLE)).also(*query.of(TITLE))
            return both, found
        return None

    def _begins_check(self) -> bool:
        """Whether it begins, or goes on after a pause, as a question of yes or no."""
        segments = enumerate(self.message.reading.segments)
        return any(one.get("check") and (at < 2 or one.breaks) for at, one in segments)
