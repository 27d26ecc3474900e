"""Scoring: from what agrees and differs to a confidence, as a sum that can be read."""

from collections.abc import Iterator, Sequence
from math import exp, log2
from typing import NamedTuple

from openslate.catalogue.identity.compare import Comparison, NameAgreement
from openslate.catalogue.identity.names import NameKind
from openslate.catalogue.identity.settings import ResolverSettings, Weights
from openslate.common.text import fold

NO_RIVAL = "No rival"
"""What being without a rival is called among the contributions; it is added last, by `rivals`."""


class Term(NamedTuple):
    """One observation: what was compared, which weight it has, how much there is of it."""

    label: str
    weight: str
    amount: float = 1.0


YEARS = ("same_year", "one_year_apart", "two_years_apart")
MOST_STEPS = 12.0  # of unusual likeness that count
MANY_PEOPLE = 4
GO_ON_BITS = 10.0  # in words of either name that make them two names for sure
COVERED = 0.6  # of the longer name's information; the rest are common words
NEARLY = 0.88  # of the letters are equal in names that differ by a slip
SAME_YEAR_NAMESAKES = 0.25  # the part of the namesakes' doublings that a known year leaves over


def terms(pair: Comparison, settings: ResolverSettings) -> list[Term]:
    """All observations of a pair; the log-odds are their amounts times their weights, summed."""
    return [
        *_name_terms(pair, settings),
        *_year_terms(pair),
        *_genre_terms(pair),
        *_people_terms(pair, settings),
        *_text_terms(pair),
        *_runtime_terms(pair, settings),
        *_plain_terms(pair),
        *(_one_source_terms(pair) if pair.within_source else ()),
    ]


def log_odds(found: Sequence[Term], weights: Weights) -> float:
    """Natural log-odds that both records are the same work (Fellegi and Sunter 1969)."""
    return float(sum(getattr(weights, term.weight) * term.amount for term in found))


def contributions(found: Sequence[Term], weights: Weights) -> list[tuple[str, float]]:
    """What each thing compared adds to the log-odds; they sum to them, but for rounding."""
    amounts: dict[str, float] = {}
    for term in found:
        added = getattr(weights, term.weight) * term.amount
        amounts[term.label] = amounts.get(term.label, 0.0) + added
    return [(label, round(amount, 4)) for label, amount in amounts.items() if amount]


def confidence(odds: float) -> float:
    """Log-odds as a probability, to four decimals.

    >>> confidence(0.0)
    0.5
    """
    return round(1 / (1 + exp(-max(-500.0, min(500.0, odds)))), 4)


def name_weight(name: NameAgreement, settings: ResolverSettings) -> float:
    """What the names say, apart from everything else."""
    return log_odds(list(_agreement_terms(name, settings)), settings.weights)


def _name_terms(pair: Comparison, settings: ResolverSettings) -> Iterator[Term]:
    if pair.name is None:
        yield Term("No name", "no_name")
        return
    yield from _agreement_terms(pair.name, settings)
    if pair.name.same and pair.namesakes > 1:
        known = 1.0 if pair.year_gap is None else SAME_YEAR_NAMESAKES
        yield Term("Namesakes", "namesakes", known * log2(pair.namesakes))
    if pair.same_aside is False:
        yield Term("In parentheses", "other_aside")


def _agreement_terms(name: NameAgreement, settings: ResolverSettings) -> Iterator[Term]:
    if name.same:
        yield Term("Name", "same_part" if name.aside_only else SAME[name.kind])
    else:
        yield Term("Name", "similar_name")
        yield Term("Name", "likeness", name.likeness)
        if nearly := _nearly_same(name):
            yield Term("Name", "nearly_same", nearly)
        yield Term("Name", "shorter_covered", name.shorter)
        yield Term("Name", "longer_covered", name.longer)
    yield Term("Rare words in the name", "rarity", min(name.rarity, settings.most_bits))
    if name.articles_differ:
        yield Term("Articles", "articles_differ")
    if name.numbers_differ:
        yield Term("Numbers in the name", "numbers_differ")
    if name.go_on:
        yield Term("Other words in the names", "both_go_on", min(1.0, name.go_on / GO_ON_BITS))


