"""Recommenders on disk: a folder of plain arrays and a card, named by its content."""

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import numpy as np
import scipy.sparse as sp

from openslate.common.errors import SlateError
from openslate.common.ids import hash_bytes, hash_json
from openslate.recommend.models import first_format
from openslate.recommend.models.array_file import write_array
from openslate.recommend.models.carrying import CarriedLoadings
from openslate.recommend.models.families import SCORERS
from openslate.recommend.models.graph_features import GraphFeatures
from openslate.recommend.models.recommender import Recommender
from openslate.recommend.models.settings import RecommenderSettings
from openslate.recommend.models.stand_ins import StandIns, lift_of

Array = np.ndarray
FORMAT = 2
OWN = "scorer_"
"""Begins the names of the scorer's own arrays."""
CARD = "card.json"
AGAIN = "Run 'slate train' again"


def model_name(recommender: Recommender) -> str:
    """Name by content, e.g. 'm-1a2b3c4d': equal models have equal names."""
    return _name(_identity(recommender))


def save_recommender(
    recommender: Recommender, models: Path, notes: Mapping[str, Any] | None = None
) -> Path:
    """Write the model into its own folder below `models` and return that folder.

    `notes` (hashes of the data, metrics, seconds) go into the card and not into the name. The
    folder appears whole or not at all; an equal model that is already there is kept.
    """
    identity = _identity(recommender)
    folder = models / _name(identity)
    if folder.exists():
        return folder
    models.mkdir(parents=True, exist_ok=True)
    draft = Path(mkdtemp(prefix=".draft-", dir=models))
    try:
        for name, array in _arrays(recommender).items():
            write_array(draft / f"{name}.npy", array)
        card = {**identity, "notes": dict(notes or {})}
        (draft / CARD).write_text(json.dumps(card, indent=1) + "\n", "utf-8")
        os.replace(draft, folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return folder


def read_card(folder: Path) -> dict[str, Any]:
    """A model's card: settings, sizes, hashes and notes; raises SlateError."""
    try:
        card: dict[str, Any] = json.loads((folder / CARD).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise SlateError("The model has no readable card", where=str(folder), do=AGAIN) from error
    if card.get("format") == 1:
        return first_format.renewed(card)
    if card.get("format") != FORMAT:
        raise SlateError("The model is of another version", where=str(folder), do=AGAIN)
    return card


def load_recommender(folder: Path) -> Recommender:
    """Read a model; raises SlateError when a file is missing or not what was written."""
    card = read_card(folder)
    arrays = {name: _read(folder, name, digest) for name, digest in card["arrays"].items()}
    shape = (card["items"], len(card["features"]))
    csr = (arrays["feature_data"], arrays["feature_indices"], arrays["feature_indptr"])
    matrix = sp.csr_matrix(csr, shape=shape)
    features = GraphFeatures(matrix, tuple((kind, value) for kind, value in card["features"]))
    stand_ins = StandIns(lift_of(matrix[arrays["watched"]]), arrays["solved"])
    scorer = SCORERS[card["scorer"]].from_arrays(_scorer_arrays(card, arrays), card["facts"])
    dense = tuple(arrays[name] for name in card["carried"])
    return Recommender(
        RecommenderSettings.model_validate(card["settings"]), features, arrays["viewings"],
        card["viewers"], arrays["watched"], scorer, stand_ins,
        CarriedLoadings(scorer, stand_ins, dense),
    )  # fmt: skip


def _scorer_arrays(card: Mapping[str, Any], arrays: Mapping[str, Array]) -> dict[str, Array]:
    """The arrays of the scorer under its own names for them."""
    if card["format"] == 1:
        return first_format.scorer_arrays(card, arrays)
    return {n.removeprefix(OWN): array for n, array in arrays.items() if n.startswith(OWN)}


def _arrays(recommender: Recommender) -> dict[str, Array]:
    matrix, carried = recommender.features.matrix, recommender.carried.dense
    return {
        **{OWN + name: array for name, array in recommender.scorer.arrays().items()},
        **dict(zip(_carried_names(recommender), carried, strict=True)),
        "solved": recommender.stand_ins.solved,
        "watched": recommender.watched,
        "viewings": recommender.viewings,
        "feature_data": matrix.data,
        "feature_indices": matrix.indices,
        "feature_indptr": matrix.indptr,
    }


def _carried_names(recommender: Recommender) -> list[str]:
    return [f"carried{at}" for at in range(len(recommender.carried.dense))]


def _identity(recommender: Recommender) -> dict[str, Any]:
    """The part of the card that the name stands for."""
    return {
        "format": FORMAT,
        "settings": recommender.settings.model_dump(mode="json"),
        "viewers": recommender.viewers,
        "items": recommender.size,
        "scorer": recommender.scorer.kind,
        "facts": recommender.scorer.facts(),
        "carried": _carried_names(recommender),
        "arrays": {name: _digest(array) for name, array in _arrays(recommender).items()},
        "features": [list(name) for name in recommender.features.names],
    }


def _name(identity: Mapping[str, Any]) -> str:
    return f"m-{hash_json(identity)[:8]}"


def _digest(array: Array) -> str:
    return hash_bytes(f"{array.dtype.str}{array.shape}".encode() + array.tobytes())


def _read(folder: Path, name: str, digest: str) -> Array:
    path = folder / f"{name}.npy"
    try:
        array: Array = np.load(path, allow_pickle=False)
    except (OSError, ValueError, EOFError) as error:
        raise SlateError("The model file cannot be read", where=str(path), do=AGAIN) from error
    if _digest(array) != digest:
        raise SlateError("The model file is not what was saved", where=str(path), do=AGAIN)
    return array
