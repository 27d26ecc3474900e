"""The reference page of the default pack, written from the pack itself."""

from collections.abc import Iterator

from openslate.guard.fields import GUARD_FIELDS
from openslate.guard.norms.norm import Norm, NormException
from openslate.guard.norms.norm_book import NormBook
from openslate.guard.norms.obligation import Obligation
from openslate.guard.norms.reading import default_norms
from openslate.rules.english_form import to_english

INTRODUCTION = """# Norms of the default pack

Written from `openslate/guard/norms/pack` by `scripts/reference`: {topics} topics, {norms} norms,
version `{version}`. How norms are read, changed and checked: [the guide](../guide/guard.md).

## Obligations

{obligations}
"""


def norms_page() -> str:
    """The whole page in Markdown."""
    book = default_norms()
    owed = "\n".join(f"- `{one.value}`: {one.words}" for one in Obligation)
    head = INTRODUCTION.format(
        topics=len(book.topics), norms=len(book.norms), version=book.version, obligations=owed
    )
    parts = (part for root in book.roots for part in _part(book, root, 2))
    return "\n".join([head, *parts])


def norm_condition(when: Norm | NormException) -> str:
    """When it holds, in words: 'always', 'when ...'."""
    if when.when is None:
        return "always"
    return f"when {to_english(when.when.tree, GUARD_FIELDS)}"


def _part(book: NormBook, slug: str, level: int) -> Iterator[str]:
    """A topic, its norms, and the narrower topics below it."""
    topic = book.topics[slug]
    also = f" Also: {', '.join(topic.also)}." if topic.also else ""
    yield f"{'#' * min(level, 5)} {topic.name}\n`{slug}`: {topic.definition}.{also}\n"
    yield from (_norm(norm) for norm in book.norms_on(slug))
    for narrower in book.narrower(slug):
        yield from _part(book, narrower, level + 1)


def _norm(norm: Norm) -> str:
    weight = f"severity {norm.severity}{', floor' if norm.floor else ''}"
    lines = [
        f"- **{norm.title}** (`{norm.norm}`): {norm.stance.value}, {weight}, "
        f"{norm_condition(norm)}.{_owed(norm)}",
        f"  - Because: {norm.because}",
        f"  - Source: {norm.citation}",
        *(f"  - {_exception(one)}" for one in norm.exceptions),
        *(f"  - For: {text}" for text in norm.examples.meant),
        *(f"  - Not for: {text}" for text in norm.examples.not_meant),
    ]
    return "\n".join(lines) + "\n"


def _exception(one: NormException) -> str:
    return (
        f"Exception `{one.exception}`: {one.stance.value} {norm_condition(one)}."
        f"{_owed(one)} {one.because}"
    )


def _owed(entry: Norm | NormException) -> str:
    names = ", ".join(f"`{one.value}`" for one in entry.obligations)
    return f" Owes {names}." if names else ""
