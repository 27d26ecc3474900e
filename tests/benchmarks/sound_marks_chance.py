"""Keys that marked nothing, on sound without a mark and with another key's: is one ever found?"""

from collections.abc import Mapping

import numpy as np

from openslate.authenticity.marks.key import MarkKey
from openslate.authenticity.marks.sound import embed, listen, read
from openslate.authenticity.marks.sounds.settings import SoundMarkSettings
from tests.benchmarks.sound_marks_attacks import excerpt
from tests.benchmarks.sound_marks_material import RATE

LEVELS = (1.0, 0.5, 0.1, 0.01, 0.001)
OWN = MarkKey(bytes(range(1, 33)))


def false_accepts(pieces: Mapping[str, np.ndarray], trials: int) -> dict[str, object]:
    """Trials on ten seconds of each piece, half of them marked with another key."""
    settings = SoundMarkSettings()
    heard = []
    for piece in pieces.values():
        for sound in (piece, embed(piece, RATE, 99, OWN)):
            heard.append(listen(excerpt(8.803, sound).mean(axis=1), RATE, settings))
    found, attempts, p_values = 0, 0, []
    for trial in range(trials):
        key = MarkKey(trial.to_bytes(32, "big"))
        told = read(heard[trial % len(heard)], key, settings)
        found += told.mark_id is not None
        attempts += told.attempts
        p_values.append(told.p_value)
    below = {str(level): sum(p <= level for p in p_values) for level in LEVELS}
    return {
        "trials": trials, "found": found, "attempts": attempts, "below": below,
        "least": min(p_values), "tests": told.tests,
    }  # fmt: skip
