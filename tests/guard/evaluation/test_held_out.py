"""Messages are judged by heads that never saw them."""

import numpy as np

from openslate.guard.evaluation.held_out import held_out
from openslate.guard.reading.examples import LESSONS, Example, family
from openslate.guard.reading.training import TrainingSettings

SETTINGS = TrainingSettings(folds=2)
THINGS = ("car", "bank", "lamp", "boat", "phone", "watch", "coat", "bike")


def test_what_generalises_is_found_and_noise_is_not() -> None:
    examples = [
        Example(f"{verb} the {thing}", verb == "steal", None, family(verb + thing), LESSONS)
        for verb in ("steal", "buy")
        for thing in THINGS
    ]
    restrained, risks = held_out(examples, SETTINGS).of(LESSONS)
    assert risks[restrained].min() > risks[~restrained].max()
    assert np.all((risks > 0) & (risks < 1))
