"""Parts of the viewings."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openslate.common.errors import SlateError
from openslate.recommend.evaluation.split import hold_out_items, random_split, time_split
from openslate.recommend.models.interactions import Interactions, interactions_of


def of_sizes(sizes: list[int]) -> Interactions:
    pairs = [(f"v{v}", item) for v, size in enumerate(sizes) for item in range(size)]
    return interactions_of([v for v, _ in pairs], [item for _, item in pairs], 40)


@given(st.lists(st.integers(1, 40), min_size=1, max_size=5), st.integers(0, 3))
def test_parts_are_disjoint_and_complete(sizes: list[int], seed: int):
    whole = of_sizes(sizes)
    split = random_split(whole, seed)
    parts = [part.matrix.toarray() for part in (split.train, split.valid, split.test)]
    assert np.array_equal(sum(parts), whole.matrix.toarray())
    assert np.array_equal(parts[0] + parts[1], split.known.matrix.toarray())


def test_a_tenth_goes_to_each_part_but_short_histories_stay_whole():
    split = random_split(of_sizes([2, 3, 10, 40]), 0)
    assert np.diff(split.test.matrix.indptr).tolist() == [0, 1, 1, 4]
    assert np.diff(split.valid.matrix.indptr).tolist() == [0, 1, 1, 4]


def test_the_seed_alone_decides_and_other_viewers_change_nothing():
    some, more = random_split(of_sizes([20]), 7), random_split(of_sizes([20, 30]), 7)
    assert some.test.history("v0").tolist() == more.test.history("v0").tolist()
    other = random_split(of_sizes([20]), 8)
    assert some.test.history("v0").tolist() != other.test.history("v0").tolist()


def test_held_items_are_wholly_out_of_training():
    split = hold_out_items(of_sizes([10, 20]), 5, 0)
    assert len(set(split.held.tolist())) == 5
    assert not split.train.viewings[split.held].any()
    assert set(np.flatnonzero(split.test.viewings)) == set(split.held.tolist())
    assert split.train.matrix.nnz + split.test.matrix.nnz == 30


def test_one_cut_in_time_for_everybody():
    """Ten viewings at 0 to 9: eight to train, one to valid, one to test."""
    viewers, items, times = list("abababcabd"), [0, 0, 1, 1, 2, 2, 0, 3, 3, 0], range(10)
    split = time_split(interactions_of(viewers, items, 5, times=list(times)))
    assert split.train.history("a").tolist() == [0, 1, 2, 3]
    assert split.valid.history("b").tolist() == [3]
    assert split.test.history("d").tolist() == [0]
    assert [part.matrix.nnz for part in (split.train, split.valid, split.test)] == [8, 1, 1]
    assert split.train.times is not None
    assert split.known.sequence(1).tolist() == [0, 1, 2, 3]


def test_without_times_there_is_no_cut():
    with pytest.raises(SlateError, match="not known when"):
        time_split(of_sizes([10]))
