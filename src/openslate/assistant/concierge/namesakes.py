"""Which of several people of one surname is meant: by their part, and by whom they worked with."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from openslate.assistant.concierge.known_names import KnownPerson
from openslate.assistant.concierge.name_index import NameIndex
from openslate.assistant.concierge.segments import PART_OF_NAME, TOGETHER, Segment
from openslate.assistant.concierge.words import key_of

MOST_NAMESAKES = 12  # best known people of a surname that are thought of
PAIR = 3  # works that two did together whose surnames side by side are surely names
FAR = 3  # segments that may stand between a word like 'with' and the name it is said of
MORE = 2  # how many times as often another must have done a thing to be meant instead


class Namesakes:
    """Puts other people of the same surname in place of the best known where those are meant."""

    def __init__(self, index: NameIndex) -> None:
        self._index = index

    def meant(self, segments: Sequence[Segment], beside: Iterable[str] = ()) -> list[Segment]:
        """The segments with each surname for whom it means here.

        `beside` are people the turns before spoke of: 'Bergman' beside Bogart is Ingrid.
        """
        named = [at for at, one in enumerate(segments) if len(one.people) == 1]
        if not any(_surname(segments[at]) for at in named):
            return list(segments)
        found = {at: self._thought_of(segments, at) for at in named}
        known = [(self._index.persons[name],) for name in beside if name in self._index.persons]
        for at in named:
            others = [found[other] for other in named if other != at] + known
            found[at] = _best_known_together(found[at], others)
        return [
            self._sure(segments, at, found) if at in found else one
            for at, one in enumerate(segments)
        ]

    def _sure(
        self, segments: Sequence[Segment], at: int, found: dict[int, tuple[KnownPerson, ...]]
    ) -> Segment:
        """A name for whom it means; of two side by side, whether they are surely names."""
        (person, *_), beside = found[at], [other for other in (at - 2, at + 2) if other in found]
        joined = [
            other for other in beside if segments[(at + other) // 2].get("joins") in ("and", "or")
        ]
        pair = any(len(person.works & found[other][0].works) >= PAIR for other in joined)
        return replace(segments[at], people=(person,), why=TOGETHER if pair else segments[at].why)

    def _thought_of(self, segments: Sequence[Segment], at: int) -> tuple[KnownPerson, ...]:
        """Whom a name may mean, the likeliest first."""
        one = segments[at]
        (person,) = one.people
        if not _surname(one):
            return one.people
        size = len(one.text.split())
        key = " ".join(key_of(person.name).split()[-size:])
        same = self._index.namesakes.get(key, ())[:MOST_NAMESAKES]
        role = _role_before(segments, at)
        done = [other for other in same if other.roles.get(role)] if role else list(same)
        likely = max(done, key=lambda other: other.roles.get(role, 0), default=person)
        if role and likely.roles[role] > MORE * person.roles.get(role, 0):
            person = likely
        return (person, *(other for other in done if other is not person))


def _best_known_together(
    people: tuple[KnownPerson, ...], others: Sequence[tuple[KnownPerson, ...]]
) -> tuple[KnownPerson, ...]:
    """The same people, first the one who worked most with those named beside."""

    def together(one: KnownPerson) -> int:
        return max((len(one.works & other.works) for few in others for other in few), default=0)

    best = max(people, key=together)
    if together(best) <= MORE * together(people[0]):
        return people
    return (best, *(other for other in people if other is not best))


def _surname(one: Segment) -> bool:
    return len(one.people) == 1 and one.sure <= PART_OF_NAME


def _role_before(segments: Sequence[Segment], at: int) -> str:
    """The part that a word before the name tells of: 'with', 'directed by'."""
    for one in reversed(segments[max(0, at - FAR) : at]):
        if one.get("roles"):
            return one.get("roles")
        if not (one.people or one.get("joins") or one.get("noise")):
            break
    return ""
