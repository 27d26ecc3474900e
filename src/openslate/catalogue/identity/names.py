"""Names: every way in which one record says what it is called."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cached_property

from openslate.catalogue.identity.articles import restore_article, split_article
from openslate.catalogue.identity.numerals import numbers_in
from openslate.catalogue.identity.spelling import words_of
from openslate.common.text import fold

_YEAR = re.compile(r"\s*\(((?:18|19|20)\d\d)(?:[\u2013-]\d*)?\)\s*$")
_QUALIFIER = re.compile(r"\s*\((?:(?:18|19|20)\d\d )?(?:film|movie|tv series)\)\s*$", re.I)
_ASIDE = re.compile(r"\s\(([^()]+)\)")
_ALSO_KNOWN = re.compile(r"^(?:a\.?k\.?a\.?|aka)\s+", re.I)
_SUBTITLE = re.compile(r":\s+|\s+[-\u2013\u2014]\s+|\.\.\.\s+")
_BETWEEN_NAMES = re.compile(r"\s+[/=]\s+|\s*[|;]\s+")
_FORMAT = re.compile(r"\s+(?:in )?(?:3[ -]?D|IMAX)$", re.I)
_INNER_ARTICLES = frozenset(("the", "a", "an"))
_OWNER = re.compile(r"^(?:[\w.]+ ){0,3}[\w.]+(?:['\u2019]s|s['\u2019]) (?=\S)")


PLACEHOLDERS = frozenset(
    ("n/a", "na", "none", "null", "nan", "unknown", "untitled", "tba", "tbd", "-", "?", "no title")
)
"""What stands where a name is not known."""


_KINDS = """
film movie short documentary tv television series miniseries serial show episode video game
book novel novella poem play opera ballet musical comic manga anime magazine newspaper journal
song single album ep band artist singer actor actress painting sculpture statue fresco portrait
building church company software the a of and
"""
KIND_WORDS = frozenset(_KINDS.split())
"""What a thing is, as parentheses behind a name say it: it tells no two things of a name apart."""


class NameKind(IntEnum):
    """How much a form of a name says: the whole name, another name, only a part of one."""

    MAIN = 0
    ALTERNATE = 1
    PART = 2


@dataclass(frozen=True)
class NameForm:
    """One way of writing a name, taken apart for comparing.

    `written` is how the source has it, `text` the same with its article, if any, in front.
    `aside` says that it stands in parentheses behind a name; `rest` are the words that a part of a
    name leaves out.
    """

    kind: NameKind
    written: str
    text: str
    article: str
    words: tuple[str, ...]
    aside: bool = False
    rest: tuple[str, ...] = ()

    @cached_property
    def key(self) -> str:
        """Equal for names that differ in articles, marks, blanks, accents or numerals only."""
        telling = [word for word in self.words if word not in _INNER_ARTICLES]
        return "".join(telling or self.words)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The numbers in the name, e.g. which sequel it is."""
        return numbers_in(self.words)


@dataclass(frozen=True)
class Name:
    """What a name says: its forms, the fullest first, and the year it carried, if any."""

    forms: tuple[NameForm, ...]
    year: int | None


def read_name(name: str, alternates: Iterable[str] = ()) -> Name:
    """Take a name as a catalogue writes it apart.

    >>> [form.text for form in read_name("Star Maker, The (Uomo delle stelle, L') (1995)").forms]
    ['The Star Maker', "L'Uomo delle stelle", "The Star Maker L'Uomo delle stelle"]
    """
    bare, year = _split_year("" if fold(name) in PLACEHOLDERS else name)
    main, *asides = _split_asides(bare)
    forms = [_form(NameKind.MAIN, main)]
    forms += _alternates(_between_marks(main))
    forms += [replace(form, aside=True) for form in _alternates(asides)]
    forms += _alternates(_split_year(other)[0] for other in alternates)
    forms += [part for form in forms for part in _part_forms(form)]
    if asides:
        whole = " ".join(map(restore_article, (main, *asides)))
        forms.append(_form(NameKind.ALTERNATE, whole))
    return Name(_unique(forms), year)


def add_forms(name: Name, more: Iterable[tuple[NameKind, str]]) -> Name:
    """The same name with other ways of writing it, each of the kind given."""
    return Name(_unique([*name.forms, *(_form(kind, text) for kind, text in more)]), name.year)


def _split_year(name: str) -> tuple[str, int | None]:
    name = _QUALIFIER.sub("", name.strip())
    found = _YEAR.search(name)
    if found and found.start() > 0:
        return name[: found.start()], int(found[1])
    return name, None


def _split_asides(name: str) -> list[str]:
    """The name without what stands in parentheses, then each of those."""
    return [_ASIDE.sub("", name).strip(), *_ASIDE.findall(name)]


def _between_marks(name: str) -> list[str]:
    """The names that were written into one: 'The Postman / Il Postino'."""
    names = _BETWEEN_NAMES.split(name)
    return [one for one in names if words_of(one)] if len(names) > 1 else []


def _alternates(others: Iterable[str]) -> list[NameForm]:
    return [_form(NameKind.ALTERNATE, text) for other in others for text in _variants(other)]


def _part_forms(form: NameForm) -> Iterator[NameForm]:
    for text in _parts(form.text):
        part = _form(NameKind.PART, text)
        rest = tuple(word for word in form.words if word not in part.words)
        yield replace(part, aside=form.aside, rest=rest)


def _variants(other: str) -> Iterator[str]:
    """An alternate name; a list after 'a.k.a.' also gives each of its members."""
    bare = _ALSO_KNOWN.sub("", other.strip())
    yield bare
    if bare != other.strip() and restore_article(bare) == bare:
        yield from bare.split(", ")


def _parts(name: str) -> Iterator[str]:
    """What a shorter catalogue may have kept of a name.

    Before a mark, after it, without the number before it; without the owner; without the format.
    """
    for mark in _SUBTITLE.finditer(name):
        before, after = name[: mark.start()], name[mark.end() :]
        yield from (before, after, f"{_unnumbered(before)}: {after}")
    for extra in (_OWNER, _FORMAT):
        shorter = extra.sub("", name)
        if shorter != name:
            yield shorter


def _unnumbered(text: str) -> str:
    """The words without a number at their end: a subtitle tells sequels apart as well."""
    words, written = words_of(text), text.split()
    if len(words) > 1 and words[-1].isdigit():
        for dropped in (1, 2):  # 'II', 'Part II'
            head = " ".join(written[:-dropped])
            if words_of(head) == words[:-1]:
                return head.rstrip(":,- \u2013")
    return text


def _form(kind: NameKind, written: str) -> NameForm:
    text = restore_article(written)
    article, words = split_article(text, words_of(text))
    return NameForm(kind, written, text, article, words)


def _unique(forms: Iterable[NameForm]) -> tuple[NameForm, ...]:
    """The strongest form of each key; forms without a letter or digit are dropped."""
    best: dict[str, NameForm] = {}
    for form in sorted(forms, key=lambda form: form.kind):
        if form.words:
            best.setdefault(form.key, form)
    return tuple(best.values())
