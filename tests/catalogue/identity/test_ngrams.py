"""Trigram neighbours: cosines of names that can be worked out by hand."""

import numpy as np
import pytest

from openslate.catalogue.identity.ngrams import NameSpace, near_pairs


def test_equal_names_have_cosine_one_and_strangers_none() -> None:
    vectors = NameSpace(["abc", "abc", "xyz"]).vectors
    assert (vectors @ vectors.T).toarray() == pytest.approx(
        np.array([[1, 1, 0], [1, 1, 0], [0, 0, 1]]), abs=1e-6
    )


def test_only_close_pairs_come_back() -> None:
    vectors = NameSpace(["tenebrae", "tenebre", "satyricon"]).vectors
    assert list(near_pairs(vectors[:1], vectors[1:], 0.3)) == [(0, 0)]
