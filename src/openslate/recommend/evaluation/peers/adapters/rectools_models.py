"""RecTools' own models and its wrappers, asked through its own `recommend`."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import scipy.sparse as sp
from implicit.als import AlternatingLeastSquares
from implicit.nearest_neighbours import TFIDFRecommender
from rectools import Columns
from rectools.dataset import Dataset
from rectools.models import (
    EASEModel,
    ImplicitALSWrapperModel,
    ImplicitItemKNNWrapperModel,
    PopularModel,
    PureSVDModel,
)

Array = np.ndarray
DEPTH = 100  # items asked for; lists are cut from these
MODELS: dict[str, Callable[..., Any]] = {
    "als": lambda **s: ImplicitALSWrapperModel(
        AlternatingLeastSquares(**s, random_state=0), fit_features_together=False
    ),
    "ease": EASEModel,
    "item_knn": lambda **s: ImplicitItemKNNWrapperModel(TFIDFRecommender(**s)),
    "popular": PopularModel,
    "pure_svd": PureSVDModel,
}


def fit(matrix: sp.csr_matrix, settings: dict[str, Any]) -> Callable[[Array], Array]:
    """Settings: `model`, one of `MODELS`, and what that model takes."""
    rest = {name: value for name, value in settings.items() if name != "model"}
    model, data = MODELS[settings["model"]](**rest), _data(matrix)
    model.fit(data)
    return lambda rows: _scores(model, data, rows, matrix.shape[1])


def _data(matrix: sp.csr_matrix) -> Dataset:
    viewers, items = matrix.nonzero()
    frame = pd.DataFrame({Columns.User: viewers, Columns.Item: items})
    return Dataset.construct(frame.assign(**{Columns.Weight: 1.0, Columns.Datetime: "2000-01-01"}))


def _scores(model: Any, data: Dataset, rows: Array, items: int) -> Array:
    """Scores of what is recommended; -inf for all else."""
    told = model.recommend(users=rows, dataset=data, k=min(DEPTH, items), filter_viewed=True)
    place = np.empty(rows.max() + 1, dtype=np.int64)
    place[rows] = np.arange(len(rows))
    scores = np.full((len(rows), items), -np.inf)
    # By its own places, so that its way to part ties is kept.
    scores[place[told[Columns.User]], told[Columns.Item]] = -told[Columns.Rank]
    return scores
