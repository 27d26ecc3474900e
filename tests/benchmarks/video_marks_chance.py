"""Keys that marked nothing, on videos without a mark and with another key's: is one ever found?"""

from dataclasses import dataclass, field

import numpy as np

from openslate.authenticity.marks.key import MarkKey
from openslate.authenticity.marks.videos.detection import examine_video, read_video
from openslate.authenticity.marks.videos.settings import VideoMarkSettings

LEVELS = (1.0, 0.5, 0.1, 0.01, 0.001)
KEYS = 150
"""Keys that are tried on a video."""
SETTINGS = VideoMarkSettings()


@dataclass
class Chance:
    """`accepted` of `trials` were false; `tail` counts p-values at most each level."""

    trials: int = 0
    videos: int = 0
    accepted: int = 0
    decoded: int = 0
    least: float = 1.0
    tail: dict[str, int] = field(default_factory=lambda: {str(level): 0 for level in LEVELS})

    def try_keys(self, frames: list[np.ndarray]) -> None:
        """Look for marks of many keys; what needs no key is done once."""
        examined = examine_video(frames, SETTINGS)
        self.videos += 1
        for _ in range(KEYS):
            key = MarkKey(b"wrong" + self.trials.to_bytes(27, "big"))
            found = read_video(examined, key, SETTINGS)
            self.trials += 1
            self.accepted += found.mark_id is not None
            self.decoded += found.shown_in > 0
            self.least = min(self.least, found.p_value)
            for level in LEVELS:
                self.tail[str(level)] += found.p_value <= level
