"""From the segments of a message to conditions, each with the words that say it."""

from collections.abc import Sequence
from dataclasses import replace

from openslate.assistant.concierge.known_names import KnownPerson
from openslate.assistant.concierge.name_index import NameIndex
from openslate.assistant.concierge.quantities import FIRST, Quantity, QuantityReader
from openslate.assistant.concierge.query import (
    ABOUT,
    AGE,
    AVAILABLE,
    MOOD,
    PEOPLE,
    SEEN,
    Condition,
    Sort,
)
from openslate.assistant.concierge.segments import Place, Segment
from openslate.assistant.concierge.told import Found, Told, merged, opposite
from openslate.graph.vocabulary import FIELD

CAST, DIRECTORS = FIELD["cast"].column, FIELD["directors"].column
WRITERS, COMPANIES = FIELD["writers"].column, FIELD["companies"].column
GENRES, COUNTRIES = FIELD["genres"].column, FIELD["countries"].column
LANGUAGES, RUNTIME, YEAR = (FIELD[name].column for name in ("languages", "runtime", "year"))
CREDITS = (PEOPLE, CAST, DIRECTORS, WRITERS, FIELD["producers"].column, FIELD["composers"].column)
LOOSE = frozenset({"by", "de", "d", "di", "del", "da", "von", "par", "made by", "make", "made"})
"""Words for a director that are said of others too."""
WITHOUT = frozenset(["without", "wihout", "wihtout", "witout", "ohne", "sans", "sin", "senza"]) | {
    "not with",
    "nothing with",
}
"""Words for 'not' that are said of who is in it."""
SURNAME = 0.62  # how sure a name of one word is at most
SUBTITLES = frozenset({"subtitles", "subtitle", "subtitled", "untertitel"})
WELL_KNOWN = 30.0  # weight from which a surname needs nothing before it
FEW_TOPICS = 6  # items about it from which a word is rather a topic than a surname
MOST_ABOUT = 3  # words of a topic
ME = "me"


