"""The evidence of pilots is worth what it says: chance has as much no more often than stated."""

import numpy as np

from openslate.authenticity.marks.key import MarkKey
from openslate.authenticity.marks.pictures.carriers import carriers_of
from openslate.authenticity.marks.pictures.detection import Examined, read
from openslate.authenticity.marks.pictures.pattern import TURN, amplitudes
from openslate.authenticity.marks.pictures.reading import (
    find_beginnings,
    limited,
    places_tested,
    weights_of,
)
from openslate.authenticity.marks.pictures.settings import PictureMarkSettings

SETTINGS = PictureMarkSettings()
CARRIERS = carriers_of(SETTINGS.carriers)
COUNT = SETTINGS.carriers.count


def noise(lattices: int, seed: int) -> np.ndarray:
    """Samples of a picture that has no mark: variance 1, and five strong lines."""
    rng = np.random.default_rng(seed)
    told = (rng.normal(size=(lattices, COUNT)) + 1j * rng.normal(size=(lattices, COUNT))) / 2**0.5
    told[:, :5] *= 20
    return told


def test_chance_has_as_much_evidence_no_more_often_than_stated() -> None:
    tests = places_tested(2, CARRIERS)
    samples = noise(2, 1)
    p = []
    for at in range(400):
        key = MarkKey(at.to_bytes(32, "little"))
        best = find_beginnings(samples, key, SETTINGS)[0]
        p.append(min(1.0, tests * np.exp(-best.evidence)))
    for level in (0.5, 0.2, 0.1, 0.05):
        assert np.mean(np.array(p) <= level) <= level


def test_a_mark_begins_where_it_was_put() -> None:
    key = MarkKey(bytes(32))
    offset = np.array([0.25, 0.625])
    turns = np.exp(TURN * (CARRIERS.waves @ offset))
    samples = 2 * amplitudes(77, key, SETTINGS) * turns + noise(1, 2)
    found = find_beginnings(limited(samples), key, SETTINGS)[0]
    assert (found.pose, found.lattice) == (0, 0)
    assert np.allclose(found.offset, offset, atol=1 / 190)
    assert found.evidence > 50
    told = read(Examined(np.zeros((1, 4)), samples, 1.0, 1), key, SETTINGS)
    assert told.mark_id == 77
    assert told.tests == 8 * 192**2


def test_what_is_much_larger_than_most_is_limited() -> None:
    samples = np.array([1, -1, 1j, 1, 50j])
    assert np.allclose(limited(samples), [1, -1, 1j, 1, 3j])


def test_weights_follow_the_power_of_a_ring() -> None:
    strong = np.where(CARRIERS.ring < 4, 3.0, 1.0)
    weights = weights_of(strong, CARRIERS)
    assert np.allclose(weights[CARRIERS.ring < 4], np.sqrt(8))
    assert weights[CARRIERS.ring >= 4].max() < 0.2
