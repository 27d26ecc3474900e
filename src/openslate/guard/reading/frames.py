"""Who does what to whom: deeds with their objects, so that killing time is not killing people."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from openslate.guard.reading.languages.frequent_words import all_frequent_words
from openslate.guard.reading.noticed import Meaning, Noticed
from openslate.guard.reading.wordnet.word_list import shipped_words

REACH = 6  # words after a deed in which its object stands
BACK = 5  # and before it, where the verb comes last
VERB_LAST = {"de", "nl", None}
_STOPS = {
    "and", "or", "but", "with", "without", "for", "from", "because", "so", "that", "which",
    "und", "oder", "ohne", "et", "ou", "sans", "pour", "y", "o", "sin", "para", "senza", "per",
}  # fmt: skip
_PEOPLE = {"person", "child", "celebrity", "politician", "group"}
_PRONOUNS = {
    "him": "person", "her": "person", "them": "person", "us": "person", "you": "person",
    "myself": "self", "yourself": "person", "himself": "person", "ihn": "person",
    "mich": "self", "dich": "person", "me": "self",
}  # fmt: skip


@dataclass(frozen=True)
class Frame:
    """A deed, its object with class and relation; places are numbers of words."""

    name: str
    action: Meaning
    object: Meaning | None
    object_class: str | None
    relation: str


def frames_in(noticed: Noticed) -> tuple[Frame, ...]:
    """One frame for each deed; a deed is told once for each object it has."""
    found: dict[object, Frame] = {}
    for deed in noticed.deeds:
        frame = _frame(noticed, deed)
        found.setdefault((frame.name, frame.object_class, deed.first), frame)
    return tuple(found.values())


def _frame(noticed: Noticed, deed: Meaning) -> Frame:
    target = next(_objects(noticed, deed), None)
    name = target.name if target else None
    return Frame(deed.name, deed, target, name, _relation(name))


def _relation(name: str | None) -> str:
    if name == "self":
        return "self"
    return "other" if name in _PEOPLE else "none"


def _objects(noticed: Noticed, deed: Meaning) -> Iterator[Meaning]:
    """Candidates, best first: what follows the deed in its phrase, else what stands before it."""
    after = range(deed.last, min(deed.last + REACH, len(noticed.words)))
    phrase = _phrase(noticed, after)
    yield from _heads(noticed, phrase)
    if noticed.language in VERB_LAST:
        yield from reversed(list(_heads(noticed, range(max(0, deed.first - BACK), deed.first))))


def _phrase(noticed: Noticed, places: range) -> range:
    """The places up to the first word that ends a phrase."""
    for place in places:
        ended = noticed.words[place].plain in _STOPS
        between = noticed.text[noticed.words[place - 1].end : noticed.words[place].start]
        if ended or any(mark in between for mark in ".,;:!?"):
            return range(places.start, place)
    return places


def _heads(noticed: Noticed, places: range) -> Iterator[Meaning]:
    """Nouns that end a run of nouns ("a python process" is a process), and pronouns."""
    for place in places:
        word = noticed.words[place].plain
        pronoun = _PRONOUNS.get(word)
        if pronoun:
            yield Meaning(pronoun, place, place + 1)
            continue
        name = _class_at(noticed, place)
        followed = place + 1 in places and _class_at(noticed, place + 1) is not None
        if name is not None and not followed:
            yield Meaning(name, place, place + 1)


def _class_at(noticed: Noticed, place: int) -> str | None:
    named = next((t.name for t in noticed.things if t.first <= place < t.last), None)
    return named or noun_class(noticed.words[place].plain)


@lru_cache(maxsize=65536)
def noun_class(word: str) -> str | None:
    """The lexicon's class of an English noun; None for small words and what is no noun."""
    if len(word) < 3 or word in all_frequent_words():
        return None
    senses = shipped_words().parts["noun"].senses(word)
    return senses[0].name if senses else None
