"""From files to one book: the house's entries stand in for those of the pack, all are checked."""

from collections.abc import Iterator, Sequence
from itertools import chain

from openslate.common.text import nearest
from openslate.guard.norms.norm import Norm
from openslate.guard.norms.norm_book import NormBook
from openslate.guard.norms.norm_file import NormFile
from openslate.guard.norms.topic import Topic
from openslate.rules.problems import Problem, RulebookError


def combine(files: Sequence[NormFile], base: NormBook | None = None) -> NormBook:
    """One book of all files; what has a slug of `base` takes its place.

    Raises RulebookError with every problem: slugs used twice, topics that are not there or broader
    than themselves, anything that would move the floor of `base`.
    """
    base = base or NormBook({}, {})
    _stop(_twice(files))
    topics = {t.topic: t for file in files for t in file.topics}
    norms = {n.norm: n for file in files for n in file.norms}
    book = NormBook({**base.topics, **topics}, {**base.norms, **norms})
    _stop(_lost(files, book))
    _stop(chain(_circles(files, book), _floor(files, base)))
    return book


Found = Iterator[Problem]


def _stop(problems: Found) -> None:
    if found := list(problems):
        raise RulebookError(found)


def _twice(files: Sequence[NormFile]) -> Found:
    seen: dict[tuple[type, str], str] = {}
    for file, entry in _entries(files):
        key, slug = _slug(entry)
        if (type(entry), slug) in seen:
            first = seen[type(entry), slug]
            yield file.problem(entry, (key,), f"The {key} {slug!r} is used twice", f"See {first}.")
        seen[type(entry), slug] = file.source.name


def _lost(files: Sequence[NormFile], book: NormBook) -> Found:
    """Topics that are named and are not there."""
    for file, entry in _entries(files):
        key = "topic" if isinstance(entry, Norm) else "broader"
        slug: str | None = getattr(entry, key)
        if slug is not None and slug not in book.topics:
            close = nearest(slug, book.topics)
            advice = f"Did you mean '{close}'?" if close else "Add it under 'topics'."
            yield file.problem(entry, (key,), f"There is no topic {slug!r}", advice)


def _circles(files: Sequence[NormFile], book: NormBook) -> Found:
    for file in files:
        for topic in file.topics:
            line, slug = [topic.topic], topic.broader
            while slug is not None and slug not in line:
                line.append(slug)
                slug = book.topics[slug].broader
            if slug == topic.topic:
                circle = " in ".join([*line, slug])
                yield file.problem(topic, ("broader",), f"The topic is within itself: {circle}")


def _floor(files: Sequence[NormFile], base: NormBook) -> Found:
    """A house adds to the floor; it changes neither its norms nor the topics they hold for."""
    slugs = {norm.norm for norm in base.floor}
    grounds = {norm.topic for norm in base.floor}
    for file, entry in _entries(files):
        if isinstance(entry, Norm):
            if entry.norm in slugs:
                says = f"The norm {entry.norm!r} is of the floor and can't be changed"
                yield file.problem(entry, ("norm",), says, "Give yours a name of its own.")
        elif entry.topic in base.topics and grounds & {entry.topic, *base.ancestors(entry.topic)}:
            says = f"The topic {entry.topic!r} lies on the floor and can't be changed"
            yield file.problem(entry, ("topic",), says, "Add a narrower topic.")


def _entries(files: Sequence[NormFile]) -> Iterator[tuple[NormFile, Topic | Norm]]:
    for file in files:
        entries: tuple[Topic | Norm, ...] = (*file.topics, *file.norms)
        yield from ((file, entry) for entry in entries)


def _slug(entry: Topic | Norm) -> tuple[str, str]:
    return ("norm", entry.norm) if isinstance(entry, Norm) else ("topic", entry.topic)
