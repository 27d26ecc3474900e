"""Shows again in one daypart what another one showed."""

from collections.abc import Sequence

from openslate.recommend.schedule.daypart import Daypart, Flags, Grid, Programme


def repeat_programmes(
    grid: Grid, daypart: Daypart, shown: Sequence[Programme], free: Flags
) -> list[Programme]:
    """The programmes `shown` once more, in their order, each as early as it fits and is allowed."""
    within = daypart.within(free)
    placed: list[Programme] = []
    after = daypart.begins
    for programme in shown:
        cells = grid.starts(programme.item, within)
        cells = cells[(cells >= after) & (cells < daypart.ends)]
        if len(cells):
            begins = int(cells[0])
            after = begins + int(grid.length[programme.item])
            placed.append(Programme(programme.item, begins, after, "repeat", daypart.name))
    return placed
