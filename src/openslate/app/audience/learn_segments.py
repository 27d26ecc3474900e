"""Finding groups of viewers who watch alike, and keeping them under a name."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from openslate.app.audience.counted_events import measured_events
from openslate.app.audience.integrity.confirmed import confirmed_not_genuine
from openslate.app.labels import topic_label
from openslate.app.workspace import Workspace
from openslate.audience.integrity.cleaning import genuine_only
from openslate.audience.resonance.attributes import Attribute, Attributes, read_attributes
from openslate.audience.segments.clusters import Clusters, ClusterSettings, cluster_viewers
from openslate.audience.segments.distinctive import Difference, distinctive, shares_of
from openslate.common.errors import SlateError
from openslate.common.ids import hash_json
from openslate.common.seeds import seed_for
from openslate.common.text import join_words
from openslate.graph.item_facts import DECADE
from openslate.graph.snapshot import Snapshot
from openslate.graph.vocabulary import FIELD
from openslate.recommend.models.interactions import Interactions, read_interactions
from openslate.store.segmentations import Segmentation, SegmentationStore

FACTORS, LEAST_ITEMS = 24, 5
NAMED_BY = (FIELD["genres"].column, DECADE, FIELD["countries"].column)
SEED_LIMIT = 1 << 32


@dataclass(frozen=True)
class LearnSegments:
    """Clusters viewers over factors of what they watch, names the groups and keeps the version.

    Only events that may be measured count, of viewers with at least five items whom nobody
    confirmed as not genuine. The name is made from the content, so the same is kept once.
    """

    workspace: Workspace
    snapshot: Snapshot
    settings: ClusterSettings = field(default_factory=ClusterSettings)

    def __call__(self, progress: Callable[[int, int], None] | None = None) -> Segmentation:
        interactions = self._interactions()
        factors = viewer_factors(interactions, self.settings.seed)
        clusters = cluster_viewers(factors, self.settings, progress)
        groups = self._groups(interactions, clusters)
        members = {
            viewer: groups[label]["name"]
            for viewer, label in zip(interactions.viewers, clusters.labels.tolist(), strict=True)
        }
        about = {
            "snapshot": self.snapshot.name,
            "settings": self.settings.model_dump(),
            "trials": [asdict(trial) for trial in clusters.trials],
            "groups": groups,
        }
        name = f"sg-{hash_json([about, sorted(members.items())])[:8]}"
        store = SegmentationStore(self.workspace.database, self.workspace.clock)
        store.keep(name, about, members)
        return store.get(name)

    def _interactions(self) -> Interactions:
        measured = measured_events(self.workspace, self.snapshot)
        genuine = genuine_only(measured, confirmed_not_genuine(self.workspace))
        found = read_interactions(genuine, self.snapshot.record, self.snapshot.size)
        enough = np.flatnonzero(np.diff(found.matrix.indptr) >= LEAST_ITEMS)
        if not len(enough):
            raise SlateError(f"Nobody watched {LEAST_ITEMS} items or more", do="Import more events")
        return Interactions(tuple(found.viewers[row] for row in enough), found.matrix[enough])

    def _groups(self, interactions: Interactions, clusters: Clusters) -> list[dict[str, Any]]:
        attributes = _telling(read_attributes(self.snapshot))
        words = [attribute_words(name) for name in attributes.names]
        shares = shares_of(interactions.matrix, attributes.matrix)
        groups = []
        for label in range(clusters.count):
            members = clusters.labels == label
            differences = distinctive(shares, words, members)
            groups.append(
                {
                    "name": f"group-{label + 1}",
                    "title": title_of(differences, label),
                    "viewers": int(members.sum()),
                    "differences": [asdict(one) for one in differences],
                }
            )
        return groups


def viewer_factors(interactions: Interactions, seed: int) -> np.ndarray:
    """What viewers have in common as float64 [viewers, d]: PureSVD (Cremonesi and others, 2010).

    Rows have length one, so that groups are of taste and not of how much somebody watches.
    """
    matrix = interactions.matrix.astype(np.float64)
    size = min(FACTORS, *(side - 1 for side in matrix.shape))
    state = seed_for(seed, "factors") % SEED_LIMIT
    from sklearn.utils.extmath import randomized_svd  # loads for a second

    left, strength, _ = randomized_svd(matrix, n_components=max(size, 1), random_state=state)
    factors = left * strength
    return np.asarray(factors / np.maximum(np.linalg.norm(factors, axis=1, keepdims=True), 1e-12))


def attribute_words(name: Attribute) -> str:
    """An attribute as the name of a group says it.

    >>> attribute_words(Attribute("decade", "1990")), attribute_words(Attribute("countries", "FR"))
    ('of the 1990s', 'from France')
    """
    if name.kind == DECADE:
        return f"of the {name.value}s"
    words = topic_label(name.kind, name.value)
    return f"from {words}" if name.kind == FIELD["countries"].column else words


def title_of(differences: tuple[Difference, ...], label: int) -> str:
    """A group called by what it watches more of than others."""
    if not differences:
        return f"Group {label + 1}"
    return f"More {join_words([one.attribute for one in differences[:2]])}"


def _telling(attributes: Attributes) -> Attributes:
    """The attributes that groups are named by."""
    kept = [at for at, name in enumerate(attributes.names) if name.kind in NAMED_BY]
    return attributes.pick(np.array(kept, dtype=np.int64))
