"""Comparing two records: what agrees, what differs, what is not known."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log2

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extractOne

from openslate.catalogue.identity.names import NameForm, NameKind
from openslate.catalogue.identity.records import Entry

NEAR_WORD = 80  # per cent of equal letters at which two words are one word spelled twice


@dataclass(frozen=True)
class NameAgreement:
    """How two forms of names agree.

    `same` means equal keys. `likeness` is the share of equal letters, `shorter` and `longer` the
    share of each name's information (rare words count more) that the other one has too, `rarity`
    the information in what they share, in bits.
    """

    left: NameForm
    right: NameForm
    same: bool
    likeness: float
    shorter: float
    longer: float
    rarity: float

    @property
    def kind(self) -> NameKind:
        """The weaker kind of the two forms."""
        return max(self.left.kind, self.right.kind)

    @property
    def articles_differ(self) -> bool:
        """One has an article in front that the other lacks."""
        return bool(self.left.article) != bool(self.right.article)

    @property
    def numbers_differ(self) -> bool:
        """Both carry numbers (a sequel, a part, a year), and not the same ones."""
        left, right = self.left.numbers, self.right.numbers
        return bool(left and right) and left != right


class WordRarity:
    """How many bits a word tells: rare words identify a film, common ones do not."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._records = max(2, len(entries))
        self._count = Counter(word for entry in entries for word in _words(entry))

    def of(self, words: Iterable[str]) -> float:
        """Bits in a set of words."""
        return sum(log2(self._records / max(1, self._count[word])) for word in set(words))


def _words(entry: Entry) -> frozenset[str]:
    return frozenset(word for form in entry.name.forms for word in form.words)


def agree(left: NameForm, right: NameForm, rarity: WordRarity) -> NameAgreement:
    """Compare two forms of names."""
    sizes = sorted((rarity.of(left.words), rarity.of(right.words)))
    same = left.key == right.key
    both = sizes[0] if same else rarity.of(_shared_words(left.words, right.words))
    return NameAgreement(
        left,
        right,
        same,
        likeness=1.0 if same else ratio(left.key, right.key) / 100,
        shorter=1.0 if same else min(1.0, both / max(1.0, sizes[0])),
        longer=1.0 if same else min(1.0, both / max(1.0, sizes[1])),
        rarity=both,
    )


def _shared_words(left: tuple[str, ...], right: tuple[str, ...]) -> set[str]:
    """Words of the one that the other has too, if only in a slightly different spelling."""
    shared = set(left) & set(right)
    others = [word for word in right if word not in shared]
    for word in left:
        if word not in shared and (near := _near_word(word, others)):
            shared.add(word if word < near else near)
    return shared


def _near_word(word: str, others: Sequence[str]) -> str | None:
    found = extractOne(word, others, scorer=ratio, score_cutoff=NEAR_WORD)
    return found[0] if found and not (word + found[0]).isdigit() else None


@dataclass(frozen=True)
class Overlap:
    """How many genres agree, of how many in the shorter list and of how many in all."""

    shared: int
    shorter: int
    all: int


@dataclass(frozen=True)
class Comparison:
    """Everything two records say about being the same work; None where one says nothing."""

    left: Entry
    right: Entry
    name: NameAgreement
    year_gap: int | None
    genres: Overlap | None
    directors: bool | None
    runtime_gap: int | None
    same_id: bool | None

    @property
    def within_source(self) -> bool:
        """Both records come from one source."""
        return self.left.source == self.right.source


def compare(left: Entry, right: Entry, name: NameAgreement) -> Comparison:
    """Compare the facts beside the names."""
    return Comparison(
        left,
        right,
        name,
        year_gap=_gap(left.year, right.year),
        genres=_overlap(left.genres, right.genres),
        directors=_share(left.directors, right.directors),
        runtime_gap=_gap(left.runtime, right.runtime),
        same_id=_same(left.external_id, right.external_id),
    )


def _gap(left: int | None, right: int | None) -> int | None:
    return None if left is None or right is None else abs(left - right)


def _overlap(left: frozenset[str], right: frozenset[str]) -> Overlap | None:
    if not left or not right:
        return None
    return Overlap(len(left & right), min(len(left), len(right)), len(left | right))


def _share(left: frozenset[str], right: frozenset[str]) -> bool | None:
    return bool(left & right) if left and right else None


def _same(left: str | None, right: str | None) -> bool | None:
    return left == right if left and right else None
