"""Evidence: the sentence that tells a person why two records are thought the same."""

from openslate.catalogue.identity.compare import Company, Comparison, NameAgreement, Overlap
from openslate.catalogue.identity.names import NameForm, NameKind

ALIKE = 0.1  # a cosine from which on descriptions are said to be alike


def method_of(pair: Comparison) -> str:
    """The short term for what brought the pair together."""
    if pair.same_id:
        return "external-id"
    if pair.name is None:
        return "no-name"
    if not pair.name.same:
        return "similar-name"
    return {
        NameKind.MAIN: "same-name",
        NameKind.ALTERNATE: "alternate-name",
        NameKind.PART: "part-of-name",
    }[pair.name.kind]


def add_evidence(evidence: str, *more: str) -> str:
    """The same sentence, saying more."""
    parts = [evidence.removesuffix("."), *filter(None, more)]
    return f"{'; '.join(parts)}."


def evidence_of(pair: Comparison) -> str:
    """One sentence: names, year, and what else agrees or differs."""
    parts = [
        _names(pair.name) if pair.name else "One of the two has no name",
        _kinds(pair),
        _episodes(pair),
        _years(pair),
        _days(pair.days_apart),
        _genres(pair.genres),
        _either(pair.directors, "a director is the same", "the directors differ"),
        _people(pair.people),
        _ids(pair),
        _runtimes(pair),
        _either(pair.same_language, "", "the languages differ"),
        _either(pair.same_country, "", "the countries differ"),
        _texts(pair),
        _namesakes(pair),
        _either(pair.same_aside, "", "what stands in parentheses differs"),
    ]
    return "; ".join(part for part in parts if part) + "."


def _either(agrees: bool | None, same: str, other: str) -> str:
    return "" if agrees is None else same if agrees else other


def _names(name: NameAgreement) -> str:
    if not name.same:
        both = f"'{name.left.text}' and '{name.right.text}'"
        return f"{both} are {name.likeness:.0%} alike, and share {name.shorter:.0%} of the shorter"
    if name.kind is NameKind.MAIN:
        return f"Names agree{_but(name.left, name.right)}"
    form, other = sorted((name.left, name.right), key=lambda form: form.kind, reverse=True)
    also = "part of the name" if name.kind is NameKind.PART else "other name"
    return f"The {also} '{form.text}' agrees with '{other.text}'"


def _but(left: NameForm, right: NameForm) -> str:
    """What had to be put right before the names agreed."""
    if left.text == right.text:
        moved = left.written != right.written
        return f" once '{left.text.split()[0]}' is moved to the front" if moved else ""
    if left.words == right.words and left.article != right.article:
        return " but for the article"
    return " once case, accents, marks and numbers are written alike"


def _kinds(pair: Comparison) -> str:
    if pair.same_type is not False:
        return ""
    return f"one is of the kind {pair.left.work_type}, the other {pair.right.work_type}"


def _episodes(pair: Comparison) -> str:
    series = _either(pair.same_series, "the series is the same", "the series differ")
    numbers = _either(
        pair.same_place, "season and episode have the same numbers", "the episode numbers differ"
    )
    return "; ".join(part for part in (series, numbers) if part)


def _years(pair: Comparison) -> str:
    if pair.year_gap is None:
        return "a year is missing"
    if pair.year_gap == 0:
        return f"the year is {pair.left.year} in both"
    return f"the years are {pair.left.year} and {pair.right.year}"


def _days(apart: int | None) -> str:
    if apart is None or apart > 7:
        return ""
    return f"the release days are {apart} apart" if apart else "the release day is the same"


def _genres(genres: Overlap | None) -> str:
    if genres is None:
        return ""
    if genres.shared == 0:
        return "no genre agrees"
    return f"{genres.shared} of {genres.shorter} genres agree"


def _people(people: Company | None) -> str:
    if people is None:
        return ""
    if not people.shared:
        return "nobody named in one is named in the other"
    return f"{len(people.shared)} of {people.shorter} people are named in both"


def _ids(pair: Comparison) -> str:
    if pair.same_id is None:
        return ""
    schemes = {scheme for scheme, _ in pair.left.ids} & {scheme for scheme, _ in pair.right.ids}
    if pair.same_id:
        schemes = {scheme for scheme, _ in pair.left.ids & pair.right.ids}
    name = "IMDb" if min(schemes) == "imdb" else min(schemes).upper()
    return f"the {name} id is the same" if pair.same_id else f"the {name} ids differ"


def _runtimes(pair: Comparison) -> str:
    if pair.runtime_gap is None:
        return ""
    return f"running times are {pair.left.runtime} and {pair.right.runtime} minutes"


def _texts(pair: Comparison) -> str:
    about, written = pair.likeness.about, pair.likeness.written
    if about is not None:
        alike = about >= ALIKE
        return f"the descriptions are {about:.0%} alike" if alike else "the descriptions differ"
    if written is not None and (pair.name is None or not pair.name.same):
        return f"all that is written is {written:.0%} alike"
    return ""


def _namesakes(pair: Comparison) -> str:
    if pair.name is None or not pair.name.same or pair.namesakes < 2:
        return ""
    return f"{pair.namesakes} records of one source have this name"
