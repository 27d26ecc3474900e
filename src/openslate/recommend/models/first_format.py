"""Models of the first format, which pages recorded then are replayed with."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from openslate.recommend.models.fading import FULL
from openslate.recommend.models.linear_scorer import LinearScorer

Array = np.ndarray
TERM = {"matrices": 1, "fading": FULL.model_dump()}


def renewed(card: Mapping[str, Any]) -> dict[str, Any]:
    """The card of the first format as one of today: its weights are the only term of a scorer."""
    settings = dict(card["settings"])
    settings["model"] = {"family": "ease", **settings.pop("ease")}
    return {
        **card,
        "settings": settings,
        "scorer": LinearScorer.kind,
        "facts": {"terms": [TERM]},
        "carried": ["carried"],
    }


def scorer_arrays(card: Mapping[str, Any], arrays: Mapping[str, Array]) -> dict[str, Array]:
    """What the scorer of such a model is made from."""
    share = arrays["viewings"][arrays["watched"]] / max(card["viewers"], 1)
    return {"term0_0": arrays["weights"], "share": share.astype(np.float32)}
