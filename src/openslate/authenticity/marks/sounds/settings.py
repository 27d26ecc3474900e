"""The choices of the mark in sound."""

from dataclasses import dataclass, field

from openslate.authenticity.marks.message import MessageSettings


@dataclass(frozen=True)
class ChipSettings:
    """The pattern: `slots` one after another, then again from the first; `bands` side by side.

    A chip is one band in one slot: `steps` of `step` seconds each, louder in the first half and
    softer in the second, or the other way round. Bands are `width` Hz wide from `lowest` Hz on.
    `pilots` chips are known and find the mark.
    """

    slots: int = 39
    bands: int = 176
    steps: int = 8
    step: float = 0.016
    lowest: float = 300.0
    width: float = 31.25
    pilots: int = 960

    @property
    def period(self) -> int:
        """Steps after which the pattern begins again."""
        return self.slots * self.steps

    @property
    def seconds(self) -> float:
        """Seconds after which the pattern begins again."""
        return self.period * self.step

    @property
    def highest(self) -> float:
        """The upper end of the highest band in Hz."""
        return self.lowest + self.bands * self.width


@dataclass(frozen=True)
class LoudnessSettings:
    """How strong a mark is: never more power in a cell than `share` of the masking threshold there,
    never louder or softer than by a factor of exp(`most`).

    In every stretch of `stretch` seconds it has as much power as keeps the signal-to-noise ratio
    at about `usual_snr` decibels, spread over cells as the threshold to the power 1 - `evenness`;
    of the whole sound the ratio is at least `least_snr`.
    """

    share: float = 1.0
    most: float = 0.4
    evenness: float = 1.0
    usual_snr: float = 26.4
    least_snr: float = 30.2
    stretch: float = 10.0


@dataclass(frozen=True)
class SoundSearchSettings:
    """How a mark is looked for: first in up to `whole` seconds at nearly the usual speed, then in
    at most `windows` windows of `window` seconds at speeds up to `reach` higher or lower.

    Speeds are tried in `coarse` steps, then around the `refined` likeliest in `fine` ones.
    """

    whole: float = 120.0
    window: float = 30.0
    windows: int = 4
    reach: float = 0.044
    coarse: float = 0.002
    fine: float = 0.0005
    refined: int = 3


@dataclass(frozen=True)
class SoundDecisionSettings:
    """When a mark is decoded and when it is believed, as in pictures; `attempts` a window."""

    least_evidence: float = 8.0
    attempts: int = 3
    accepted_p: float = 1e-6


@dataclass(frozen=True)
class SoundMarkSettings:
    """All choices of the mark in sound."""

    message: MessageSettings = field(default_factory=MessageSettings)
    chips: ChipSettings = field(default_factory=ChipSettings)
    loudness: LoudnessSettings = field(default_factory=LoudnessSettings)
    search: SoundSearchSettings = field(default_factory=SoundSearchSettings)
    decision: SoundDecisionSettings = field(default_factory=SoundDecisionSettings)
