"""Log lines from facts and the catalogue's own words, 25 words at most, each built another way."""

from collections.abc import Iterator

from openslate.assistant.drafts.extract import count, shortened
from openslate.assistant.drafts.material import Material, article, placed
from openslate.assistant.drafts.order import MOST_WORDS, DraftKind, DraftOrder
from openslate.assistant.grounding import FactKind
from openslate.assistant.grounding.lexicon import STOP

MOST = MOST_WORDS[DraftKind.LOGLINE]


def log_lines(order: DraftOrder) -> list[str]:
    """Up to seven, none twice."""
    material = Material(order.facts)
    told = (line for line in _lines(material) if line and count(line) <= MOST)
    return list(dict.fromkeys(told))[:7]


def _lines(material: Material) -> Iterator[str | None]:
    story, sort = material.story, material.sort
    if story:
        yield shortened(story[0], MOST)
        yield _opened(f"In this {material.year} {sort}, " if material.year else "", story[0])
    yield _makers(material)
    if len(story) > 1:
        longest = max(story[1:], key=lambda sentence: min(count(sentence), MOST))
        yield shortened(longest, MOST)
    if story:
        named = f"{material.title} ({material.year}): " if material.year else f"{material.title}: "
        yield _opened(named, story[0], lower=False)
    yield _tagged(material)
    yield _plain(material)


def _opened(opening: str, sentence: str, *, lower: bool = True) -> str | None:
    """A sentence behind an opening, its first word small where that is no name."""
    rest = shortened(sentence, MOST - count(opening))
    if not opening or not rest:
        return None
    first = rest.split()[0]
    return opening + (rest[0].lower() + rest[1:] if lower and first.lower() in STOP else rest)


def _makers(material: Material) -> str | None:
    directors, cast = material.some(FactKind.DIRECTOR, 2), material.some(FactKind.ACTOR, 3)
    sort = article(f"{material.year} {material.sort}" if material.year else material.sort)
    if directors and cast:
        verb = "direct" if " and " in directors else "directs"
        return f"{directors} {verb} {cast} in {material.title}, {sort}."
    if directors:
        return f"{material.title} is {sort} directed by {directors}."
    return f"{material.title} is {sort} starring {cast}." if cast else None


def _tagged(material: Material) -> str | None:
    tags = material.some(FactKind.TAG, 3)
    return f"{material.title}: {article(material.sort)} about {tags}." if tags else None


def _plain(material: Material) -> str:
    countries = material.some(FactKind.COUNTRY, 2)
    place = f" from {placed(countries)}" if countries else ""
    return f"{material.title}: {article(material.sort)}{place}."
