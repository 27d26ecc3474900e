"""A town's evenings of watching, and puppets to hide in them: audiences whose truth is known.

Ordinary viewers have habits that look coordinated and are not: everybody watches in the evening,
tastes go in circles, fans of a series start its episode within minutes of the release, week after
week, and a title on the front page draws a crowd for a day.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import polars as pl

from openslate.common.seeds import generator_for
from openslate.graph.vocabulary import Columns

BEGIN = int(datetime(2026, 1, 5, tzinfo=UTC).timestamp())  # a Monday
DAY, HOUR = 86_400, 3_600
SOURCE = "town"
EVENING = np.array([2, 1, 1, 1, 1, 1, 2, 4, 5, 5, 5, 5, 6, 6, 6, 7, 8, 10, 14, 20, 26, 24, 14, 6.0])
"""How much is watched in each hour of the day."""


@dataclass(frozen=True)
class Evenings:
    """How large the town is; `fans` of a series watch most of its weekly episodes at once."""

    viewers: int = 2_000
    titles: int = 400
    days: int = 84
    circles: int = 8
    series: int = 3
    fans: float = 0.06
    median: float = 25.0


@dataclass(frozen=True)
class Ring:
    """A group of accounts worked by one hand.

    Each makes about `length` viewings: of those a share `ordinary` is drawn like an ordinary
    viewer's, the others are of `targets` at moments that the ring has in common, give or take
    `jitter` minutes (standard deviation).
    """

    size: int = 40
    targets: int = 10
    jitter: float = 5.0
    length: int = 80
    ordinary: float = 0.7


@dataclass(frozen=True, eq=False)
class Rows:
    """Parallel arrays: number of the viewer, number of the title, second since 1970."""

    viewer: np.ndarray
    title: np.ndarray
    second: np.ndarray

    def __add__(self, other: "Rows") -> "Rows":
        parts = zip(
            (self.viewer, self.title, self.second),
            (other.viewer, other.title, other.second),
            strict=True,
        )
        return Rows(*(np.concatenate(pair).astype(np.int64) for pair in parts))


def ordinary_evenings(town: Evenings, seed: int) -> Rows:
    """What the genuine viewers of a town watched."""
    chance = generator_for(seed, "evenings")
    return _everyday(town, chance) + _episodes(town, chance) + _front_page(town, chance)


def hide_ring(rows: Rows, ring: Ring, seed: int) -> tuple[Rows, np.ndarray]:
    """The rows with a ring among them, and the numbers of its accounts.

    What is ordinary of it has the session times of genuine viewers moved by whole days and, for
    each, a title that somebody watched about then. Its common moments are drawn from the times of
    all viewings, so that it works when others are busy too.
    """
    chance = generator_for(seed, "ring", int(rows.viewer.max()))
    first = int(rows.viewer.max()) + 1
    targets = chance.permutation(np.unique(chance.choice(rows.title, 20 * ring.targets)))[
        : ring.targets
    ]
    shared = round(ring.length * (1 - ring.ordinary))
    moments = max(round(1.5 * shared), ring.targets)
    when = chance.choice(rows.second, moments)
    what = targets[np.arange(moments) % len(targets)]
    accounts = np.arange(first, first + ring.size)
    made = rows
    for account in accounts:
        length = round(ring.length * chance.uniform(0.6, 1.5))
        picked = chance.permutation(moments)[: round(length * (1 - ring.ordinary))]
        late = chance.normal(0, 60 * ring.jitter, len(picked)).astype(np.int64)
        made += Rows(np.full(len(picked), account), what[picked], when[picked] + late)
        made += _disguise(rows, int(account), length - len(picked), chance)
    return made, accounts


def events_of(rows: Rows) -> pl.DataFrame:
    """An event frame (as `EventStore.frame`); viewers are v00000, v00001, ..., titles t0000, ..."""
    frame = pl.DataFrame(
        {
            Columns.VIEWER: [f"v{number:05d}" for number in rows.viewer.tolist()],
            Columns.SOURCE: [SOURCE] * len(rows.viewer),
            Columns.RECORD: [f"t{number:04d}" for number in rows.title.tolist()],
            Columns.EVENT: ["viewed"] * len(rows.viewer),
            Columns.RATING: pl.Series([None] * len(rows.viewer), dtype=pl.Float64),
            Columns.AT: rows.second * 1_000_000,
        }
    )
    at = pl.col(Columns.AT).cast(pl.Datetime("us", "UTC"))
    return frame.with_columns(at).sort(Columns.VIEWER, Columns.AT, Columns.RECORD)


def _everyday(town: Evenings, chance: np.random.Generator) -> Rows:
    """Sessions of one to four viewings, mostly in the evening, along each viewer's taste."""
    sessions = np.ceil(chance.lognormal(np.log(town.median / 2), 1.0, town.viewers)).astype(int)
    owner = np.repeat(np.arange(town.viewers), np.minimum(sessions, 2 * town.days))
    joined = np.where(
        chance.random(town.viewers) < 0.6, 0, chance.integers(town.days, size=town.viewers)
    )
    day = joined[owner] + (chance.random(len(owner)) * (town.days - joined[owner])).astype(int)
    habit = chance.normal(0, 1.2, town.viewers)
    hour = chance.choice(24, len(owner), p=EVENING / EVENING.sum()) + habit[owner]
    start = BEGIN + day * DAY + ((hour + chance.random(len(owner))) * HOUR).astype(int)
    length = chance.integers(1, 5, len(owner))
    viewer, begins = np.repeat(owner, length), np.repeat(start, length)
    place = np.arange(len(viewer)) - np.repeat(np.cumsum(length) - length, length)
    second = begins + (place * HOUR * chance.uniform(0.4, 1.9, len(viewer))).astype(int)
    circle = chance.integers(town.circles, size=town.viewers)[viewer]
    return Rows(viewer, _tasteful(town, circle, chance), second)


