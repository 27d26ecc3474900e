"""Names of a catalogue, found as people write them: in full, in part, with mistakes."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from openslate.assistant.concierge.known_names import (
    KnownItem,
    KnownNames,
    KnownPerson,
    company_keys,
    person_keys,
    title_keys,
)
from openslate.assistant.concierge.near_names import NearNames, likeness
from openslate.assistant.concierge.sounds import sound_of
from openslate.assistant.concierge.word_lists import nicknames
from openslate.assistant.concierge.words import key_of

Entry = TypeVar("Entry")
NEAR = 0.78  # likeness from which a misspelt name is taken
NEAR_SHORT = 0.84  # the same for names of a single word
LONGEST_TITLE = 12  # words
WHOLE, SOUNDING = 0.9, 0.86  # how sure a whole name is at least, and one that only sounds so
LEAST_HEARD = 6  # letters of a name that is found by its sound
LEAST_SOUNDING = 0.7  # likeness of names that sound the same
NICKNAME = 0.92  # how sure what somebody is called besides is
FIRST_NAME = 0.55  # how sure a first name is
LEAST_FIRST, LEAST_WEIGHT = 4, 30.0  # letters of it, and how well known the person is


@dataclass(frozen=True)
class Named(Generic[Entry]):
    """A name that was found: what it names and how sure that is, 1 for exactly so."""

    entry: Entry
    sure: float


class Keys(Generic[Entry]):
    """Entries by the ways they may be named; of those that share one, the best known."""

    def __init__(self, entries: Iterable[tuple[str, float, Entry, float]]) -> None:
        best: dict[str, tuple[float, float, Entry]] = {}
        for key, sure, entry, weight in entries:
            if key and (key not in best or (sure, weight) > best[key][:2]):
                best[key] = (sure, weight, entry)
        self._best = best

    def exact(self, key: str) -> Named[Entry] | None:
        """What goes by exactly this name."""
        found = self._best.get(key)
        return None if found is None else Named(found[2], found[0])

    def near(self, key: str) -> Named[Entry] | None:
        """What goes by nearly this name."""
        least = NEAR if " " in key else NEAR_SHORT
        for at, like in self._near.near(key, least):
            sure, _, entry = self._best[self._near.names[at]]
            return Named(entry, sure * like)
        return self._sounding(key) if len(key) >= LEAST_HEARD else None

    def _sounding(self, key: str) -> Named[Entry] | None:
        """What sounds so: 'tom cruz'."""
        name = self._sounds.get(sound_of(key))
        if name is None or likeness(key, name) < LEAST_SOUNDING:
            return None
        sure, _, entry = self._best[name]
        return Named(entry, sure * SOUNDING)

    @cached_property
    def _sounds(self) -> dict[str, str]:
        """Names of several words, or well known ones, by how they sound; the best known of each."""
        found: dict[str, str] = {}
        for key, (sure, weight, _) in self._best.items():
            if sure >= WHOLE and (" " in key or weight >= LEAST_WEIGHT):
                sound = sound_of(key)
                if sound not in found or weight > self._best[found[sound]][1]:
                    found[sound] = key
        return found

    @cached_property
    def _near(self) -> NearNames:
        names = list(self._best)
        return NearNames(names, [self._best[name][1] for name in names])


class NameIndex:
    """The names of one catalogue; made once a snapshot, takes about two seconds for 80,000."""

    def __init__(self, names: KnownNames) -> None:
        self.known = names
        self.titles: Keys[KnownItem] = Keys(
            (key, sure, item, item.weight) for item in names.items for key, sure in title_keys(item)
        )
        self.people: Keys[tuple[KnownPerson, ...]] = Keys(_people(names))
        self.companies: Keys[str] = Keys(
            (key, sure, name, weight)
            for name, weight in names.companies.items()
            for key, sure in company_keys(name, weight)
        )
        self.genres = {key_of(name): name for name in names.genres}

    @cached_property
    def by_id(self) -> dict[str, KnownItem]:
        """Items by their id."""
        return {item.item: item for item in self.known.items}

    @cached_property
    def persons(self) -> dict[str, KnownPerson]:
        """People by name."""
        return {person.name: person for person in self.known.people}

    @cached_property
    def namesakes(self) -> dict[str, tuple[KnownPerson, ...]]:
        """People by the ends of their names, the best known first."""
        found: dict[str, list[KnownPerson]] = {}
        for person in sorted(self.known.people, key=lambda one: -one.weight):
            words = key_of(person.name).split()
            for size in range(1, len(words)):
                found.setdefault(" ".join(words[-size:]), []).append(person)
        return {key: tuple(people) for key, people in found.items()}

    def topics_of(self, word: str) -> int:
        """In how many items' names, tags and descriptions a word stands, as one or many."""
        forms = {word, word.removesuffix("s"), word + "s"}
        return sum(self.known.topics.get(form, 0) for form in forms)

    def warm(self) -> None:
        """Work out now what finding misspelt names needs."""
        for keys in (self.titles, self.people, self.companies):
            keys.near("a name that nobody has")
        self.namesakes.get("nobody")


def _first_names(names: KnownNames) -> Iterable[tuple[str, KnownPerson]]:
    """First names that are mostly one well-known person's: 'Denzel', 'Keanu'."""
    everyone: dict[str, float] = {}
    best: dict[str, KnownPerson] = {}
    for person in names.people:
        first, _, rest = key_of(person.name).partition(" ")
        if rest and len(first) >= LEAST_FIRST:
            everyone[first] = everyone.get(first, 0.0) + person.weight
            if first not in best or person.weight > best[first].weight:
                best[first] = person
    for first, person in best.items():
        if person.weight >= LEAST_WEIGHT and 2 * person.weight > everyone[first]:
            yield first, person


def _people(names: KnownNames) -> Iterable[tuple[str, float, tuple[KnownPerson, ...], float]]:
    by_name = {person.name: person for person in names.people}
    for person in names.people:
        for key, sure in person_keys(person.name):
            yield key, sure, (person,), person.weight
    by_key = {key_of(name): person for name, person in by_name.items()}
    for key, called in nicknames().items():
        if key in by_key:
            yield from ((n, NICKNAME, (by_key[key],), by_key[key].weight) for n in called)
    for first, person in _first_names(names):
        yield first, FIRST_NAME, (person,), person.weight
    for group, members in names.groups.items():
        known = tuple(by_name[name] for name in members if name in by_name)
        yield key_of(group), 1.0, known, sum(person.weight for person in known)
