"""Names with mistakes in them."""

import pytest

from openslate.assistant.concierge.near_names import NearNames, likeness

NAMES = ("tom hanks", "tom hardy", "leonardo dicaprio", "meryl streep")


@pytest.mark.parametrize(
    ("asked", "name"),
    [("tom hanx", "tom hanks"), ("leonardo di caprio", "leonardo dicaprio"),
     ("merryl streep", "meryl streep"), ("tom hrady", "tom hardy")],
)  # fmt: skip
def test_the_nearest_name_is_found(asked: str, name: str) -> None:
    (at, like), *_ = NearNames(NAMES, [1, 1, 1, 1]).near(asked, 0.75)
    assert NAMES[at] == name
    assert like == likeness(asked, name)


def test_of_names_equally_near_the_better_known_comes_first() -> None:
    found = NearNames(("tom hanko", "tom hanka"), [1, 500]).near("tom hankx", 0.8)
    assert [at for at, _ in found] == [1, 0]


@pytest.mark.parametrize("asked", ["", "x", "a film"])
def test_nothing_near_is_nothing(asked: str) -> None:
    assert NearNames(NAMES, [1, 1, 1, 1]).near(asked, 0.75) == []
    assert NearNames((), []).near(asked, 0.75) == []
