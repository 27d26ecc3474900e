"""The mark in sound: put in, and found again without the original.

    marked = embed(samples, rate, mark_id, key)
    detection = detect(marked, rate, key)     # detection.mark_id == mark_id

Sound is cut into cells of time and frequency. A keyed pattern, repeated every five seconds, makes
each cell a little louder and then softer, or the other way round, below what is masked there. Known
cells show where the pattern begins and how much faster or slower the sound is played since; the
others carry the id in the code that pictures use too.

The idea of changing many parts of a signal a little in pairs is from W. Bender, D. Gruhl, N.
Morimoto and A. Lu, Techniques for data hiding, IBM Systems Journal 35 (1996), in the spectrum of
sound from M. Steinebach, Digitale Wasserzeichen fuer Audiodaten (2004); reading a spread spectrum
over logarithms of cells from D. Kirovski and H. S. Malvar, Spread-spectrum watermarking of audio
signals, IEEE Transactions on Signal Processing 51 (2003).
"""

import numpy as np

from openslate.authenticity.marks.key import MarkKey
from openslate.authenticity.marks.sounds.adding import add_stretch
from openslate.authenticity.marks.sounds.checking import check_samples, one_channel
from openslate.authenticity.marks.sounds.chips import chip_values
from openslate.authenticity.marks.sounds.detection import Heard, SoundDetection, listen, read
from openslate.authenticity.marks.sounds.frames import frames_at
from openslate.authenticity.marks.sounds.settings import SoundMarkSettings

__all__ = ["Heard", "SoundDetection", "detect", "embed", "listen", "read"]

USUAL = SoundMarkSettings()


def embed(
    samples: np.ndarray, rate: int, mark_id: int, key: MarkKey, settings: SoundMarkSettings = USUAL
) -> np.ndarray:
    """A marked copy, float32 of the same shape; all channels are changed by the same factors.

    `samples` are [n, channels] in [-1, 1] at `rate` Hz. Raises SlateError where they are too short
    or no sound, or the id is none. In silence there is no mark: whoever needs to be sure detects.
    """
    check_samples(samples, rate, settings.chips.seconds)
    values, chips, loudness = chip_values(mark_id, key, settings), settings.chips, settings.loudness
    frames = frames_at(rate, chips.step, min(chips.highest, rate / 2))
    channels = np.ascontiguousarray(samples.T, dtype=np.float32)
    mark = np.zeros_like(channels)
    count, stretch = frames.count(len(samples)), int(loudness.stretch / chips.step)
    for first in range(0, count, stretch):
        part = first, min(stretch, count - first)
        add_stretch(channels, frames, part, values, (chips, loudness), mark)
    heard, added = (float(np.vdot(some, some)) for some in (channels, mark))
    allowed = heard * 10 ** (-loudness.least_snr / 10)
    if added > allowed:
        mark *= np.float32(np.sqrt(allowed / added))
    marked: np.ndarray = np.clip((channels + mark).T, -1, 1)
    return marked


def detect(
    samples: np.ndarray, rate: int, key: MarkKey, settings: SoundMarkSettings = USUAL
) -> SoundDetection:
    """What a sound tells with a key: an id or none, the p-value, and how it was changed.

    Nothing found does not mean that the sound never had a mark. Of a long sound only a part is
    looked at (`SoundSearchSettings`). `samples` and `rate` as in `embed`, of any length.
    """
    check_samples(samples, rate)
    return read(listen(one_channel(samples), rate, settings), key, settings)
