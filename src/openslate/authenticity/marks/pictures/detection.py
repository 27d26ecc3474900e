"""A mark's id and geometry with a p-value that counts every test that was made."""

from dataclasses import dataclass

import numpy as np

from openslate.authenticity.marks.key import MarkKey
from openslate.authenticity.marks.message import decode_message
from openslate.authenticity.marks.pictures.carriers import carriers_of
from openslate.authenticity.marks.pictures.lattice import (
    SIZE,
    STRETCH,
    TURN,
    find_lattices,
    frequencies,
)
from openslate.authenticity.marks.pictures.pixels import SMALLEST_READ, check_pixels, luma_of
from openslate.authenticity.marks.pictures.reading import (
    Beginning,
    find_beginnings,
    limited,
    places_tested,
    soft_bits,
    weights_of,
)
from openslate.authenticity.marks.pictures.residual import residual
from openslate.authenticity.marks.pictures.resizing import resize
from openslate.authenticity.marks.pictures.settings import PictureMarkSettings
from openslate.authenticity.marks.pictures.spectrum import spectrum_of
from openslate.authenticity.marks.pictures.trimming import without_borders


@dataclass(frozen=True)
class Geometry:
    """How the mark lies in a picture.

    `tile` is a tile's side in pixels; `turn` in degrees, clockwise as seen, after `mirrored`;
    `stretch` is width over height relative to the original's (1: unchanged); `share` estimates
    how much of the area of the marked picture is still there (more than 1: a border was added;
    less than there is where the marked picture had less than 0.3 megapixels).
    """

    tile: float
    turn: float
    stretch: float
    mirrored: bool
    share: float


@dataclass(frozen=True)
class Detection:
    """`mark_id` if one was found. `p_value` bounds the probability of so much evidence, or more,
    without a mark of this key, over all `tests` (places for the pilots) and `attempts` (to decode).

    `geometry` is of the likeliest place, whether or not an id was read there.
    """

    mark_id: int | None
    p_value: float
    geometry: Geometry
    tests: int
    attempts: int


@dataclass(frozen=True)
class Examined:
    """What a picture shows without any key: `lattices` [n, 4] and `samples` [n, waves] of them,
    at a resolution of `scale` times the picture's. `area` is the picture's in pixels.
    """

    lattices: np.ndarray
    samples: np.ndarray
    scale: float
    area: int


def examine(picture: np.ndarray, settings: PictureMarkSettings) -> Examined:
    """Everything that needs no key: whiten a picture and find where it may repeat itself."""
    check_pixels(picture, SMALLEST_READ)
    luma = without_borders(luma_of(picture))
    area = luma.size
    scale = min(1.0, float(np.sqrt(settings.search.area / area)))
    luma = resize(luma, (round(luma.shape[0] * scale), round(luma.shape[1] * scale)))
    return examined_residual(residual(luma), scale, area, settings)


def examined_residual(
    left: np.ndarray, scale: float, area: int, settings: PictureMarkSettings
) -> Examined:
    """The same from what is left of a picture, of `area` pixels, after whitening at a `scale`."""
    spectrum = spectrum_of(left)
    carriers = carriers_of(settings.carriers)
    lattices = find_lattices(spectrum, carriers, settings.search)
    at = frequencies(lattices, carriers)
    return Examined(lattices, spectrum.waves_at(at[..., 0], at[..., 1]), scale, area)


def read(examined: Examined, key: MarkKey, settings: PictureMarkSettings) -> Detection:
    """Look for the pilots of a key in what was examined, and decode where they are likely.

    An id counts as found if its p-value is below the accepted one: the probability that the
    pilots look so likely anywhere, times that of a checksum met by chance.
    """
    carriers, decision = carriers_of(settings.carriers), settings.decision
    samples, tests = limited(examined.samples), places_tested(len(examined.samples), carriers)
    beginnings = find_beginnings(samples * weights_of(samples, carriers), key, settings)
    likely = [one for one in beginnings if one.evidence >= decision.least_evidence]
    for attempt, one in enumerate(likely[: decision.attempts], start=1):
        soft = soft_bits(samples[one.lattice], one, key, settings)
        mark_id = decode_message(soft, settings.message)
        chance = min(decision.attempts, tests * np.exp(-one.evidence)) * settings.message.chance
        if mark_id is not None and chance < decision.accepted_p:
            where = _geometry(examined, one, settings)
            return Detection(mark_id, float(chance), where, tests, attempt)
    best = beginnings[0]
    p_value = min(1.0, float(tests * np.exp(-best.evidence)))
    tried = min(len(likely), decision.attempts)
    return Detection(None, p_value, _geometry(examined, best, settings), tests, tried)


def _geometry(examined: Examined, found: Beginning, settings: PictureMarkSettings) -> Geometry:
    lattice = examined.lattices[found.lattice]
    pose = carriers_of(settings.carriers).poses[found.pose]
    tile = float(np.exp(lattice[SIZE])) / examined.scale
    turn = (np.degrees(lattice[TURN]) + 90 * pose.quarters + 180) % 360 - 180
    stretch = float(np.exp(2 * lattice[STRETCH])) ** (-1 if pose.quarters % 2 else 1)
    share = examined.area / (tile / settings.carriers.tile_share) ** 2
    return Geometry(tile, float(turn), stretch, pose.mirrored, float(share))
