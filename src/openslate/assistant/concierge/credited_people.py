"""Who did what: names of people and the words before and after them that say their part."""

from collections.abc import Sequence
from dataclasses import replace

from openslate.assistant.concierge.collecting import AND, OR, PAUSE, Collector
from openslate.assistant.concierge.known_names import KnownPerson
from openslate.assistant.concierge.name_index import NameIndex
from openslate.assistant.concierge.query import PEOPLE, Condition
from openslate.assistant.concierge.segments import TOGETHER as BESIDE
from openslate.assistant.concierge.segments import Segment
from openslate.assistant.concierge.told import Found
from openslate.graph.vocabulary import FIELD

CAST, DIRECTORS = FIELD["cast"].column, FIELD["directors"].column
WRITERS, COMPANIES = FIELD["writers"].column, FIELD["companies"].column
CREDITS = (PEOPLE, CAST, DIRECTORS, WRITERS, FIELD["producers"].column, FIELD["composers"].column)
LOOSE = frozenset({"by", "de", "d", "di", "del", "da", "von", "par", "made by", "make", "made"})
"""Words for a director that are said of others too."""
WITHOUT = frozenset(
    {"without", "with", "out", "o", "ohne", "sans", "sin", "senza", "mit", "avec", "starring"}
)
"""Last words of phrases for 'not' that are said of who is in it: 'but without', 'not with'."""
MADE = frozenset({"make", "made", "makes", "do", "did", "done"})
"""Words that say of actors that they were in it."""
IN_IT = frozenset({"in", "in them", "in it", "been in", "be in", "is in", "was in", "appear in"})
"""Last words of a question about whom something has in it."""
SAME = "same"
"""Says that somebody did what they were named for before: 'what else has she done'."""
TOGETHER = frozenset({"together", "zusammen", "ensemble", "juntos", "insieme"})
SURNAME = 0.62  # how sure a name of one word is at most
WELL_KNOWN = 30.0  # weight from which a surname needs nothing before it
FEW_TOPICS = 6  # items about it from which a word is rather a topic than a surname


