"""Whether letters are words that people write: the test that every undoing has to pass."""

from functools import lru_cache

from openslate.guard.reading.languages.frequent_words import all_frequent_words
from openslate.guard.reading.wordnet.word_list import shipped_words
from openslate.guard.reading.words import words_of

SHORTEST = 2


@lru_cache(maxsize=65536)
def is_known(word: str) -> bool:
    """Whether a word (lower case, no accents) is English, or frequent in another language."""
    if word in all_frequent_words():
        return True
    return len(word) > SHORTEST and shipped_words().knows(word)


def share_known(text: str) -> float:
    """How many of a text's words are known, as a share of its letters; 0 where there are none."""
    words = [word.plain for word in words_of(text) if word.plain.isalpha()]
    letters = sum(map(len, words))
    return sum(len(word) for word in words if is_known(word)) / letters if letters else 0.0


@lru_cache(maxsize=4096)
def parted(letters: str) -> tuple[str, ...] | None:
    """Letters without spaces, cut into known words; None if that cannot be done.

    Few long words are better than many short ones: "howtokill" is "how to kill".
    """
    best: list[tuple[float, tuple[str, ...]] | None] = [(0.0, ())] + [None] * len(letters)
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - 18), end):
            before, word = best[start], letters[start:end]
            if before is None or not (is_known(word) or word in ("a", "i")):
                continue
            cost = before[0] + _cost(word)
            known = best[end]
            if known is None or cost < known[0]:
                best[end] = cost, (*before[1], word)
    whole = best[-1]
    return whole[1] if whole else None


def _cost(word: str) -> float:
    return 1.0 if word in all_frequent_words() else 1.6 + 2.0 / len(word)
