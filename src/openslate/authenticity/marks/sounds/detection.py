"""A sound's mark id, with a p-value that counts every test that was made."""

from dataclasses import dataclass
from itertools import chain

import numpy as np

from openslate.authenticity.marks.key import MarkKey
from openslate.authenticity.marks.message import decode_message
from openslate.authenticity.marks.sounds.frames import frames_at
from openslate.authenticity.marks.sounds.levels import levels
from openslate.authenticity.marks.sounds.reading import soft_bits
from openslate.authenticity.marks.sounds.search import (
    Place,
    Speed,
    all_speeds,
    place_at,
    speeds_near,
    usual_speeds,
)
from openslate.authenticity.marks.sounds.settings import SoundMarkSettings


@dataclass(frozen=True)
class SoundDetection:
    """`mark_id` if one was found. `p_value` bounds the probability of so much evidence, or more,
    without a mark of this key, over all `tests` (places for the pilots) and `attempts` (to decode).

    `offset` is where the pattern begins first, in seconds; the sound is played `tempo` times as
    fast as it was marked, and `pitch` times as high. All are of the likeliest place.
    """

    mark_id: int | None
    p_value: float
    offset: float
    tempo: float
    pitch: float
    tests: int
    attempts: int


@dataclass(frozen=True, eq=False)
class Heard:
    """What sounds without any key: levels [frames, bins] at hertz [bins]."""

    levels: np.ndarray
    hertz: np.ndarray


def listen(channel: np.ndarray, rate: int, settings: SoundMarkSettings) -> Heard:
    """Everything that needs no key, of one channel [n]."""
    chips, room = settings.chips, 2 * settings.search.reach
    frames = frames_at(rate, chips.step, chips.highest * (1 + room))
    return Heard(*levels(channel, frames, chips.lowest * (1 - room)))


def read(heard: Heard, key: MarkKey, settings: SoundMarkSettings) -> SoundDetection:
    """Look for the pilots of a key in what was heard, and decode where they are likely.

    An id counts as found if its p-value is below the accepted one: the probability that the
    pilots look so likely anywhere, times that of a checksum met by chance.
    """
    looks = _looks(len(heard.levels), settings)
    tests, most = _tests(looks, settings), len(looks) * settings.decision.attempts
    likeliest: list[Place] = []
    attempts = 0
    for look in looks:
        found = _likely(heard, look, key, settings)
        likeliest.append(found[0])
        for place in found[: settings.decision.attempts]:
            if place.evidence < settings.decision.least_evidence:
                break
            attempts += 1
            mark_id = decode_message(soft_bits(place, key, settings), settings.message)
            chance = min(most, tests * np.exp(-place.evidence)) * settings.message.chance
            if mark_id is not None and chance < settings.decision.accepted_p:
                where = _where(place, look.first, settings)
                return SoundDetection(mark_id, float(chance), *where, tests, attempts)
    best, look = max(zip(likeliest, looks, strict=True), key=lambda pair: pair[0].evidence)
    p_value = min(1.0, float(tests * np.exp(-best.evidence)))
    return SoundDetection(None, p_value, *_where(best, look.first, settings), tests, attempts)


@dataclass(frozen=True)
class _Look:
    """Frames `first` to `last` of a sound; `everywhere`: at all speeds."""

    first: int
    last: int
    everywhere: bool


def _looks(count: int, settings: SoundMarkSettings) -> list[_Look]:
    """The whole, then windows of it, evenly spread."""
    search, step = settings.search, settings.chips.step
    size = int(search.window / step)
    windows = min(search.windows, max(1, round(count / size)))
    room = max(count - size, 0)
    firsts = [room * number // max(windows - 1, 1) for number in range(windows)]
    whole = _Look(0, int(search.whole / step), everywhere=False)
    return [whole, *(_Look(first, first + size, everywhere=True) for first in firsts)]


def _tests(looks: list[_Look], settings: SoundMarkSettings) -> int:
    """Places that are tested if nothing is found before the last one."""
    search = settings.search
    coarse = all_speeds(search)
    everywhere = len(coarse) + search.refined * len(speeds_near(coarse[0], search))
    speeds = [everywhere if look.everywhere else len(usual_speeds(search)) for look in looks]
    return sum(speeds) * settings.chips.period


def _likely(heard: Heard, look: _Look, key: MarkKey, settings: SoundMarkSettings) -> list[Place]:
    """Places for the pattern in a look, the likeliest first."""
    search, seen = settings.search, heard.levels[look.first : look.last]

    def at(speeds: list[Speed]) -> list[Place]:
        return [place_at(seen, heard.hertz, speed, key, settings) for speed in speeds]

    def order(places: list[Place]) -> list[Place]:
        return sorted(places, key=lambda place: -place.evidence)

    if not look.everywhere:
        return order(at(usual_speeds(search)))
    coarse = order(at(all_speeds(search)))
    near = [speeds_near(place.speed, search) for place in coarse[: search.refined]]
    return order([*coarse, *at(list(chain.from_iterable(near)))])


def _where(place: Place, first: int, settings: SoundMarkSettings) -> tuple[float, float, float]:
    """Offset in seconds, tempo and pitch, of a place in frames from `first` on."""
    chips, (tempo, pitch) = settings.chips, place.speed
    begins = (place.offset + first * tempo) % chips.period * chips.step / tempo
    return float(begins), tempo, pitch