class ConditionReader:
    """Walks over one message's segments; negation and 'or' reach as far as people mean them to."""

    def __init__(self, segments: Sequence[Segment], index: NameIndex, this_year: int) -> None:
        self._all, self._index = segments, index
        found = QuantityReader(segments, this_year).quantities()
        self._quantities = {start: (end, quantity) for start, end, quantity in found}
        self.told = Told()
        self._not, self._was_not, self._join = False, False, ""
        self._role, self._role_text = "", ""
        self._last = -1  # segment of the last person

    def read(self) -> Told:
        """Everything the message says of items."""
        at = 0
        while at < len(self._all):
            if self._all[at].breaks:
                self._not, self._role = False, ""
                self._join = self._join if self._join == "or" else ","
            if at in self._quantities:
                end, quantity = self._quantities[at]
                self._quantity(quantity)
                at = end
            else:
                at = self._step(at)
        return self.told

    def _step(self, at: int) -> int:
        """Take in a segment; the one to go on with."""
        one = self._all[at]
        if one.get("joins") == "about" or (one.text == "about" and at + 1 < len(self._all)):
            return self._about(at + 1)
        for take in (self._joined, self._person, self._named, self._sorted):
            if take(at, one):
                return at + 1
        return self._unknown(at) if self._plain(at) else at + 1

    def _joined(self, at: int, one: Segment) -> bool:  # noqa: ARG002
        join = one.get("joins")
        if join == "not":
            self._not = True
            if one.text in WITHOUT:
                self._role, self._role_text = CAST, one.text
        elif join == "but":
            self._not, self._was_not, self._join = False, False, ""
        elif join in ("or", "and"):
            self._join = join
        return join in ("not", "but", "or", "and")

    def _person(self, at: int, one: Segment) -> bool:
        """A name, or the word before or after it that says what the person did."""
        if one.people:
            return self._people(at, one)
        role, did = one.get("roles"), one.get("did")
        after_name = self._last >= 0 and did and not (role and self._names_next(at))
        if after_name or (did and self._pronoun_before(at)):
            self._did(at, did, one)
            return True
        if (role and not one.get("fields")) or (role and self._names_next(at)):
            self._role, self._role_text = role, one.text
            return True
        return False

    def _names_next(self, at: int) -> bool:
        later = self._all[at + 1 : at + 4]
        return any(one.people or one.company or one.get("pronouns") == "person" for one in later)

    def _pronoun_before(self, at: int) -> bool:
        before = self._all[max(0, at - 3) : at]
        return any(one.get("pronouns") == "person" for one in before)

    def _people(self, at: int, one: Segment) -> bool:
        if _short(one) and not self._is_surname(at, one):
            return False
        listed = self._join in ("and", "or", ",") and self._last >= 0 and self._directly(at)
        if not self._role and listed and self.told.found:
            role = self.told.found[-1].condition.field
        else:
            role = self._role_of(one.people, self._role, self._role_text)
            if role == PEOPLE and self._made_by(at, one.people):
                role = DIRECTORS
        self._emit(Condition(role, tuple(person.name for person in one.people)), one.place)
        self._role, self._last = "", at
        return True

    def _made_by(self, at: int, people: Sequence[KnownPerson]) -> bool:
        """'Spielberg's films', 'films of Spielberg': he directed them, who is no actor."""
        owns = at + 1 < len(self._all) and self._all[at + 1].text == "s"
        of = at > 0 and self._all[at - 1].text in ("of", "from")
        return (owns or of) and all(_directs_more(p) for p in people)

    def _directly(self, at: int) -> bool:
        """Whether only a joint stands between the last person and this segment."""
        return all(s.get("joins") or s.get("noise") for s in self._all[self._last + 1 : at])

    def _is_surname(self, at: int, one: Segment) -> bool:
        """Whether a single word is a name here, and not what items are about."""
        (first, *_), topics = one.people, self._index.known.topics.get(one.text, 0)
        if self._all[at - 1].text in ("a", "an") if at else False:
            return False
        cued = bool(self._role) or (self._join in ("and", "or") and self._last >= 0)
        cued = cued or (at > 0 and self._all[at - 1].get("follow") == "replace")
        if cued:
            return topics < FEW_TOPICS or first.weight >= WELL_KNOWN
        return first.weight >= WELL_KNOWN and topics < FEW_TOPICS

    def _role_of(self, people: Sequence[KnownPerson], role: str, said: str) -> str:
        """The column of a role, where the people have it at all."""
        if role == COMPANIES or not role:
            return PEOPLE
        if role == CAST and said in WITHOUT and not any(p.roles.get(role) for p in people):
            return PEOPLE
        if role == DIRECTORS and said in LOOSE and not any(p.roles.get(role) for p in people):
            return WRITERS if any(p.roles.get(WRITERS) for p in people) else PEOPLE
        return role

    def _did(self, at: int, did: str, one: Segment) -> None:
        """'X directed', 'X doesn't act': what the person named last did, or did not do."""
        named = next((f for f in reversed(self.told.found) if f.condition.field in CREDITS), None)
        if named is None or (self._pronoun_before(at) and not self._not):
            self.told.pronoun_roles.append((did, not self._not, one.place))
            self._not = False
            return
        people = [self._index.persons[name] for name in named.condition.values]
        role = self._role_of(people, did, one.text)
        self._all_did(named, did, one.text)
        spot = self.told.found.index(named)
        named = self.told.found[spot]
        if self._not and named.condition.field == PEOPLE:
            other = CAST if role == DIRECTORS else self._role_of(people, DIRECTORS, "by")
            self.told.found[spot] = replace(named, condition=replace(named.condition, field=other))
        if self._not or named.condition.field not in (PEOPLE, role):
            self._emit(Condition(role, named.condition.values), one.place)
        else:
            self.told.found[spot] = replace(named, condition=replace(named.condition, field=role))

    def _all_did(self, last: Found, did: str, said: str) -> None:
        """Those named before the last, in a list with it, did the same."""
        if self._not or last.condition.field != PEOPLE:
            return
        for at, one in enumerate(self.told.found):
            if one is not last and one.condition.field == PEOPLE and one.condition.wanted:
                people = [self._index.persons[name] for name in one.condition.values]
                role = self._role_of(people, did, said)
                self.told.found[at] = replace(one, condition=replace(one.condition, field=role))

    def _named(self, at: int, one: Segment) -> bool:
        """Genres, moods, countries, languages, companies, ages, times."""
        emitted = self._genres(one) or self._nation(at, one) or self._others(one)
        if emitted:
            self._role, self._last = "", -1
        return emitted

    def _genres(self, one: Segment) -> bool:
        pair, told = one.get("pairs"), one.get("genres")
        if pair:
            for name in pair.split("+"):
                self._emit(Condition(GENRES, (self._genre(name) or name,)), one.place)
        elif told:
            known = self._genre(told)
            made = Condition(GENRES, (known,)) if known else Condition(ABOUT, (one.text,))
            self._emit(made, one.place)
        elif one.get("moods"):
            self._emit(Condition(MOOD, (one.get("moods"),)), one.place)
        return bool(pair or told or one.get("moods"))

    def _genre(self, told: str) -> str | None:
        """The catalogue's own name of a genre."""
        known = self._index.genres
        return next((known[n.lower().replace("-", " ")] for n in told.split("|")
                     if n.lower().replace("-", " ") in known), None)  # fmt: skip

    def _nation(self, at: int, one: Segment) -> bool:
        nation = one.get("nations")
        if nation:
            country, tongue = nation.split("/")
            after = self._all[at + 1].get("tongues") if at + 1 < len(self._all) else ""
            before = self._all[at - 1].get("tongues") if at else ""
            if at + 1 < len(self._all) and self._all[at + 1].text in SUBTITLES:
                return True
            last = self.told.found[-1].condition.field if self.told.found else ""
            spoken = after == "after" or before == "before"
            spoken = spoken or (self._join == "or" and last == LANGUAGES)
            made = Condition(LANGUAGES, (tongue,)) if spoken else Condition(COUNTRIES, (country,))
            self._emit(made, one.place)
        elif one.get("places"):
            self._emit(Condition(COUNTRIES, (one.get("places"),)), one.place)
        elif one.get("tongue"):
            self._emit(Condition(LANGUAGES, (one.get("tongue"),)), one.place)
        return bool(nation or one.get("places") or one.get("tongue"))

    def _others(self, one: Segment) -> bool:
        if one.get("topics"):
            self._emit(Condition(ABOUT, (one.get("topics"),)), one.place)
        elif one.company:
            self._emit(Condition(COMPANIES, (one.company,)), one.place)
        elif one.get("times"):
            self._emit(Condition(AVAILABLE, (one.get("times"),)), one.place)
        elif one.get("seen"):
            seen = Condition(SEEN, (ME,), wanted=one.get("seen") == "yes")
            self._not = False
            self._emit(seen, one.place)
        elif one.get("ages") and not one.get("genres") and not self._age_told():
            age = int(one.get("ages"))
            self._emit(Condition(AGE, (), age, age), one.place)
        else:
            return bool(one.get("ages"))
        return True

    def _age_told(self) -> bool:
        told = [quantity.field for _, quantity in self._quantities.values()]
        return AGE in told or any(f.condition.field == AGE for f in self.told.found)

    def _sorted(self, at: int, one: Segment) -> bool:  # noqa: ARG002
        told = one.get("sorts")
        if not told:
            return False
        field, _, way = told.partition(" ")
        if self.told.sort is None or not self.told.superlative:
            self.told.sort = Sort(field, way == "desc")
            self.told.superlative = _is_superlative(one.text)
        return True

    def _about(self, at: int) -> int:
        """The words after 'about', up to the next thing that is understood."""
        start = at
        while (
            start < len(self._all)
            and self._all[start].means
            and (set(self._all[start].means) <= {"noise", "joins"})
        ):
            start += 1
        end = start
        while end < len(self._all) and end - start < MOST_ABOUT and self._topic(end, end > start):
            end += 1
        if end > start:
            text = " ".join(one.text for one in self._all[start:end])
            place = (self._all[start].place[0], self._all[end - 1].place[1])
            self._emit(Condition(ABOUT, (text,)), place)
        return max(end, at)

    def _topic(self, at: int, later: bool) -> bool:
        one = self._all[at]
        if later and (one.breaks or not (one.unknown or one.get("genres"))):
            return False
        if at in self._quantities:
            return False
        return not (one.get("head") or one.get("joins") or one.get("times") or one.title)

    def _unknown(self, at: int) -> int:
        """Words that nothing is known of: what items are about, where the catalogue has them."""
        end = at + 1
        while end < len(self._all) and self._plain(end) and not self._all[end].breaks:
            end += 1
        words = [one.text for one in self._all[at:end]]
        place = (self._all[at].place[0], self._all[end - 1].place[1])
        topics = self._index.known.topics
        known = all(_topic_known(word, topics) for word in words)
        if len(words) <= MOST_ABOUT and (known or self._beside_head(end)):
            self._emit(Condition(ABOUT, (" ".join(words),)), place)
        else:
            self.told.unused.append(place)
            self._not = False
        return end

    def _beside_head(self, end: int) -> bool:
        """'courtroom drama', 'without zombies': words that can only be what items are about."""
        after = self._all[end] if end < len(self._all) else None
        told = after is not None and not after.breaks and (after.get("head") or after.get("genres"))
        return bool(told or self._role or self._not)

    def _plain(self, at: int) -> bool:
        one = self._all[at]
        rejected = bool(one.people) and _short(one) and not one.means
        return (one.unknown or rejected) and at not in self._quantities

    def _quantity(self, quantity: Quantity) -> None:
        if quantity.field == FIRST:
            self.told.first = quantity.low
            return
        self._emit(quantity.condition, quantity.place)
        self._role, self._last = "", -1

    def _emit(self, made: Condition, place: Place) -> None:
        """Add a condition, negated or joined to the last as the words before it say."""
        last = self.told.found[-1] if self.told.found else None
        same = last is not None and last.condition.field == made.field
        listed = self._join == "or" or (self._join == "and" and same)
        negated = made.wanted and (self._not or (self._was_not and listed))
        if negated and any(one.condition == made for one in self.told.found):
            self._not = False
            return  # 'horror, but not too scary' takes nothing back
        if negated:
            made = opposite(made)
        elif last is not None and same and self._either(last.condition, made):
            self.told.found[-1] = merged(last, made, place)
            self._join = ""
            return
        self.told.found.append(Found(made, place))
        self._not, self._was_not, self._join = False, negated, ""

    def _either(self, last: Condition, made: Condition) -> bool:
        """Whether two conditions on one field are alternatives."""
        if not last.wanted or self._join not in ("or", "and"):
            return False
        if made.ranged:
            return made.low is not None and made.high is not None
        plural = made.field == GENRES and self._plurals()
        return self._join == "or" or plural or made.field in (COUNTRIES, LANGUAGES)

    def _plurals(self) -> bool:
        genres = [one.text for one in self._all if one.get("genres")]
        return len(genres) > 1 and all(text.endswith("s") for text in genres)


def _directs_more(person: KnownPerson) -> bool:
    """Whether someone is a director who at most appears now and then."""
    return person.roles.get(DIRECTORS, 0) > 0.7 * person.roles.get(CAST, 0)


def _short(one: Segment) -> bool:
    """Whether a name is a single word, or less than a whole name."""
    return one.sure <= SURNAME or " " not in one.text


def _topic_known(word: str, topics: object) -> bool:
    known = topics if isinstance(topics, dict) else {}
    return word in known or word.removesuffix("s") in known or word + "s" in known


def _is_superlative(text: str) -> bool:
    first = text.split()[0]
    return first.endswith("est") or first in ("best", "most", "top", "first", "highest", "biggest")
