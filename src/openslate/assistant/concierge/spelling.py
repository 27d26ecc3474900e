"""Puts misspelt words right where they are the concierge's own: 'simular to', 'directd by'."""

from collections.abc import Sequence
from dataclasses import replace

from openslate.assistant.concierge.lexicon import Lexicon
from openslate.assistant.concierge.name_index import NameIndex
from openslate.assistant.concierge.word_lists import misspellings, word_list
from openslate.assistant.concierge.words import Word
from openslate.catalogue.countries import country_code
from openslate.catalogue.languages import language_tag

WELL_KNOWN = 30.0  # weight from which a surname is no misspelt word
SUBJECTS = word_list("subjects")
AFTER_AN = frozenset("aeiouhy")
"""Letters that a word after 'an' may begin with."""
SOUNDS_LIKE = {"4": "for", "2": "to", "to": "two", "too": "two"}
AFTER_TWO = frozenset({"hours", "hour", "hrs", "kids", "children", "year", "years"})
"""Words before which 'to' is a number: 'under to hours'."""
AFTER_FOR = frozenset({"the", "a", "my", "our", "me", "us", "an", "watch", "see", "his", "her"})
"""Words after which '4' and '2' stand for words."""
ABOUT_WORDS = frozenset({"about", "abt", "abot", "abut", "bout"})
"""Words after which what films are about follows."""
REAL_WORD = 3  # items with a word in their names, from which it is no mistake


class Spelling:
    """Knows which words of a message are misspelt, by the lexicon and by a catalogue's names."""

    def __init__(self, lexicon: Lexicon, index: NameIndex) -> None:
        self._lexicon, self._index = lexicon, index

    def corrected(self, words: Sequence[Word]) -> tuple[Word, ...]:
        """The same words, each misspelt one with what it is meant for."""
        wrong = misspellings()
        found: list[Word] = []
        for at, word in enumerate(words):
            if word.text in SOUNDS_LIKE and self._sound_meant(words, at):
                found.append(replace(word, meant=SOUNDS_LIKE[word.text]))
            elif word.text == "then" and found and self._compares(found[-1].plain):
                found.append(replace(word, meant="than"))
            elif word.text == "an" and self._and_meant(words, at):
                found.append(replace(word, meant="and"))
            elif word.text in wrong or not self.right(word.text):
                found.append(self._meant(words, at))
            else:
                found.append(word)
        return tuple(found)

    def _sound_meant(self, words: Sequence[Word], at: int) -> bool:
        """Whether '4' is 'for': 'a film 4 my kids', never '4 films' or '4 year old'."""
        following = words[at + 1].text if at and at + 1 < len(words) else ""
        return following in (AFTER_TWO if words[at].text.isalpha() else AFTER_FOR)

    def _and_meant(self, words: Sequence[Word], at: int) -> bool:
        """Whether 'an' is 'and': 'leonardo an kate', but neither 'an hour' nor 'an 18'."""
        following = words[at + 1].text if at and at + 1 < len(words) else ""
        return following.isalpha() and following[0] not in AFTER_AN

    def _compares(self, before: str) -> bool:
        """Whether 'than' follows a word: 'better then', 'older then'."""
        told = self._lexicon.phrases.get(before, {})
        return "comparative" in told or f"{before} than" in self._lexicon.phrases

    def _meant(self, words: Sequence[Word], at: int) -> Word:
        """A word as it was meant: by the phrase it makes with others, else the likeliest."""
        found = self._lexicon.candidates(words[at].text)
        if at and words[at - 1].text in ABOUT_WORDS:
            found.sort(key=lambda word: word not in SUBJECTS)
        fits = (word for word in found if self._fits(words, at, word))
        filler = self._lexicon.filler(words[at].text)
        meant = next(fits, found[0] if found and not filler else "")
        if not meant and not filler:
            further = self._lexicon.candidates(words[at].text, more=1)
            meant = next((word for word in further if self._fits(words, at, word)), "")
        return replace(words[at], meant=meant)

    def _fits(self, words: Sequence[Word], at: int, word: str) -> bool:
        """Whether a word makes a phrase with those beside it: 'how lon is', 'sience fiction'."""
        before = [one.text for one in words[max(0, at - 2) : at]]
        after = [one.text for one in words[at + 1 : at + 3]]
        pairs: tuple[tuple[list[str], list[str]], ...] = (
            (before[-1:], []),
            ([], after[:1]),
            (before[-1:], after[:1]),
            (before, []),
        )
        phrases = (" ".join([*left, word, *right]) for left, right in pairs if left or right)
        return any(phrase in self._lexicon.phrases for phrase in phrases)

    def right(self, word: str) -> bool:
        """Whether a word is known here as it is spelt."""
        if word in self._lexicon.words or word in SUBJECTS or self.real(word):
            return True
        if self._named(word):
            return True
        person = self._index.people.exact(word)
        known = person is not None and person.entry[0].weight >= WELL_KNOWN
        return known or self._index.titles.exact(word) is not None

    def word(self, word: str) -> bool:
        """Whether it is a word of the concierge's or of several items' names."""
        return word in self._lexicon.words or self.real(word)

    def real(self, word: str) -> bool:
        """Whether several items have a word in their names."""
        return self._index.topics_of(word) >= REAL_WORD

    def _named(self, word: str) -> bool:
        genres = self._index.genres
        genre = word in genres or word.removesuffix("s") in genres
        return genre or bool(country_code(word) or language_tag(word))