class PeopleReader:
    """Takes in segments that are people, or say what people did."""

    def __init__(self, segments: Sequence[Segment], index: NameIndex, collector: Collector) -> None:
        self._all, self._index, self._collector = segments, index, collector
        self.role, self._role_text = "", ""
        self._last = -1  # segment of the last person

    def take(self, at: int, one: Segment) -> bool:
        """A name, or the word before or after it that says what the person did."""
        if one.people:
            return self._people(at, one)
        role, did = one.get("roles"), one.get("did")
        after_name = self._last >= 0 and did and not (role and self._names_next(at))
        if after_name or (did and self._pronoun_before(at)):
            self._did(at, did, one)
            return True
        if (role and not one.get("fields")) or (role and self._names_next(at)):
            self.expect(role, one.text)
            return True
        return False

    def expect(self, role: str, text: str) -> None:
        """A word was said after which people of a role are named."""
        self.role, self._role_text = role, text

    def acted(self) -> None:
        """Whoever was named last is in the cast."""
        found = self._collector.told.found
        if found and found[-1].condition.field == PEOPLE:
            found[-1] = _in_field(found[-1], CAST)

    def other_said(self) -> None:
        """Something else was said: what follows is no list of people any more."""
        self.role, self._last = "", -1

    def _names_next(self, at: int) -> bool:
        later = self._all[at + 1 : at + 4]
        return any(one.people or one.company or one.get("pronouns") == "person" for one in later)

    def _pronoun_before(self, at: int) -> bool:
        before = self._all[max(0, at - 3) : at]
        return any(one.get("pronouns") == "person" for one in before)

    def _people(self, at: int, one: Segment) -> bool:
        if part_of_name(one) and not self._is_surname(at, one):
            return False
        found, join = self._collector.told.found, self._collector.join
        listed = join in (AND, OR, PAUSE) and self._last >= 0 and self._directly(at)
        if not self.role and listed and found:
            role = found[-1].condition.field
        else:
            role = self._role_of(one.people, self.role, self._role_text)
            if role == PEOPLE and self._made_by(at, one.people):
                role = DIRECTORS
            elif role == PEOPLE and self._all[-1].text in IN_IT and not _all_direct(one.people):
                role = CAST
        made = Condition(role, tuple(person.name for person in one.people))
        self._collector.take(made, one.place)
        self.role, self._last = "", at
        return True

    def _made_by(self, at: int, people: Sequence[KnownPerson]) -> bool:
        """'Spielberg's films', 'films of Spielberg': he directed them, who is no actor."""
        owns = at + 1 < len(self._all) and self._all[at + 1].text == "s"
        of = at > 0 and self._all[at - 1].text in ("of", "from")
        return (owns or of) and all(map(directs_more, people))

    def _directly(self, at: int) -> bool:
        """Whether only a joint stands between the last person and this segment."""
        return all(s.get("joins") or s.get("noise") for s in self._all[self._last + 1 : at])

    def _is_surname(self, at: int, one: Segment) -> bool:
        """Whether a single word is a name here, and not what items are about."""
        if one.why == BESIDE:
            return True
        (first, *_), topics = one.people, self._index.topics_of(one.text)
        if at and self._all[at - 1].text in ("a", "an"):
            return first.weight >= WELL_KNOWN and topics < FEW_TOPICS
        if topics and self._goes_on(at + 1):
            return False
        if first.weight >= WELL_KNOWN:
            return topics < FEW_TOPICS or self._cued(at)
        return self._cued(at) and topics < FEW_TOPICS

    def _goes_on(self, at: int) -> bool:
        """Whether more words of a topic follow: 'strong women'."""
        if at >= len(self._all) or self._all[at].breaks:
            return False
        one = self._all[at]
        named = one.unknown or (bool(one.people) and part_of_name(one))
        return named and self._index.topics_of(one.text) > 0

    def _cued(self, at: int) -> bool:
        listed = self._collector.join in (AND, OR) and self._last >= 0
        before = self._all[at - 1] if at else None
        replaced = before is not None and not before.get("head") and bool(before.get("follow"))
        last = at + 1 == len(self._all)
        replaced = replaced or (last and before is not None and bool(before.get("have")))
        return bool(self.role) or listed or replaced

    def _role_of(self, people: Sequence[KnownPerson], role: str, said: str) -> str:
        """The column of a role, where the people have it at all."""
        if not role and self._together() and not all(map(directs_more, people)):
            return CAST
        if role in (COMPANIES, SAME) or not role:
            return PEOPLE
        has = any(person.roles.get(role) for person in people)
        if role == CAST and said_of_cast(said) and not has:
            return PEOPLE
        if role == DIRECTORS and said in MADE and self._together():
            return role if all(map(directs_more, people)) else CAST
        if role == DIRECTORS and said in LOOSE and not has:
            return WRITERS if any(p.roles.get(WRITERS) for p in people) else PEOPLE
        return role

    def _together(self) -> bool:
        return any(one.text in TOGETHER for one in self._all)

    def _did(self, at: int, did: str, one: Segment) -> None:
        """'X directed', 'X doesn't act': what the person named last did, or did not do."""
        collector, found = self._collector, self._collector.told.found
        named = next((f for f in reversed(found) if f.condition.field in CREDITS), None)
        if named is None or (self._pronoun_before(at) and not collector.negated):
            collector.told.pronoun_roles.append((did, not collector.negated, one.place))
            collector.negated = False
            return
        people = [self._index.persons[name] for name in named.condition.values]
        role = self._role_of(people, did, one.text)
        self._all_did(named, did, one.text)
        spot = found.index(named)
        if collector.negated and named.condition.field == PEOPLE:
            other = CAST if role == DIRECTORS else self._role_of(people, DIRECTORS, "by")
            found[spot] = _in_field(named, other)
        if collector.negated or found[spot].condition.field not in (PEOPLE, role):
            collector.take(Condition(role, named.condition.values), one.place)
        else:
            found[spot] = _in_field(named, role)

    def _all_did(self, last: Found, did: str, said: str) -> None:
        """Those named before the last, in a list with it, did the same."""
        if self._collector.negated or last.condition.field != PEOPLE:
            return
        found = self._collector.told.found
        for at, one in enumerate(found):
            if one is not last and one.condition.field == PEOPLE and one.condition.wanted:
                people = [self._index.persons[name] for name in one.condition.values]
                found[at] = _in_field(one, self._role_of(people, did, said))


def said_of_cast(text: str) -> bool:
    """Whether words for 'not' are said of who is in it."""
    return text.rpartition(" ")[2] in WITHOUT


def directs_more(person: KnownPerson) -> bool:
    """Whether someone is a director who at most appears now and then."""
    return person.roles.get(DIRECTORS, 0) > 0.7 * person.roles.get(CAST, 0)


def _all_direct(people: Sequence[KnownPerson]) -> bool:
    return all(map(directs_more, people))


def part_of_name(one: Segment) -> bool:
    """Whether a name is a single word, or less than a whole name."""
    return one.sure <= SURNAME or " " not in one.text


def _in_field(one: Found, role: str) -> Found:
    return replace(one, condition=replace(one.condition, field=role))
