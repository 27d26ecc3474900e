"""Where a message says that an item's name follows: 'who directed ...', 'something like ...'."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openslate.assistant.concierge.known_names import ARTICLES
from openslate.assistant.concierge.lexicon import Lexicon
from openslate.assistant.concierge.query import AVAILABLE
from openslate.assistant.concierge.segments import phrase_between
from openslate.assistant.concierge.word_lists import word_list
from openslate.assistant.concierge.words import Word

NEARLY, QUITE, HARDLY = 0.77, 0.82, 0.95  # how sure a name must be, by what announced it
LEAST = {"questions": NEARLY, "check": NEARLY, "like": NEARLY, "have": HARDLY, "not": HARDLY}
NOT_LIKED = word_list("before_like")
"""Words before 'like' that make it a verb."""
AND = frozenset({"and", "or", "und", "et", "y", "e", "oder", "ou", "o", "vs", "versus"})
OF = ("of", "for", "to", "on", "von", "de", "zu")


@dataclass(frozen=True)
class Opening:
    """A place from which a name is expected, why, and how sure it must be."""

    at: int
    why: str
    least: float


class TitleOpenings:
    """Finds the phrases that announce a name."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def asking(self, words: Sequence[Word]) -> str:
        """Whether a message begins as a question about an item, and of which kind."""
        for section in ("questions", "check"):
            for end in range(min(self._lexicon.longest, len(words)), 0, -1):
                if section in self.means(words, 0, end):
                    return section
        return ""

    def before(
        self, words: Sequence[Word], at: int, asking: str, *, follows: bool
    ) -> Opening | None:
        """Why a name may begin at a word: what ends just before it."""
        if follows and words[at].text in AND:
            return Opening(at + 1, "asked", QUITE)
        for start in range(max(0, at - self._lexicon.longest), at):
            why = self._opener(words, start, at, asking)
            if why and not self._goes_on(words, start, at):
                return Opening(at, why, LEAST.get(why, QUITE))
        return None

    def means(self, words: Sequence[Word], start: int, end: int) -> Mapping[str, str]:
        """What words mean together."""
        return self._lexicon.phrases.get(phrase_between(words, start, end), {})

    def _goes_on(self, words: Sequence[Word], start: int, at: int) -> bool:
        """Whether the phrase before a word is part of a longer one: 'who is' of 'who is in'."""
        ends = range(at + 1, min(start + self._lexicon.longest, len(words)) + 1)
        means = (self.means(words, start, end) for end in ends)
        return any({"questions", "have", "check"} & set(one) for one in means)

    def _opener(self, words: Sequence[Word], start: int, end: int, asking: str) -> str:
        """Which kind of phrase that announces a name these words are, empty for none."""
        key, means = phrase_between(words, start, end), self.means(words, start, end)
        if "like" in means:
            verb = start and words[start - 1].text in NOT_LIKED
            return "" if verb else "like"
        if "questions" in means or ("check" in means and start == 0):
            return "questions" if "questions" in means else "check"
        if key in ("than", "then") and self._compared_before(words, start):
            return "than"
        if key.endswith((" than", " then")) and ("compare" in means or self._compares(key)):
            return "than"
        if means.get("compare") in ("before", "after") and self._a_name(words, end):
            return "than"
        if asking == "check" and ("did" in means or key == "in"):
            return "" if self.ordinary(words[end]) and not words[end].capital else "check"
        if self._asks_of(key):
            return "questions"
        if means.get("joins") == "not" and (words[end].text in ARTICLES or words[end].capital):
            return "not"
        if means.get("called") == "whole":
            return "called"
        return "have" if "have" in means else ""

    def _compared_before(self, words: Sequence[Word], at: int) -> bool:
        """Whether what is compared stands between: 'a longer film than'."""
        places = range(max(0, at - 3), at)
        return any("comparative" in self.means(words, one, one + 1) for one in places)

    def _a_name(self, words: Sequence[Word], at: int) -> bool:
        """Whether a word is written as a name in a message whose other words are not."""
        word, others = words[at], [*words[1:at]]
        return word.capital and not all(other.capital for other in others) and bool(others)

    def _asks_of(self, key: str) -> bool:
        """'Director of', 'cast in'."""
        noun, _, of = key.rpartition(" ")
        field = self._lexicon.phrases.get(noun, {}).get("fields")
        return bool(field) and (
            of in OF[:2] + OF[4:]
            or (of in OF and field == AVAILABLE)
            or (of == "in" and field == "cast")
        )

    def _compares(self, key: str) -> bool:
        return "comparative" in self._lexicon.phrases.get(key.rpartition(" ")[0], {})

    def ordinary(self, word: Word) -> bool:
        """Whether a word is known by itself, so that it is hardly part of a name."""
        known = word.text in self._lexicon.phrases or word.text in ARTICLES
        return known or word.text.isdigit()

    def all_ordinary(self, words: Sequence[Word], start: int, end: int) -> bool:
        """Whether all words from one to before another are ordinary."""
        return all(self.ordinary(word) for word in words[start:end])
