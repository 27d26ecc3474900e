"""Any tree of topics that is accepted has no circle, and every circle is refused."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from openslate.guard.norms.combining import combine
from openslate.guard.norms.norm_book import NormBook
from openslate.guard.norms.norm_file import parse_norm_file
from openslate.rules.problems import RulebookError

HEAD = "guard: G\nowner: o\nreview: 2027-01-01\nsource: s\ntopics:\n"
SLUGS = ("a", "b", "c", "d", "e")
TREES = st.fixed_dictionaries({slug: st.sampled_from([None, *SLUGS]) for slug in SLUGS})


def book(broader: dict[str, str | None]) -> NormBook | list[str]:
    """The book, or what is wrong with it."""
    lines = (
        f"- {{topic: {slug}, name: N, definition: D{f', broader: {up}' if up else ''}}}\n"
        for slug, up in broader.items()
    )
    try:
        return combine([parse_norm_file(HEAD + "".join(lines), "g.yaml")])
    except RulebookError as error:
        return [problem.message for problem in error.problems]


def has_circle(broader: dict[str, str | None]) -> bool:
    """Whether going up from some topic comes to no end in as many steps as there are topics."""
    return any(is_endless(slug, broader) for slug in broader)


def is_endless(slug: str | None, broader: dict[str, str | None]) -> bool:
    for _ in broader:
        slug = broader[slug] if slug else None
    return slug is not None


@settings(max_examples=60)
@given(TREES)
def test_circles_and_nothing_else_are_refused(broader: dict[str, str | None]) -> None:
    found = book(broader)
    if isinstance(found, list):
        assert has_circle(broader)
        assert all("within itself" in message for message in found)
        return
    assert not has_circle(broader)
    for slug in SLUGS:
        line = (slug, *found.ancestors(slug))
        assert len(set(line)) == len(line)
        assert line[-1] in found.roots
        assert all(lower in found.narrower(upper) for lower, upper in pairwise(line))
