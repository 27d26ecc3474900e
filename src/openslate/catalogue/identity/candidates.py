"""Candidates: which pairs of records are worth comparing at all."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from openslate.catalogue.identity.names import NameForm, NameKind
from openslate.catalogue.identity.ngrams import NameSpace, near_pairs
from openslate.catalogue.identity.records import Entry
from openslate.catalogue.identity.settings import ResolverSettings

Formed = tuple[int, NameForm]
"""A record's position and one form of its name."""

Proposal = tuple[Formed, Formed]
"""Two forms, the record that comes first in order first."""


def same_names(entries: Sequence[Entry], settings: ResolverSettings) -> Iterator[Proposal]:
    """Pairs with a form in common: names, other names or, for one of the two, a part of it."""
    blocks: dict[str, list[Formed]] = defaultdict(list)
    for position, entry in enumerate(entries):
        for form in entry.name.forms:
            blocks[form.key].append((position, form))
    for block in blocks.values():
        for left, right in combinations(block, 2):
            if _worthwhile(entries, left, right, settings):
                yield left, right


def _worthwhile(
    entries: Sequence[Entry], left: Formed, right: Formed, settings: ResolverSettings
) -> bool:
    first, second = entries[left[0]], entries[right[0]]
    kinds = left[1].kind + right[1].kind
    if first.source == second.source:
        return kinds <= NameKind.ALTERNATE and first.year == second.year
    apart = settings.near_years if kinds >= NameKind.PART else settings.same_name_years
    return kinds <= NameKind.PART and _within(first, second, apart)


def same_ids(entries: Sequence[Entry]) -> Iterator[Proposal]:
    """Pairs that carry the same external id, whatever they are called."""
    blocks: dict[str, list[Formed]] = defaultdict(list)
    for position, entry in enumerate(entries):
        if entry.external_id and entry.name.forms:
            blocks[entry.external_id].append((position, entry.name.forms[0]))
    for block in blocks.values():
        yield from combinations(block, 2)


def similar_names(
    entries: Sequence[Entry], settled: Iterable[tuple[int, int]], settings: ResolverSettings
) -> Iterator[Proposal]:
    """Pairs of two sources with similar names and years, among those not settled already."""
    done: dict[str, set[int]] = defaultdict(set)
    for left, right in settled:
        done[entries[right].source].add(left)
        done[entries[left].source].add(right)
    sources = sorted({entry.source for entry in entries})
    for first, second in combinations(sources, 2):
        ones = _whole_names(entries, first, done[second])
        others = _whole_names(entries, second, done[first])
        yield from _similar(entries, ones, others, settings)


def _whole_names(entries: Sequence[Entry], source: str, done: set[int]) -> list[Formed]:
    return [
        (position, form)
        for position, entry in enumerate(entries)
        if entry.source == source and position not in done
        for form in entry.name.forms
        if form.kind < NameKind.PART
    ]


def _similar(
    entries: Sequence[Entry], left: list[Formed], right: list[Formed], settings: ResolverSettings
) -> Iterator[Proposal]:
    if not left or not right:
        return
    space = NameSpace([" ".join(form.words) for _, form in left + right])
    first, second = space.vectors[: len(left)], space.vectors[len(left) :]
    for row, other in near_pairs(first, second, settings.near_cosine):
        one, two = left[row], right[other]
        if _within(entries[one[0]], entries[two[0]], settings.near_years):
            yield one, two


def _within(left: Entry, right: Entry, years: int) -> bool:
    return left.year is None or right.year is None or abs(left.year - right.year) <= years
