"""The viewings behind a flag along time: a line a title, a mark a viewing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from openslate.app.audience.integrity.flag_views import MomentView
from openslate.common.text import shorten

WIDTH, LINE, LEFT, TOP = 960, 26, 190, 14
LINES = 8
LONGEST = 24


@dataclass(frozen=True)
class TitleMarks:
    """A title with the places of its marks from the left."""

    title: str
    y: int
    marks: tuple[float, ...]


@dataclass(frozen=True)
class TitleMoments:
    """A line of the table: the same in numbers."""

    title: str
    viewings: int
    viewers: int
    first: datetime
    last: datetime


@dataclass(frozen=True)
class Strip:
    """A whole picture and its table; sizes are units of the view box. `more` are left out."""

    width: int
    height: int
    left: int
    lines: tuple[TitleMarks, ...]
    rows: tuple[TitleMoments, ...]
    begins: datetime
    ends: datetime
    more: int


def draw_strip(moments: Sequence[MomentView]) -> Strip | None:
    """The strip of these viewings, titles with most of them first; None when there are none."""
    if not moments:
        return None
    by_title: dict[str, list[MomentView]] = {}
    for moment in moments:
        by_title.setdefault(moment.title, []).append(moment)
    ordered = sorted(by_title.items(), key=lambda entry: (-len(entry[1]), entry[0]))
    begins, ends = min(m.at for m in moments), max(m.at for m in moments)
    length = max((ends - begins).total_seconds(), 1.0)
    lines = tuple(
        TitleMarks(
            shorten(title, LONGEST),
            TOP + line * LINE,
            tuple(
                round(LEFT + (WIDTH - LEFT - 8) * (m.at - begins).total_seconds() / length, 1)
                for m in seen
            ),
        )
        for line, (title, seen) in enumerate(ordered[:LINES])
    )
    rows = tuple(_row(title, seen) for title, seen in ordered)
    return Strip(
        WIDTH, TOP + len(lines) * LINE + 4, LEFT, lines, rows, begins, ends,
        max(len(ordered) - LINES, 0),
    )  # fmt: skip


def _row(title: str, seen: Sequence[MomentView]) -> TitleMoments:
    times = [moment.at for moment in seen]
    return TitleMoments(title, len(seen), len({m.viewer for m in seen}), min(times), max(times))
