"""What is tried."""

import pytest
from pydantic import ValidationError

from openslate.recommend.choice.candidates import CANDIDATES, STARTS, Candidate, varied
from openslate.recommend.choice.samples import for_sample
from openslate.recommend.models.families import FAMILIES
from openslate.recommend.models.family_settings import (
    EaseSettings,
    NeighbourSettings,
    SequenceSettings,
)

KNN = Candidate("knn", "", NeighbourSettings(neighbours=7), {"shrinkage": (1.0, 2.0)})


def test_a_grid_begins_with_its_start():
    tried = [(s.neighbours, s.shrinkage) for s in KNN.grid({})]
    assert tried == [(7, 20.0), (7, 1.0), (7, 2.0)]


def test_what_grows_from_an_earlier_candidate_starts_with_its_best():
    best = EaseSettings(regularization=7.0)
    grown = Candidate("more", "", EaseSettings(), {"dropout": (0.1,)}, grows_from="ease")
    assert [(s.regularization, s.dropout) for s in grown.grid({"ease": best})] == [
        (7.0, 0.5),
        (7.0, 0.1),
    ]


def test_the_earlier_best_may_become_a_part():
    best = EaseSettings(regularization=7.0)
    candidate = Candidate(
        "seq", "", SequenceSettings(), {"ease.fading.half_life": (9.0,)}, "ease", "ease"
    )
    start, other = candidate.grid({"ease": best})
    assert start == SequenceSettings(ease=best)
    assert other.ease.fading.half_life == 9.0
    assert other.ease.regularization == 7.0


def test_changed_settings_are_checked():
    with pytest.raises(ValidationError):
        varied(EaseSettings(), {"dropout": 2.0})


def test_every_grid_is_valid_and_every_family_is_tried():
    grids = {candidate.name: list(candidate.grid({})) for candidate in CANDIDATES}
    assert all(len(grid) == len(set(map(repr, grid))) for grid in grids.values())
    families = {settings.family for settings in STARTS.values()}
    assert families == set(FAMILIES)


def test_each_grows_from_one_that_comes_before():
    names = [candidate.name for candidate in CANDIDATES]
    for at, candidate in enumerate(CANDIDATES):
        assert candidate.grows_from is None or candidate.grows_from in names[:at]


def test_in_a_sample_counts_of_viewings_are_fewer():
    settings = SequenceSettings(ease=EaseSettings(regularization=8.0, fact_viewers=4.0))
    quarter = for_sample(settings, 0.25)
    assert (quarter.ease.regularization, quarter.ease.fact_viewers) == (2.0, 1.0)
    assert (quarter.shrinkage, quarter.weight) == (5.0, 0.3)
