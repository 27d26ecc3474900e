"""A small made-up audience in which nothing is special, and facts about what it watches."""

import numpy as np
import scipy.sparse as sp

from openslate.recommend.evaluation.item_groups import ItemGroups
from openslate.recommend.evaluation.item_world import ItemWorld
from openslate.recommend.models.interactions import Interactions, interactions_of

VIEWERS, ITEMS = 100, 130


def grouped(random: np.random.Generator, groups: int, most: int) -> ItemGroups:
    """Every item in one to `most` groups; the first groups are the largest."""
    weight = 0.6 ** np.arange(groups)
    rows = np.zeros((ITEMS, groups))
    for row in rows:
        count = random.integers(1, most + 1)
        row[random.choice(groups, count, replace=False, p=weight / weight.sum())] = 1.0 / count
    return ItemGroups(tuple(map(str, range(groups))), sp.csr_matrix(rows))


def make_town() -> tuple[Interactions, ItemWorld]:
    """Histories of 8 to 30 items, popular ones more often, and facts about items."""
    random = np.random.default_rng(5)
    popular = random.gamma(0.7, size=ITEMS) + 0.02
    pairs = [
        (f"v{viewer:03}", item)
        for viewer in range(VIEWERS)
        for item in random.choice(
            ITEMS, random.integers(8, 31), replace=False, p=popular / popular.sum()
        )
    ]
    known = interactions_of([v for v, _ in pairs], [item for _, item in pairs], ITEMS)
    facts = sp.csr_matrix((random.random((ITEMS, 30)) < 0.15).astype(np.float32))
    world = ItemWorld(facts, grouped(random, 8, 3), grouped(random, 6, 2), grouped(random, 3, 1))
    return known, world
