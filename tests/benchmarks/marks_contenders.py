"""Whoever puts an id into pictures: Slate here, peers in an environment of their own."""

import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO

import numpy as np
from PIL import Image

from openslate.authenticity.marks.key import MarkKey
from openslate.authenticity.marks.picture import detect, embed
from openslate.recommend.evaluation.peers.interpreters import python_with

OURS = "Slate"
KEY = MarkKey(bytes(range(32)))
WORKER = Path(__file__).with_name("marks_peer_worker.py")
MODULES = {
    "dwtDct": "imwatermark",
    "dwtDctSvd": "imwatermark",
    "blind-watermark": "blind_watermark",
    "wmforge": "wmforge",
}


@dataclass(frozen=True)
class Contender:
    """`embed` marks pixels with an id; `read` gives the id it sees, knowing the first size."""

    name: str
    embed: Callable[[np.ndarray, int], np.ndarray]
    read: Callable[[np.ndarray, tuple[int, int]], int | None]


def slate() -> Contender:
    """The mark of this product. The first size is not used."""
    return Contender(
        OURS,
        lambda pixels, mark_id: embed(pixels, mark_id, KEY),
        lambda pixels, _size: ours(pixels),
    )


def ours(pixels: np.ndarray) -> int | None:
    """The id that Slate reads."""
    return detect(pixels, KEY).mark_id


class Peer:
    """A peer's process, asked by lines of JSON; pictures go through files in `folder`."""

    def __init__(self, name: str, python: str, folder: Path) -> None:
        self.name, self.folder = name, folder
        self._log = (folder / f"{name}.log").open("w")
        self._process = subprocess.Popen(
            [python, str(WORKER), name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
        )

    def __enter__(self) -> Contender:
        return Contender(self.name, self._embed, self._read)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end(self._process.stdin)
        self._process.wait()
        self._log.close()

    def _end(self, pipe: IO[str] | None) -> None:
        if pipe is not None:
            pipe.close()

    def _ask(self, **asked: str) -> str | None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        told: str | None = json.loads(self._process.stdout.readline())["id"]
        return told

    def _embed(self, pixels: np.ndarray, mark_id: int) -> np.ndarray:
        before, after = self.folder / "before.png", self.folder / "after.png"
        Image.fromarray(pixels).save(before, compress_level=1)
        self._ask(do="embed", id=f"{mark_id:016x}", **{"in": str(before), "out": str(after)})
        return np.array(Image.open(after).convert("RGB"))

    def _read(self, pixels: np.ndarray, size: tuple[int, int]) -> int | None:
        """Peers need the size that was marked, so they are given the picture at that size."""
        seen = self.folder / "seen.png"
        picture = Image.fromarray(pixels)
        if picture.size != size:
            picture = picture.resize(size, Image.Resampling.BICUBIC)
        picture.save(seen, compress_level=1)
        told = self._ask(do="read", **{"in": str(seen)})
        try:
            return int(told, 16) if told else None
        except ValueError:  # text that is no id
            return None


def peers(folder: Path) -> list[Peer]:
    """Every peer that a Python named in SLATE_PEERS_PYTHON has."""
    found = {name: python_with(module) for name, module in MODULES.items()}
    return [Peer(name, python, folder) for name, python in found.items() if python]
