"""Runs a peer in a process of its own and reads the lists that it makes."""

import json
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep

import numpy as np
import scipy.sparse as sp

from openslate.common.errors import SlateError
from openslate.recommend.evaluation.peers.interpreters import PYTHONS, python_with
from openslate.recommend.evaluation.peers.peer import Choice, Peer
from openslate.recommend.evaluation.ranking import Rankings
from openslate.recommend.models.interactions import Interactions

HERE = Path(__file__).parent
PAUSE = 0.05  # seconds between looks at what a peer has done


class PeerAbsentError(SlateError):
    """No Python at hand has the peer: it cannot be measured here, which is no failure."""


@dataclass(frozen=True, eq=False)
class PeerLists:
    """What a peer would show with one choice of settings, and what that took."""

    choice: Choice
    rankings: Rankings
    fit_seconds: float
    rank_seconds: float


def run_peer(
    peer: Peer, choices: Sequence[Choice], known: Interactions, rows: np.ndarray, k: int
) -> Iterator[PeerLists]:
    """Fit the peer with each of `choices` and give its lists for `rows`, as soon as it has them.

    Raises PeerAbsentError when no Python has it and SlateError with its last words when it fails.
    """
    python = python_with(peer.module)
    if python is None:
        raise PeerAbsentError(
            f"{peer.label} cannot be measured: the package {peer.module} is not installed",
            do=f"Run scripts/peers, or name a Python that has it in {PYTHONS}",
        )
    with TemporaryDirectory(prefix="slate-peer-") as name:
        folder = Path(name)
        _write_job(folder, peer, choices, known, rows, k)
        with _started(python, folder) as process:
            for number, choice in enumerate(choices):
                seconds = _awaited(process, folder / f"done-{number}.json", peer)
                lists = np.load(folder / f"lists-{number}.npy", allow_pickle=False)
                yield PeerLists(choice, Rankings(rows, lists), seconds["fit"], seconds["rank"])


def _write_job(
    folder: Path,
    peer: Peer,
    choices: Sequence[Choice],
    known: Interactions,
    rows: np.ndarray,
    k: int,
) -> None:
    job = {
        "adapter": str(HERE / "adapters" / f"{peer.adapter}.py"),
        "settings": list(choices),
        "k": k,
        "rows": rows.tolist(),
    }
    (folder / "job.json").write_text(json.dumps(job), "utf-8")
    sp.save_npz(folder / "train.npz", known.matrix)


@contextmanager
def _started(python: str, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The worker, which does not outlive the block."""
    command = [python, "-I", str(HERE / "worker.py"), str(folder)]
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said, cwd=folder)  # noqa: S603
        try:
            yield process
        finally:
            process.kill()
            process.wait()


def _awaited(process: subprocess.Popen[bytes], done: Path, peer: Peer) -> dict[str, float]:
    """Seconds by step, once the worker has written them."""
    while not done.exists():
        if process.poll() is not None and not done.exists():
            said = (done.parent / "said").read_text("utf-8", errors="replace").strip()
            last = said.splitlines()[-1] if said else f"it ended with status {process.returncode}"
            raise SlateError(f"{peer.label} failed: {last}")
        sleep(PAUSE)
    seconds: dict[str, float] = json.loads(done.read_text("utf-8"))
    return seconds
