"""Comparing two records: what agrees, what differs, what is not known."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz.fuzz import ratio, token_set_ratio
from rapidfuzz.process import extractOne

from openslate.catalogue.identity.articles import ARTICLES
from openslate.catalogue.identity.episodes import Place
from openslate.catalogue.identity.names import KIND_WORDS, Name, NameForm, NameKind
from openslate.catalogue.identity.numerals import numbers_in
from openslate.catalogue.identity.people import shared_people
from openslate.catalogue.identity.records import Entry

NEAR_WORD = 80  # per cent of equal letters at which two words are one word spelled twice
NUMBER_BITS = 8.0  # what a number tells, however many names have it
NEAR_SERIES = 85  # per cent of equal letters, whatever the order of words
LOOSE = frozenset(("movie", "short", "programme", "clip"))
"""Kinds that catalogues do not tell apart in the same way."""


@dataclass(frozen=True)
class NameAgreement:
    """How two forms of names agree.

    `same` means equal keys. `likeness` is the share of equal letters, `shorter` and `longer` the
    share of each name's information (rare words count more) that the other one has too, `rarity`
    the information in what they share, in bits. `go_on` are the bits with which both names go on
    differently: of the one that goes on with less. `exact` says that no word in common is
    spelled in two ways.
    """

    left: NameForm
    right: NameForm
    same: bool
    likeness: float
    shorter: float
    longer: float
    rarity: float
    go_on: float = 0.0
    exact: bool = True

    @property
    def aside_only(self) -> bool:
        """What agrees stands in parentheses behind either name; the names themselves differ."""
        return self.left.aside and self.right.aside

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

    @property
    def one_numbered(self) -> bool:
        """A number stands in one of them only."""
        return bool(self.left.numbers) != bool(self.right.numbers)


class WordRarity:
    """How many bits a word tells: rare words identify a film, common ones do not."""

    def __init__(self, bits: Mapping[str, float], unknown: float) -> None:
        self._bits = bits
        self._unknown = unknown
        self._known: dict[tuple[str, ...], float] = {}

    def of(self, words: Iterable[str]) -> float:
        """Bits in a set of words."""
        return sum(self._bits.get(word, self._unknown) for word in set(words))

    def of_form(self, form: NameForm) -> float:
        """Bits in the words of a name, remembered."""
        found = self._known.get(form.words)
        if found is None:
            found = self._known[form.words] = self.of(form.words)
        return found


def agree(left: NameForm, right: NameForm, rarity: WordRarity) -> NameAgreement:
    """Compare two forms of names."""
    sizes = sorted((rarity.of_form(left), rarity.of_form(right)))
    same = left.key == right.key
    whole = same and not (left.rest and right.rest)
    shared = set(left.words) if same else _shared_words(left.words, right.words)
    both = sizes[0] if same else rarity.of(shared)
    return NameAgreement(
        left,
        right,
        same,
        likeness=1.0 if same else ratio(left.key, right.key) / 100,
        shorter=1.0 if same else min(1.0, both / max(1.0, sizes[0])),
        longer=1.0 if same else min(1.0, both / max(1.0, sizes[1])),
        rarity=both,
        go_on=_go_on(left, right, rarity) if shared and not whole else 0.0,
        exact=same or shared <= set(left.words) & set(right.words),
    )


def _go_on(left: NameForm, right: NameForm, rarity: WordRarity) -> float:
    """Bits that the name which goes on with less has beside what both have."""
    ones, others = (*left.words, *left.rest), (*right.words, *right.rest)
    more = [_without(ones, others), _without(others, ones)]
    if not all(more) or ratio(*("".join(words) for words in more)) >= NEAR_WORD:
        return 0.0
    numbers = (NUMBER_BITS * bool(numbers_in(words)) for words in more)
    told = (max(number, rarity.of(words)) for number, words in zip(numbers, more, strict=True))
    return min(told)


def _without(words: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    """Words that are not among the others, in whatever spelling; small words tell nothing."""
    known = set(others)
    left = (word for word in words if word not in known and word not in ARTICLES)
    return tuple(word for word in left if not _near_word(word, others))


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
    """How many values agree, of how many in the shorter list and of how many in all."""

    shared: int
    shorter: int
    all: int


@dataclass(frozen=True)
class Company:
    """The people two records share: how many, of how many in the shorter list, in bits."""

    shared: frozenset[str]
    shorter: int
    bits: float


@dataclass(frozen=True)
class Likeness:
    """How alike two texts are, as cosines of their words; None where one has no text.

    `about` compares descriptions, `written` everything that the records say. Steps say how unusual
    that is: each is e times as rare among texts of different works.
    """

    about: float | None = None
    written: float | None = None
    about_steps: float = 0.0
    written_steps: float = 0.0


NO_LIKENESS = Likeness()


@dataclass(frozen=True)
class Comparison:
    """Everything two records say about being the same work; None where one says nothing.

    `namesakes` is the most records that one of the two sources has under the shared name.
    """

    left: Entry
    right: Entry
    name: NameAgreement | None
    year_gap: int | None
    genres: Overlap | None
    directors: bool | None
    people: Company | None
    runtime_gap: int | None
    same_id: bool | None
    same_type: bool | None
    same_series: bool | None
    same_place: bool | None
    days_apart: int | None
    same_language: bool | None
    same_country: bool | None
    same_aside: bool | None = None
    likeness: Likeness = NO_LIKENESS
    namesakes: int = 1

    @property
    def within_source(self) -> bool:
        """Both records come from one source."""
        return self.left.source == self.right.source


def compare(
    left: Entry,
    right: Entry,
    name: NameAgreement | None,
    people: WordRarity,
    likeness: Likeness = NO_LIKENESS,
    namesakes: int = 1,
) -> Comparison:
    """Compare the facts beside the names."""
    return Comparison(
        left,
        right,
        name,
        year_gap=_gap(left.year, right.year),
        genres=_overlap(left.genres, right.genres),
        directors=_same_directors(left, right),
        people=_company(left, right, people),
        runtime_gap=_gap(left.runtime, right.runtime),
        same_id=_same_id(left, right),
        same_type=_same_type(left.work_type, right.work_type),
        same_series=_same_series(left, right),
        same_place=_same_place(left.place, right.place),
        days_apart=_days(left.released, right.released),
        same_language=_share(left.languages, right.languages),
        same_country=_share(left.countries, right.countries),
        same_aside=_same_aside(left.name, right.name),
        likeness=likeness,
        namesakes=namesakes,
    )


def _gap(left: int | None, right: int | None) -> int | None:
    return None if left is None or right is None else abs(left - right)


def _days(left: date | None, right: date | None) -> int | None:
    return None if left is None or right is None else abs((left - right).days)


def _overlap(left: frozenset[str], right: frozenset[str]) -> Overlap | None:
    if not left or not right:
        return None
    return Overlap(len(left & right), min(len(left), len(right)), len(left | right))


def _share(left: frozenset[str], right: frozenset[str]) -> bool | None:
    return bool(left & right) if left and right else None


def _same_aside(left: Name, right: Name) -> bool | None:
    """What stands behind the names in parentheses: a place, a maker; not what kind of thing."""
    ones, others = _asides(left), _asides(right)
    if not ones or not others:
        return None
    numbers = numbers_in(ones), numbers_in(others)
    other_number = all(numbers) and numbers[0] != numbers[1]
    return not other_number and bool(_shared_words(ones, others))


def _asides(name: Name) -> tuple[str, ...]:
    told = {word for form in name.forms if form.aside for word in form.words}
    return tuple(sorted(told - ARTICLES - KIND_WORDS))


def _same_directors(left: Entry, right: Entry) -> bool | None:
    """A director of one directs the other too; unknown if named there in another role only."""
    if not left.directors or not right.directors:
        return None
    if shared_people(left.directors, right.directors):
        return True
    elsewhere = left.directors & right.people or right.directors & left.people
    return None if elsewhere else False


def _company(left: Entry, right: Entry, rarity: WordRarity) -> Company | None:
    """People in whatever role, without the directors where these are compared by themselves."""
    ones, others = left.people, right.people
    if left.directors and right.directors:
        ones, others = ones - left.directors, others - right.directors
    if not ones or not others:
        return None
    shared = shared_people(ones, others)
    return Company(shared, min(len(ones), len(others)), rarity.of(shared))


def _same_id(left: Entry, right: Entry) -> bool | None:
    if left.ids & right.ids:
        return True
    schemes = {scheme for scheme, _ in left.ids} & {scheme for scheme, _ in right.ids}
    return False if schemes else None


def _same_type(left: str | None, right: str | None) -> bool | None:
    if left is None or right is None or left == right:
        return True if left and left == right else None
    return None if left in LOOSE and right in LOOSE else False


def _same_series(left: Entry, right: Entry) -> bool | None:
    """Whether they are of one series, as far as both say; 'Show: Name' says so in the name."""
    if not left.series or not right.series:
        return None
    return token_set_ratio(left.series, right.series) >= NEAR_SERIES


def _same_place(left: Place, right: Place) -> bool | None:
    if not left or not right:
        return None
    if left.episode != right.episode:
        return False
    return left.season is None or right.season is None or left.season == right.season
