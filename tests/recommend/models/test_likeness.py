"""What items have in common, in words."""

import pytest

from openslate.common.errors import NotFoundError
from openslate.recommend.models.likeness import in_words
from openslate.recommend.models.recommender import Recommender


def test_the_most_telling_kind_comes_first():
    shared = [("decade", "1990"), ("genres", "Drama"), ("genres", "War"), ("cast", "Brad Pitt")]
    assert in_words(shared) == (
        "both with Brad Pitt",
        "both Drama",
        "both War",
        "both from the 1990s",
    )


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        (("countries", "FR"), "both from France"),
        (("countries", "Ruritania"), "both from Ruritania"),
        (("languages", "pt-BR"), "both in Portuguese (Brazil)"),
        (("languages", "Klingonish"), "both in Klingonish"),
        (("tags", "time travel"), "both tagged time travel"),
    ],
)
def test_codes_become_names(fact: tuple[str, str], words: str):
    assert in_words([fact]) == (words,)


def test_measures_are_not_told():
    assert in_words([("box_office", "14"), ("year", "1995"), ("oscars", "0")]) == ()


def test_films_of_the_tiny_catalogue(recommender: Recommender):
    assert recommender.features_in_common(0, 5) == (
        "same director: Terry Gilliam",
        "both Sci-Fi",
    )
    assert recommender.features_in_common(0, 3) == ()
    assert "both from the 1980s" in recommender.features_in_common(2, 2)


def test_items_outside_are_refused(recommender: Recommender):
    with pytest.raises(NotFoundError):
        recommender.features_in_common(0, 7)
