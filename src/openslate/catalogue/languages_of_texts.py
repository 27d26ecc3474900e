"""Choosing among the same text in several languages."""

from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element

from openslate.catalogue.values.places import find_language

LAST = 1000


def language_rank(tag: str | None, languages: Sequence[str]) -> int:
    """How early a language comes among the preferred: 'en-GB' counts as 'en' too.

    A text that names no language comes after the preferred and before all others.
    """
    if not tag:
        return LAST - 1
    known = find_language(tag) or tag
    base = known.partition("-")[0]
    places = [place for place, wanted in enumerate(languages) if wanted in (known, base)]
    return places[0] if places else LAST


def preferred(elements: Iterable[Element], languages: Sequence[str]) -> list[Element]:
    """Elements by how much their language is preferred; the order of the file among equals."""
    return sorted(elements, key=lambda one: language_rank(one_language(one), languages))


def one_language(element: Element) -> str | None:
    """The language an element names for its text, whatever the format calls the attribute."""
    return element.get("lang") or element.get("language")
