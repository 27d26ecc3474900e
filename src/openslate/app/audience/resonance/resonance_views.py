"""What the resonance room answers, as plain data; numbers of viewers are rounded."""

from dataclasses import dataclass
from typing import Literal

from openslate.audience.resonance.resonance import Exposure

Claim = Literal["more", "less", "open", "hidden"]


@dataclass(frozen=True)
class CellView:
    """What one segment makes of one attribute.

    `ratio` is how many times as much of their viewing it is as of everybody else's, after
    shrinking, with its interval from `low` to `high`; `share` and `other_share` are the mean shares
    of viewings in per cent; `viewers` about how many of the segment watched any. `claim` is "more"
    or "less" where a difference was found, "open" where none was, and "hidden" where fewer viewers
    than the least stand behind it, or showing it would tell of fewer: then there is no figure.
    `replicated` says that each half of the viewers alone shows it too.
    """

    segment: str
    claim: Claim
    ratio: float | None = None
    low: float | None = None
    high: float | None = None
    share: float | None = None
    other_share: float | None = None
    viewers: int | None = None
    false_share: float | None = None
    replicated: bool = False


@dataclass(frozen=True)
class AttributeView:
    """One attribute with a cell for each segment; `items` of the catalogue have it."""

    kind: str
    value: str
    items: int
    cells: tuple[CellView, ...]


@dataclass(frozen=True)
class ComparedSegmentView:
    """A segment and about how many viewers it has."""

    segment: str
    viewers: int


@dataclass(frozen=True)
class ResonanceView:
    """The heat map by one dimension: attributes down, segments across, the strongest first.

    `kinds` are all kinds of attributes there are; `kind` the one asked for, None for all.
    `left_out` viewers were confirmed as not genuine; `cleaned` says whether they are left out here.
    `beyond_popularity` says that the popularity of what people watch is allowed for.
    """

    by: str
    dimensions: tuple[str, ...]
    kind: str | None
    kinds: tuple[str, ...]
    exposure: Exposure
    cleaned: bool
    left_out: int
    beyond_popularity: bool
    level: float
    false_discoveries: float
    least_viewers: int
    segments: tuple[ComparedSegmentView, ...]
    attributes: tuple[AttributeView, ...]
    total: int
    found: int
    replicated: int
    hidden: int
    offset: int = 0


@dataclass(frozen=True)
class TitleView:
    """A title that carries an effect; `part` of the difference, in per cent, is its own."""

    item: str
    name: str
    year: int | None
    part: float
    cell: CellView


@dataclass(frozen=True)
class TitlesView:
    """Behind one cell: the attribute's cell, and its titles, those that make most of it first.

    `hidden` titles have too few viewers to be shown, or would give away those that have.
    """

    by: str
    segment: str
    kind: str
    value: str
    exposure: Exposure
    cleaned: bool
    beyond_popularity: bool
    cell: CellView
    titles: tuple[TitleView, ...]
    total: int
    hidden: int


@dataclass(frozen=True)
class WishView:
    """One line of what to commission: one or two attributes, as (kind, value).

    `low` is what the list is ordered by; `reach` about how many viewers of the segment, in per
    cent, watched any; `items` of the catalogue have it, `supply` per cent of all.
    """

    attributes: tuple[tuple[str, str], ...]
    cell: CellView
    reach: float
    items: int
    supply: float


@dataclass(frozen=True)
class CommissionView:
    """What to commission for a segment, the surest first."""

    by: str
    segment: str
    viewers: int
    exposure: Exposure
    cleaned: bool
    beyond_popularity: bool
    level: float
    items: int
    wishes: tuple[WishView, ...]
    total: int


NOT_SAID = {
    "observed": (
        "These figures say what goes together, not what causes what: people can only watch what "
        "they are shown, and who is shown what was not left to chance."
    ),
    "randomised": (
        "These viewings come from places that were filled by lot, so differences between segments "
        "are not made by what each was shown; belonging to a segment still causes nothing."
    ),
}
"""What the figures do not say, for each way in which people came to see the items."""
