"""Finished trials in a folder, one small file each."""

import os
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from openslate.recommend.evaluation.evaluate import Quality


@dataclass(frozen=True)
class TrialFolder:
    """A `TrialMemory` of plain arrays; a file that cannot be read is a trial not yet made."""

    folder: Path

    def get(self, key: str) -> tuple[Quality, float] | None:
        """Quality and seconds of a trial, None when it was not made."""
        try:
            with self._path(key).open("rb") as stream, np.load(stream, allow_pickle=False) as kept:
                return Quality(kept["ndcg"], kept["recall"]), float(kept["seconds"])
        except (OSError, KeyError, ValueError, EOFError, BadZipFile):
            return None

    def put(self, key: str, quality: Quality, seconds: float) -> None:
        """Remember a trial; its file appears whole or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        partial = self._path(key).with_suffix(".partial")
        with partial.open("wb") as stream:
            np.savez(stream, ndcg=quality.ndcg, recall=quality.recall, seconds=seconds)
        os.replace(partial, self._path(key))

    def _path(self, key: str) -> Path:
        return self.folder / f"{key[:24]}.npz"
