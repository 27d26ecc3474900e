"""Evidence: the sentence that tells a person why two records are thought the same."""

from openslate.catalogue.identity.compare import Comparison, NameAgreement, Overlap
from openslate.catalogue.identity.names import NameForm, NameKind


def method_of(pair: Comparison) -> str:
    """The short term for what brought the pair together."""
    if pair.same_id:
        return "external-id"
    if not pair.name.same:
        return "similar-name"
    return {
        NameKind.MAIN: "same-name",
        NameKind.ALTERNATE: "alternate-name",
        NameKind.PART: "part-of-name",
    }[pair.name.kind]


def evidence_of(pair: Comparison, rival: str | None = None) -> str:
    """One sentence: names, year, and what else agrees or differs; `rival` is nearly as close."""
    parts = [
        _names(pair.name),
        _years(pair),
        _genres(pair.genres),
        {True: "a director is the same", False: "the directors differ", None: ""}[pair.directors],
        {True: "the IMDb id is the same", False: "the IMDb ids differ", None: ""}[pair.same_id],
        _runtimes(pair),
        f"{rival} is nearly as close" if rival else "",
    ]
    return "; ".join(part for part in parts if part) + "."


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


def _years(pair: Comparison) -> str:
    if pair.year_gap is None:
        return "a year is missing"
    if pair.year_gap == 0:
        return f"the year is {pair.left.year} in both"
    return f"the years are {pair.left.year} and {pair.right.year}"


def _genres(genres: Overlap | None) -> str:
    if genres is None:
        return ""
    if genres.shared == 0:
        return "no genre agrees"
    return f"{genres.shared} of {genres.shorter} genres agree"


def _runtimes(pair: Comparison) -> str:
    if pair.runtime_gap is None:
        return ""
    return f"running times are {pair.left.runtime} and {pair.right.runtime} minutes"
