"""What is wrong with a rulebook, and where: file, line and column for every problem."""

from collections.abc import Sequence
from dataclasses import dataclass

from openslate.common.errors import SlateError

Path = tuple[str | int, ...]
"""Where a value sits in the file, e.g. `('rules', 0, 'when')`."""


@dataclass(frozen=True, order=True)
class Position:
    """A place in a file; lines and columns count from 1."""

    line: int
    column: int


@dataclass(frozen=True)
class Trouble:
    """Something wrong with a value before anyone knows which line it stands on.

    `path` is relative to the value, `offset` counts characters into its text.
    """

    message: str
    suggestion: str | None = None
    path: Path = ()
    offset: int = 0


@dataclass(frozen=True)
class Problem:
    """One thing an editor has to mend.

    >>> str(Problem("house.yaml", 4, 9, "There is no effect 'blok'", "Did you mean 'block'?"))
    "house.yaml:4:9: There is no effect 'blok'. Did you mean 'block'?"
    """

    file: str
    line: int
    column: int
    message: str
    suggestion: str | None = None

    def __str__(self) -> str:
        advice = f" {self.suggestion}" if self.suggestion else ""
        end = "" if self.message.endswith("?") else "."
        return f"{self.file}:{self.line}:{self.column}: {self.message}{end}{advice}"


class RulebookError(SlateError):
    """A rulebook cannot be used; `problems` holds all that is wrong with it, in file order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.file, p.line, p.column)))
        first = self.problems[0]
        where = f"{first.file}:{first.line}:{first.column}"
        super().__init__(first.message, where=where, do=first.suggestion)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))