def _tasteful(town: Evenings, circle: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    """Titles by popularity: six in ten from the viewer's circle, the others from everything."""
    weight = 1 / (np.arange(town.titles) + 10.0)
    everything = chance.choice(town.titles, len(circle), p=weight / weight.sum())
    own = everything - everything % town.circles + circle
    return np.where(chance.random(len(circle)) < 0.6, np.minimum(own, town.titles - 1), everything)


def _episodes(town: Evenings, chance: np.random.Generator) -> Rows:
    """An episode of each series every week at eight; its fans start within minutes, mostly."""
    rows = Rows(*(np.zeros(0, dtype=np.int64) for _ in range(3)))
    for series in range(town.series):
        fans = np.flatnonzero(chance.random(town.viewers) < town.fans)
        for week in range(town.days // 7):
            title = town.titles + series * 1_000 + week
            release = BEGIN + (7 * week + 2 * series) * DAY + 20 * HOUR
            prompt = fans[chance.random(len(fans)) < 0.7]
            minutes = chance.exponential(8 * 60, len(prompt)).astype(int)
            rows += Rows(prompt, np.full(len(prompt), title), release + minutes)
            later = chance.integers(town.viewers, size=len(fans) // 2)
            days = (chance.exponential(2 * DAY, len(later))).astype(int)
            rows += Rows(later, np.full(len(later), title), release + HOUR + days)
    return rows


def _front_page(town: Evenings, chance: np.random.Generator) -> Rows:
    """Once a week a title stands on the front page and draws one viewer in twenty that day."""
    rows = Rows(*(np.zeros(0, dtype=np.int64) for _ in range(3)))
    for week in range(1, town.days // 7):
        drawn = np.flatnonzero(chance.random(town.viewers) < 0.05)
        hour = chance.choice(24, len(drawn), p=EVENING / EVENING.sum()) + chance.random(len(drawn))
        second = BEGIN + (7 * week + 4) * DAY + (hour * HOUR).astype(int)
        rows += Rows(drawn, np.full(len(drawn), chance.integers(town.titles)), second)
    return rows


def _disguise(rows: Rows, account: int, length: int, chance: np.random.Generator) -> Rows:
    """So many ordinary viewings of one account."""
    order = np.argsort(rows.second, kind="stable")
    second, title = rows.second[order], rows.title[order]
    owner = np.argsort(rows.viewer, kind="stable")
    starts = np.searchsorted(rows.viewer[owner], np.arange(int(rows.viewer.max()) + 2))
    when = np.zeros(0, dtype=np.int64)
    while len(when) < length:
        model = int(chance.integers(len(starts) - 1))
        times = rows.second[owner[starts[model] : starts[model + 1]]]
        when = np.concatenate((when, times + DAY * chance.integers(-20, 21)))[:length]
    when = np.clip(when, second[0], second[-1])
    near = np.searchsorted(second, when) + chance.integers(-500, 501, len(when))
    return Rows(np.full(len(when), account), title[np.clip(near, 0, len(title) - 1)], when)
