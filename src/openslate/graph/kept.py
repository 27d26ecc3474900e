"""Frames kept as Parquet beside the graph: fast to read, free to delete, never half-written."""

from pathlib import Path

import polars as pl

UNFINISHED = ".part"


def frames_folder(graph: Path) -> Path:
    """The folder of frames beside the folder of a graph."""
    return graph.with_name(f"{graph.name}-frames")


def keep_frame(frame: pl.DataFrame, path: Path) -> None:
    """Write a frame so that a reader finds the old file, the new one, or none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(UNFINISHED)
    frame.write_parquet(unfinished)
    unfinished.replace(path)
