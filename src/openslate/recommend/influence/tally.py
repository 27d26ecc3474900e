"""Adding up what was seen on many pages, viewer by viewer."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from openslate.recommend.influence.places import Decided
from openslate.recommend.influence.viewer_mean import Estimate, viewer_mean

PAGE = "page"
"""The key under which a whole page is counted."""


@dataclass(frozen=True)
class Seen:
    """What leaving each component out did to one logged page, by component's key."""

    request: str
    viewer: str
    decided: Mapping[str, tuple[Decided, ...]]


@dataclass(frozen=True)
class Influence:
    """How many places of a row one component decides, and how many it moves.

    Both are for the average viewer, in places of a row of `places`.
    """

    component: str
    row: str
    places: float
    decides: Estimate
    moves: Estimate


@dataclass(frozen=True)
class RowSeen:
    """On how many pages of how many viewers a row was seen, and its mean length."""

    row: str
    requests: int
    viewers: int
    places: float


@dataclass
class _Sum:
    """What one viewer's pages add up to."""

    requests: int = 0
    places: int = 0
    decides: int = 0
    moves: int = 0

    def add(self, found: Decided) -> None:
        self.requests += 1
        self.places += found.places
        self.decides += found.decides
        self.moves += found.moves


Sums = dict[tuple[str, str], dict[str, _Sum]]


def count_rows(seen: Iterable[Seen]) -> Iterator[RowSeen]:
    """Every row seen and the page as a whole."""
    sums = _sums(seen)
    told: set[str] = set()
    for (_, row), by_viewer in sums.items():
        if row not in told:
            told.add(row)
            requests = sum(one.requests for one in by_viewer.values())
            yield RowSeen(row, requests, len(by_viewer), _length(by_viewer))


def tally(seen: Iterable[Seen]) -> Iterator[Influence]:
    """Every component's influence on every row; the viewer is the unit, each counts the same."""
    for (component, row), by_viewer in _sums(seen).items():
        places = _length(by_viewer)
        sums = by_viewer.values()
        yield Influence(
            component,
            row,
            places,
            viewer_mean([one.decides / max(one.places, 1) for one in sums]).times(places),
            viewer_mean([one.moves / max(one.places, 1) for one in sums]).times(places),
        )


def _sums(seen: Iterable[Seen]) -> Sums:
    sums: Sums = defaultdict(lambda: defaultdict(_Sum))
    for page in seen:
        for component, rows in page.decided.items():
            for found in (*rows, _whole(rows)):
                sums[component, found.row][page.viewer].add(found)
    return sums


def _whole(rows: Iterable[Decided]) -> Decided:
    """All rows of a page as one."""
    found = tuple(rows)
    return Decided(
        PAGE,
        sum(row.places for row in found),
        sum(row.decides for row in found),
        sum(row.moves for row in found),
    )


def _length(by_viewer: Mapping[str, _Sum]) -> float:
    requests = sum(one.requests for one in by_viewer.values())
    return sum(one.places for one in by_viewer.values()) / max(requests, 1)
