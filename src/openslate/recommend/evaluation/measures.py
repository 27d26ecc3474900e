"""All measures of lists by name, with what they mean in plain words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from openslate.recommend.evaluation.metrics.calibration import miscalibration
from openslate.recommend.evaluation.metrics.diversity import diversity
from openslate.recommend.evaluation.metrics.fragmentation import fragmentation
from openslate.recommend.evaluation.metrics.ndcg import ndcg
from openslate.recommend.evaluation.metrics.novelty import novelty
from openslate.recommend.evaluation.metrics.popularity_lift import popularity_lift
from openslate.recommend.evaluation.metrics.recall import recall
from openslate.recommend.evaluation.metrics.serendipity import serendipity
from openslate.recommend.evaluation.normative import beyond_chance
from openslate.recommend.evaluation.shown import Shown

Array = np.ndarray
Better = Literal["higher", "lower", "neither"]


@dataclass(frozen=True)
class Measure:
    """A figure of each viewer's list.

    `means` says in plain words what it tells; `better` which way is better, where that can be
    said; `defined` has the formula and its source in its docstring.
    """

    name: str
    title: str
    means: str
    better: Better
    defined: Callable[..., Array]
    of: Callable[[Shown], Array]


ACCURACY = (
    Measure(
        "ndcg", "NDCG",
        "how near the top stands what the viewer went on to watch; 1 is perfect",
        "higher", ndcg, lambda s: ndcg(s.hits),
    ),
    Measure(
        "recall", "Recall",
        "how much of what the viewer went on to watch is in the list",
        "higher", recall, lambda s: recall(s.hits),
    ),
    Measure(
        "serendipity", "Serendipity",
        "how much of that popularity alone would not have shown",
        "higher", serendipity, lambda s: serendipity(s.lists, s.hits, s.viewings),
    ),
)  # fmt: skip
CHARACTER = (
    Measure(
        "novelty", "Novelty",
        "how little known the films shown are, in bits: one bit more, half as many know them",
        "neither", novelty,
        lambda s: novelty(s.lists, s.viewings, s.viewers),
    ),
    Measure(
        "diversity", "Diversity",
        "how little the films of one list have in common; 1 is nothing",
        "neither", diversity, lambda s: diversity(s.lists, s.world.directions),
    ),
    Measure(
        "popularity_lift", "Popularity lift",
        "how much more popular the list is than what the viewer watches; 1 is twice as popular",
        "neither", popularity_lift,
        lambda s: popularity_lift(s.lists, s.histories, s.viewings),
    ),
    Measure(
        "miscalibration", "Miscalibration",
        "how far the genres of the list are from those the viewer watches; 0 is the same",
        "lower", miscalibration,
        lambda s: miscalibration(s.lists, s.histories, s.world.genres.matrix),
    ),
    Measure(
        "fragmentation", "Fragmentation",
        "how little two viewers see in common; 1 is nothing",
        "neither", fragmentation, lambda s: fragmentation(s.lists, s.seed),
    ),
)  # fmt: skip
NORMATIVE = (
    Measure(
        "taste_gap", "Distance from taste",
        "how much further the genres are from the viewer's own than chance would make them",
        "lower", beyond_chance.taste_gap, beyond_chance.taste_gap,
    ),
    Measure(
        "variety", "Variety",
        "how much more the films of one list differ than films drawn at random",
        "neither", beyond_chance.variety, beyond_chance.variety,
    ),
    Measure(
        "discovery", "Discovery",
        "how much less known the films are than films drawn at random, in bits",
        "neither", beyond_chance.discovery, beyond_chance.discovery,
    ),
    Measure(
        "other_voices", "Other voices",
        "how many more places go to countries outside the majority than chance would give them",
        "neither", beyond_chance.other_voices, beyond_chance.other_voices,
    ),
    Measure(
        "country_gap", "Distance from all countries",
        "how much further the list is from the catalogue's mix of countries than chance",
        "neither", beyond_chance.country_gap, beyond_chance.country_gap,
    ),
    Measure(
        "provider_gap", "Distance from all providers",
        "how much further the list is from the catalogue's mix of providers than chance",
        "neither", beyond_chance.provider_gap, beyond_chance.provider_gap,
    ),
    Measure(
        "apartness", "Apartness",
        "how much less two viewers see in common than two random lists; below 0 they share more",
        "neither", beyond_chance.apartness, beyond_chance.apartness,
    ),
)  # fmt: skip
MEASURES = {measure.name: measure for measure in (*ACCURACY, *CHARACTER, *NORMATIVE)}
