"""What was learned from in a folder that its owner alone may open: it names viewers."""

import json
import os
import shutil
from pathlib import Path
from tempfile import mkdtemp

import numpy as np
import scipy.sparse as sp

from openslate.recommend.learning.learned import Learned
from openslate.recommend.models.array_file import write_array
from openslate.recommend.models.co_viewings import CoViewings
from openslate.recommend.models.family_settings import EaseSettings
from openslate.recommend.models.interactions import Interactions

FORMAT = 1
CARD = "card.json"


def write_learned(learned: Learned, folder: Path) -> None:
    """Write it; the folder appears whole or not at all, and one that is there is kept."""
    if folder.exists():
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(mkdtemp(prefix=".draft-", dir=folder.parent))  # for its owner's eyes
    try:
        for name, array in _arrays(learned).items():
            write_array(draft / f"{name}.npy", array)
        (draft / CARD).write_text(json.dumps(_card(learned)), "utf-8")
        os.replace(draft, folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def read_learned(folder: Path) -> Learned | None:
    """Read it; None where it is not there, or not as this version writes it."""
    try:
        card = json.loads((folder / CARD).read_text("utf-8"))
        if card["format"] != FORMAT:
            return None
        arrays = {name: _read(folder, name) for name in card["arrays"]}
        together = np.load(folder / "together.npy", mmap_mode="r", allow_pickle=False)
        shape = (len(card["viewers"]), len(card["items"]))
        parts = (np.ones(len(arrays["indices"]), np.float32), arrays["indices"], arrays["indptr"])
        matrix = sp.csr_matrix(parts, shape=shape)
        interactions = Interactions(tuple(card["viewers"]), matrix, times=arrays.get("times"))
        counted = CoViewings(together, card["weight"])
        settings = EaseSettings.model_validate(card["settings"])
    except (OSError, ValueError, KeyError, EOFError):
        return None
    return Learned(tuple(card["items"]), interactions, counted, settings)


def _arrays(learned: Learned) -> dict[str, np.ndarray]:
    return {"together": learned.counted.together, **_viewings(learned.interactions)}


def _viewings(interactions: Interactions) -> dict[str, np.ndarray]:
    matrix = interactions.matrix
    timed = {} if interactions.times is None else {"times": interactions.times}
    return {"indices": matrix.indices, "indptr": matrix.indptr, **timed}


def _card(learned: Learned) -> dict[str, object]:
    return {
        "format": FORMAT,
        "items": learned.items,
        "viewers": learned.interactions.viewers,
        "weight": learned.counted.weight,
        "arrays": list(_viewings(learned.interactions)),
        "settings": learned.settings.model_dump(mode="json"),
    }


def _read(folder: Path, name: str) -> np.ndarray:
    array: np.ndarray = np.load(folder / f"{name}.npy", allow_pickle=False)
    return array
