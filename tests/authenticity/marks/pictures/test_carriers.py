"""The carriers look the same from every side, so that a turned picture has the same waves."""

import numpy as np
import pytest

from openslate.authenticity.marks.pictures.carriers import Pose, carriers_of
from openslate.authenticity.marks.pictures.settings import CarrierSettings

USUAL = CarrierSettings()
CARRIERS = carriers_of(USUAL)


def test_there_are_as_many_as_chosen_and_none_twice() -> None:
    both = np.concatenate([CARRIERS.waves, -CARRIERS.waves])
    assert len(CARRIERS.waves) == USUAL.count
    assert len(np.unique(both, axis=0)) == 2 * USUAL.count


def test_none_lies_on_an_axis_or_too_far_inside() -> None:
    assert np.abs(CARRIERS.waves).min() >= 1
    assert np.hypot(*CARRIERS.waves.T).min() >= USUAL.innermost


def test_the_first_pose_is_upright() -> None:
    values = np.random.default_rng(1).normal(size=(2, USUAL.count)) * 1j
    assert np.array_equal(CARRIERS.poses[0].seen(values), values)


@pytest.mark.parametrize("pose", CARRIERS.poses, ids=lambda p: f"{p.quarters}{p.mirrored}")
def test_a_pose_brings_every_wave_to_one_place(pose: Pose) -> None:
    assert len(np.unique(pose.wave)) == USUAL.count


def test_rings_are_averaged_one_by_one() -> None:
    means = CARRIERS.mean_by_ring(CARRIERS.ring.astype(float))
    assert np.allclose(means, CARRIERS.ring)


def test_other_settings_choose_other_carriers() -> None:
    few = carriers_of(CarrierSettings(count=40, pilots=8, innermost=3))
    assert len(few.waves) == 40
    assert few.furthest < CARRIERS.furthest
