"""Fits a peer and writes its lists; run by path, in whichever interpreter has the peer.

    python -I worker.py FOLDER

FOLDER holds job.json (adapter, settings, k, rows) and train.npz (float32 CSR). For each of the
settings lists-N.npy appears, int64 [rows, k], best first, -1 where there is nothing more; then
done-N.json with the seconds that fitting took. Needs NumPy and SciPy besides the peer, not Slate.
"""

import json
import sys
import warnings
from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from time import perf_counter
from types import ModuleType

import numpy as np
import scipy.sparse as sp

Array = np.ndarray
BLOCK = 256


def main(folder: Path) -> None:
    """Do the job in `folder`."""
    job = json.loads((folder / "job.json").read_text("utf-8"))
    matrix = sp.csr_matrix(sp.load_npz(folder / "train.npz"))
    rows = np.asarray(job["rows"], dtype=np.int64)
    adapter = load(Path(job["adapter"]))
    for number, settings in enumerate(job["settings"]):
        begun = perf_counter()
        score = adapter.fit(matrix, settings)
        fitted = perf_counter()
        lists = lists_of(score, matrix, rows, job["k"])
        np.save(folder / f"lists-{number}.npy", lists)
        seconds = {"fit": fitted - begun, "rank": perf_counter() - fitted}
        partial = folder / "partial.json"
        partial.write_text(json.dumps(seconds), "utf-8")
        partial.replace(folder / f"done-{number}.json")


def load(path: Path) -> ModuleType:
    """The adapter in a file."""
    spec = spec_from_file_location(f"adapter_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is no Python file")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def lists_of(score: Callable[[Array], Array], matrix: sp.csr_matrix, rows: Array, k: int) -> Array:
    """The first k items of each row that the viewer does not know; ties by item."""
    lists = np.full((len(rows), k), -1, dtype=np.int64)
    for start in range(0, len(rows), BLOCK):
        block = rows[start : start + BLOCK]
        for place, scores in enumerate(np.asarray(score(block), dtype=np.float64), start):
            known = matrix.indices[matrix.indptr[rows[place]] : matrix.indptr[rows[place] + 1]]
            scores[known] = -np.inf
            top = first(scores, k)
            lists[place, : len(top)] = top
    return lists


def first(scores: Array, k: int) -> Array:
    """Items of the k greatest scores above -inf, the greatest first."""
    items = np.flatnonzero(scores > -np.inf)
    if len(items) > k:
        least = np.partition(scores[items], -k)[-k]
        items = items[scores[items] >= least]
    return items[np.argsort(-scores[items], kind="stable")][:k]


if __name__ == "__main__":
    warnings.simplefilter("ignore")  # of the peers' own making, and nobody's to mend here
    main(Path(sys.argv[1]))
