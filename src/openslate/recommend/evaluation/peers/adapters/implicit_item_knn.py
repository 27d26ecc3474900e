"""`implicit`'s item neighbours: cosine, TF-IDF or BM25."""

from collections.abc import Callable
from typing import Any

import numpy as np
import scipy.sparse as sp
from implicit.nearest_neighbours import BM25Recommender, CosineRecommender, TFIDFRecommender

Array = np.ndarray
KINDS = {"cosine": CosineRecommender, "tfidf": TFIDFRecommender, "bm25": BM25Recommender}


def fit(matrix: sp.csr_matrix, settings: dict[str, Any]) -> Callable[[Array], Array]:
    """Settings: similarity, K."""
    rest = {name: value for name, value in settings.items() if name != "similarity"}
    model = KINDS[settings["similarity"]](**rest)
    model.fit(matrix, show_progress=False)
    similarity = sp.csr_matrix(model.similarity)
    return lambda rows: np.asarray((matrix[rows] @ similarity).todense())
