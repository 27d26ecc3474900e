"""Arrays in files."""

import errno
from pathlib import Path

import numpy as np
import pytest

from openslate.recommend.models.array_file import write_array


@pytest.mark.parametrize(
    "array",
    [
        np.arange(12, dtype=np.float32).reshape(3, 4),
        np.asfortranarray(np.arange(6.0).reshape(2, 3)),
        np.empty((0, 5), np.int64),
        np.array(["ada", "bob"]),
    ],
    ids=["C", "Fortran", "empty", "text"],
)
def test_an_array_is_read_as_it_was_written(tmp_path: Path, array: np.ndarray) -> None:
    write_array(tmp_path / "a.npy", array)
    read = np.load(tmp_path / "a.npy", allow_pickle=False)
    assert read.dtype == array.dtype
    assert np.array_equal(read, array)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_disk_is_told_as_one() -> None:
    with pytest.raises(OSError, match="No space left") as told:
        write_array(Path("/dev/full"), np.zeros(100_000))
    assert told.value.errno == errno.ENOSPC
