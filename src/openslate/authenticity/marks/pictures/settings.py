"""The choices of the mark in pictures."""

from dataclasses import dataclass, field

from openslate.authenticity.marks.message import MessageSettings


@dataclass(frozen=True)
class CarrierSettings:
    """Which waves of the tile carry the mark: `count` of them from `innermost` cycles a tile on.

    `pilots` of them are known and find the mark; each other one carries two code bits. A tile's
    side is `tile_share` of the square root of the picture's area, at least `smallest_tile` pixels.
    """

    count: int = 624
    pilots: int = 112
    innermost: float = 6.0
    tile_share: float = 0.134
    smallest_tile: float = 72.0


@dataclass(frozen=True)
class StrengthSettings:
    """How strong a mark is, as peak signal-to-noise ratio (PSNR) of the marked picture in decibels.

    `usual_psnr` is tried; the mark becomes fainter, to at most `faintest_psnr`, or stronger, to at
    least `strongest_psnr`, until `energy` is expected to be left after each simulated attack.
    Energy is the sum of squared amplitude over variance of all carriers; about 200 can be decoded.
    Amplitude follows local texture (standard deviation in grey levels, plus `plain`) to the power
    `texture`.
    """

    usual_psnr: float = 42.4
    faintest_psnr: float = 43.0
    strongest_psnr: float = 40.3
    energy: float = 400.0
    texture: float = 0.7
    plain: float = 2.0


@dataclass(frozen=True)
class SearchSettings:
    """How a mark's geometry is looked for, at no more than `area` pixels.

    Turns up to `turn_degrees` (and any number of quarter turns), stretches up to `stretch` and
    tiles between two shares of the square root of the area; `step` is relative.
    """

    area: float = 393_216.0
    turn_degrees: float = 13.0
    stretch: float = 0.066
    smallest_share: float = 1 / 13.5
    largest_share: float = 1 / 2.3
    step: float = 0.006
    kept_lattices: int = 40
    refined_lattices: int = 24
    tried_lattices: int = 12


@dataclass(frozen=True)
class DecisionSettings:
    """When a mark is decoded and when it is believed.

    A candidate is decoded where its pilots' evidence (the negative logarithm of one test's
    p-value) is at least `least_evidence`, at most `attempts` of them; an id is accepted below
    `accepted_p`.
    """

    least_evidence: float = 12.0
    attempts: int = 6
    accepted_p: float = 1e-6


@dataclass(frozen=True)
class PictureMarkSettings:
    """All choices of the mark in pictures."""

    message: MessageSettings = field(default_factory=MessageSettings)
    carriers: CarrierSettings = field(default_factory=CarrierSettings)
    strength: StrengthSettings = field(default_factory=StrengthSettings)
    search: SearchSettings = field(default_factory=SearchSettings)
    decision: DecisionSettings = field(default_factory=DecisionSettings)
