"""Arrays in files of NumPy's own format, written so that a full disk is told as one."""

from pathlib import Path
from typing import BinaryIO

import numpy as np


class _Plain:
    """A file as NumPy does not know it: into its own kind it writes past Python, and where that
    falls short it raises an error that does not say why.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self.write = stream.write


def write_array(path: Path, array: np.ndarray) -> None:
    """Write one array as `np.load` reads it; raises OSError with the system's reason."""
    with path.open("wb") as stream:
        np.lib.format.write_array(_Plain(stream), array, allow_pickle=False)