def _nearly_same(name: NameAgreement) -> float:
    """How near names are to being the same, 0 to 1: a slip, or a common word on one side."""
    if name.numbers_differ:
        return 0.0
    slip = max(0.0, (name.likeness - NEARLY) / (1 - NEARLY))
    if name.one_numbered or not name.exact or name.kind is NameKind.PART:
        return slip
    return max(slip, name.shorter * (name.longer - COVERED) / (1 - COVERED))


SAME = {
    NameKind.MAIN: "same_name",
    NameKind.ALTERNATE: "same_alternate",
    NameKind.PART: "same_part",
}


def _year_terms(pair: Comparison) -> Iterator[Term]:
    if pair.year_gap is None:
        yield Term("Year", "years_unknown")
    else:
        yield Term("Year", YEARS[pair.year_gap] if pair.year_gap < len(YEARS) else "years_far")


def _genre_terms(pair: Comparison) -> Iterator[Term]:
    genres = pair.genres
    if genres is None:
        yield Term("Genres", "genres_unknown")
    else:
        yield Term("Genres", "genres", genres.shared / genres.shorter - 0.5)
        yield Term("Genres", "same_genres", genres.shared / genres.all)


def _people_terms(pair: Comparison, settings: ResolverSettings) -> Iterator[Term]:
    if pair.directors is not None:
        yield Term("Directors", "same_director" if pair.directors else "other_director")
    people = pair.people
    if people is None:
        return
    if people.shared:
        yield Term("People", "people", min(people.bits, settings.most_people_bits))
        yield Term("People", "people_covered", len(people.shared) / people.shorter)
    else:
        yield Term("People", "other_people", min(people.shorter, MANY_PEOPLE))


def _text_terms(pair: Comparison) -> Iterator[Term]:
    about, written = pair.likeness.about, pair.likeness.written
    if about is not None:
        if pair.likeness.about_steps <= 0:
            yield Term("Description", "other_about")
        else:
            yield Term("Description", "about", min(pair.likeness.about_steps, MOST_STEPS))
    if written is not None and _name_says_little(pair):
        steps = min(pair.likeness.written_steps, MOST_STEPS)
        yield Term("All that is written", "written", steps)


def _name_says_little(pair: Comparison) -> bool:
    """There is no common name, so that a word in another column may have been one."""
    return pair.name is None or not pair.name.same


def _runtime_terms(pair: Comparison, settings: ResolverSettings) -> Iterator[Term]:
    gap = pair.runtime_gap
    if gap is not None and gap <= settings.same_runtime:
        yield Term("Running time", "same_runtime")
    elif gap is not None and gap >= settings.other_runtime:
        yield Term("Running time", "other_runtime")


def _plain_terms(pair: Comparison) -> Iterator[Term]:
    """Things that are the same, or not, or not known."""
    for label, agrees, same, other in (
        ("Ids", pair.same_id, "same_id", "other_id"),
        ("Kind of work", pair.same_type, "same_type", "other_type"),
        ("Series", pair.same_series, "same_series", "other_series"),
        ("Episode number", pair.same_place, "same_place", "other_place"),
        ("Language", pair.same_language, "same_language", "other_language"),
        ("Country", pair.same_country, "same_country", "other_country"),
    ):
        if agrees is not None:
            yield Term(label, same if agrees else other)
    if pair.days_apart is not None and pair.days_apart <= 7:
        yield Term("Release day", "same_week" if pair.days_apart else "same_day")


def _one_source_terms(pair: Comparison) -> Iterator[Term]:
    yield Term("One source", "one_source")
    far = pair.year_gap is not None and pair.year_gap >= len(YEARS)
    if far and pair.people is not None and not pair.people.shared:
        yield Term("One source", "one_source_far")
    if pair.genres is not None and pair.genres.shared == pair.genres.all:
        yield Term("One source", "one_source_same_genres")
    name = pair.name
    if name is None or fold(name.left.text) != fold(name.right.text):
        yield Term("One source", "one_source_other_spelling")
