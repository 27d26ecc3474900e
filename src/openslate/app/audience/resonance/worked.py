"""Everything that resonance is read from, worked out once for a state of the workspace."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from openslate.app.audience.find_segments import LEARNED, FindSegments
from openslate.app.workspace import Workspace
from openslate.audience.integrity.cleaning import genuine_only
from openslate.audience.resonance.attributes import (
    MEASURES,
    Attributes,
    read_attributes,
    titles_of,
)
from openslate.audience.resonance.commission import Pairs, pairs_of
from openslate.audience.resonance.dimensions import Dimension, dimensions_of
from openslate.audience.resonance.moments import halves_of
from openslate.audience.resonance.resonance import Audience, Resonance, resonance_of
from openslate.audience.resonance.settings import ResonanceSettings
from openslate.common.errors import NotFoundError, SlateError
from openslate.common.text import join_words, nearest
from openslate.graph.snapshot import Snapshot
from openslate.recommend.models.interactions import Interactions, read_interactions
from openslate.store.events import EventStore

HALVES = "resonance halves"  # seeds who is in which half


def _by_what(dimensions: Iterable[str]) -> str:
    known = join_words(dimensions)
    return f"They can be by {known}" if known else "Import viewers with 'slate import viewers'"


@dataclass(frozen=True, eq=False)
class WorkedResonance:
    """Resonance of one snapshot and one set of viewers; each part when it is first asked for.

    `not_genuine` viewers are left out: none of them for raw figures. With `popularity`, figures are
    beyond what the popularity of the items gives.
    """

    snapshot: Snapshot
    interactions: Interactions
    dimensions: Mapping[str, Dimension]
    settings: ResonanceSettings
    popularity: bool

    @classmethod
    def of(
        cls, workspace: Workspace, snapshot: Snapshot, not_genuine: frozenset[str], popularity: bool
    ) -> "WorkedResonance":
        """Read events and segments of a workspace."""
        settings = workspace.settings.resonance
        events = genuine_only(EventStore(workspace.database).frame(), not_genuine)
        if events.is_empty():
            raise SlateError(
                "Nobody has watched anything yet",
                do="Import viewing events with 'slate import events FILE'",
            )
        interactions = read_interactions(events, snapshot.record, snapshot.size)
        find = FindSegments(workspace)
        # Learned segments are made from what people watch: of course they differ in it.
        ways = (way for way in find.ways if way != LEARNED)
        declared = (find(way).over(interactions.viewers) for way in ways)
        parted = (d for s in declared for d in dimensions_of(s, settings.least_viewers))
        dimensions = {dimension.name: dimension for dimension in parted}
        return cls(snapshot, interactions, dimensions, settings, popularity)

    def dimension(self, by: str) -> Dimension:
        """A dimension by name; raises NotFoundError that names the nearest."""
        if by not in self.dimensions:
            meant = nearest(by, self.dimensions)
            least = self.settings.least_viewers
            raise NotFoundError(
                f"Viewers can't be parted by {by!r}: no two segments have {least} viewers each",
                do=f"Did you mean {meant!r}?" if meant else _by_what(self.dimensions),
            )
        return self.dimensions[by]

    @cached_property
    def audience(self) -> Audience:
        """Who watched what, parted in every way."""
        halves = halves_of(self.interactions.viewers, HALVES)
        return Audience(self.interactions.matrix.astype(np.float64), self.dimensions, halves)

    @cached_property
    def attributes(self) -> Attributes:
        """The attributes with viewings enough, and all of those that make up a whole."""
        every = read_attributes(self.snapshot)
        enough = every.matrix.T @ self.interactions.viewings >= 2 * self.settings.least_viewers
        whole = np.array([name.kind in MEASURES for name in every.names], dtype=bool)
        return every.pick(np.flatnonzero(enough | whole))

    @cached_property
    def attribute_resonance(self) -> dict[str, Resonance]:
        """By every dimension, of every attribute."""
        return self._resonance(self.attributes)

    @cached_property
    def title_resonance(self) -> dict[str, Resonance]:
        """By every dimension, of every item that was watched."""
        return self._resonance(titles_of(self.watched.tolist(), self.snapshot.size))

    @cached_property
    def watched(self) -> np.ndarray:
        """Dense items that anybody watched, ascending: the columns of `title_resonance`."""
        return np.flatnonzero(self.interactions.viewings)

    @cached_property
    def pairs(self) -> Pairs:
        """Pairs of attributes that may be worth commissioning."""
        return pairs_of(self.attributes, self.interactions.viewings)

    @cached_property
    def pair_resonance(self) -> dict[str, Resonance]:
        """By every dimension, of every pair."""
        return self._resonance(self.pairs.attributes)

    def _resonance(self, attributes: Attributes) -> dict[str, Resonance]:
        return resonance_of(self.audience, attributes, self.settings, popularity=self.popularity)
