"""A process killed while it writes its memory leaves one that tells the truth, or none."""

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from openslate.catalogue.identity import ResolverMemory, resolve

KILLED = """
import os, pathlib, shutil, signal, sys
import polars as pl
from openslate.catalogue.identity import ResolverMemory, resolve

folder, records, name, calls = sys.argv[1:]
owner = {"write_ipc": pl.DataFrame, "replace": pathlib.Path, "rmtree": shutil}[name]
usual, left = getattr(owner, name), [int(calls)]

def killed(*arguments, **named):
    left[0] -= 1
    if left[0] == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return usual(*arguments, **named)

setattr(owner, name, killed)
resolve(pl.read_parquet(records), None, memory=ResolverMemory(pathlib.Path(folder)))
"""
POINTS = [("write_ipc", n) for n in (1, 2, 9, 18)] + [("replace", 1), ("rmtree", 1)]


@pytest.mark.parametrize(("name", "calls"), POINTS)
def test_a_killed_process_leaves_no_memory_that_lies(
    name: str, calls: int, records: Callable[..., pl.DataFrame], tmp_path: Path
) -> None:
    before = records([(s, str(n), f"Film {n}", 1990 + n) for s in "ab" for n in range(5)])
    after = records([(s, str(n), f"Work {n}", 1970 + n) for s in "ab" for n in range(5)])
    memory = ResolverMemory(tmp_path / "memory")
    resolve(before, None, memory=memory)
    after.write_parquet(tmp_path / "after.parquet")
    paths = [str(memory.folder), str(tmp_path / "after.parquet")]
    ended = subprocess.run([sys.executable, "-c", KILLED, *paths, name, str(calls)], check=False)
    assert ended.returncode == -signal.SIGKILL
    for frame in (before, after):
        assert resolve(frame, None, memory=memory).links.equals(resolve(frame).links)
