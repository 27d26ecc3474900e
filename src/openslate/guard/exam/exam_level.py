"""How hard a chapter of the exam is: as people plainly ask, or written to be mistaken."""

from pathlib import Path
from typing import Literal

Level = Literal["plain", "hard"]


def exam_level(path: Path) -> Level:
    """The level of a chapter, told by its file's name.

    In a hard chapter the twin is as close to the refused words as can be; in a plain one it is
    what another person would ordinarily send about the same subject.

    >>> exam_level(Path("plain_crime.yaml")), exam_level(Path("talent.yaml"))
    ('plain', 'hard')
    """
    return "plain" if path.name.startswith("plain_") else "hard"
