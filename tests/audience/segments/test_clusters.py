"""Groups of viewers who watch alike, in worlds where they are known."""

import numpy as np
import pytest
import scipy.sparse as sp

from openslate.audience.segments.clusters import ClusterSettings, cluster_viewers
from openslate.audience.segments.distinctive import distinctive, shares_of
from openslate.common.errors import SlateError
from openslate.common.seeds import generator_for

SIZES = (40, 30, 20, 10)


def blobs() -> tuple[np.ndarray, np.ndarray]:
    """Four groups of viewers far apart in the plane, and which of them each viewer is in."""
    truth = np.repeat(np.arange(4), SIZES)
    centres = np.array([[0, 0], [9, 0], [0, 9], [9, 9]])
    return centres[truth] + generator_for("blobs").normal(size=(100, 2)), truth


def test_groups_are_found_and_numbered_by_size() -> None:
    factors, truth = blobs()
    found = cluster_viewers(factors, ClusterSettings(most=7))
    assert found.labels.tolist() == truth.tolist()
    assert [trial.clusters for trial in found.trials] == [3, 4, 5, 6, 7]
    best = max(found.trials, key=lambda trial: trial.silhouette)
    assert (best.clusters, best.stability) == (4, 1.0)


def test_the_same_again_and_in_another_order() -> None:
    factors, _ = blobs()
    settings = ClusterSettings(most=5)
    labels = cluster_viewers(factors, settings).labels
    assert (cluster_viewers(factors, settings).labels == labels).all()
    assert (cluster_viewers(factors[::-1], settings).labels[::-1] == labels).all()


def test_too_few_viewers() -> None:
    with pytest.raises(SlateError, match="5 viewers are too few"):
        cluster_viewers(np.eye(5))


def test_shares_and_what_sets_a_group_apart() -> None:
    watched = sp.csr_matrix(np.array([[1, 1, 0], [1, 0, 0], [0, 0, 1], [0, 1, 1]], np.float32))
    attributes = sp.csc_matrix(np.array([[1.0, 0], [1, 1], [0, 1]]))
    shares = shares_of(watched, attributes)
    assert shares.tolist() == [[1, 0.5], [1, 0], [0, 1], [0.5, 1]]
    first, *others = distinctive(shares, ["Drama", "War"], np.array([True, True, False, False]))
    # Drama: 1 against .25; variances 0 and .0625, pooled .03125.
    assert (first.attribute, first.inside, first.outside) == ("Drama", 1.0, 0.25)
    assert first.standardised == pytest.approx(0.75 / 0.03125**0.5, abs=1e-3)
    assert others == []
