"""Who is in which group: lasting, even, and made anew by another salt."""

import pytest

from openslate.recommend.experiments.assignment import arm_of

VIEWERS = [str(number) for number in range(4000)]


def group(share: float, salt: str = "s", experiment: str = "front") -> set[str]:
    return {viewer for viewer in VIEWERS if arm_of(experiment, salt, share, viewer) == "b"}


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_the_share_is_kept(share: float) -> None:
    assert len(group(share)) / len(VIEWERS) == pytest.approx(share, abs=0.025)


def test_a_larger_share_only_adds_viewers() -> None:
    assert group(0.1) < group(0.3)


def test_another_salt_or_experiment_divides_anew() -> None:
    for other in (group(0.5, salt="t"), group(0.5, experiment="back")):
        assert len(group(0.5) & other) / len(VIEWERS) == pytest.approx(0.25, abs=0.03)
