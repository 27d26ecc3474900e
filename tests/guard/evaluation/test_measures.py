"""Figures that can be checked by hand."""

import numpy as np
import pytest

from openslate.guard.evaluation.measures import area, f1, share

RESTRAINED = np.array([True, True, False, False])


def test_the_area_counts_pairs_in_order() -> None:
    assert area(RESTRAINED, np.array([0.9, 0.4, 0.5, 0.1])).value == pytest.approx(3 / 4)


def test_f1_of_one_found_one_missed_and_one_wrong() -> None:
    assert f1(RESTRAINED, np.array([True, False, True, False])).value == pytest.approx(0.5)


def test_an_interval_holds_the_figure_and_is_the_same_again() -> None:
    hits = np.arange(100) < 30
    estimate = share(hits)
    assert estimate.value == pytest.approx(0.3)
    assert estimate.low < estimate.value < estimate.high
    assert share(hits) == estimate


def test_no_message_is_an_error() -> None:
    with pytest.raises(ValueError, match="no message"):
        share(np.array([], dtype=bool))
