"""How hard a chapter of the exam is: as it comes to mind, as people ask, written to be mistaken."""

from pathlib import Path
from typing import Literal

Level = Literal["ordinary", "plain", "hard"]
LEVELS: tuple[Level, ...] = ("ordinary", "plain", "hard")
"""From the easiest."""


def exam_level(path: Path) -> Level:
    """The level of a chapter, told by its file's name.

    In an ordinary chapter request and twin are what first comes to mind of a subject; in a plain
    one the twin is what another person would send of it, often in the request's words; in a hard
    one it is as close to the refused words as can be.

    >>> [exam_level(Path(name)) for name in ("ordinary_a.yaml", "plain_crime.yaml", "talent.yaml")]
    ['ordinary', 'plain', 'hard']
    """
    return next((level for level in LEVELS if path.name.startswith(f"{level}_")), "hard")
