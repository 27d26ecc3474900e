"""How long viewers stay, by hand and for any viewers."""

from datetime import UTC, datetime, timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openslate.audience.retention.curve import retention_curve
from openslate.audience.retention.heartbeats import Watched, watched_minutes
from openslate.store.event_frame import COLUMNS

NOW = datetime(2026, 3, 2, 21, 0, tzinfo=UTC)
DAY = timedelta(days=1)
LONG_AGO, JUST_NOW = NOW - 2 * DAY, NOW - timedelta(minutes=1)


def beats(*rows: tuple[str, str, int | None, datetime]) -> pl.DataFrame:
    told = [(v, "m", "heat", kind, None, at, position, 4) for v, kind, position, at in rows]
    return pl.DataFrame(told, COLUMNS, orient="row")


ROWS = (
    ("ada", "progress", 59, LONG_AGO),
    ("bob", "progress", 61, LONG_AGO),
    ("bob", "progress", 179, LONG_AGO),
    ("cyd", "progress", 60, JUST_NOW),
    ("dan", "progress", 120, LONG_AGO),
    ("dan", "finish", None, LONG_AGO),
    ("eve", "progress", 600, LONG_AGO),
)


def test_how_far_each_viewer_came() -> None:
    found = watched_minutes(beats(*ROWS), 9, NOW, DAY)
    assert found.viewers == ("ada", "bob", "cyd", "dan", "eve")
    assert found.minutes.tolist() == [0, 2, 1, 9, 9]
    assert found.left.tolist() == [True, True, False, False, False]


def test_without_a_running_time_the_end_is_where_anybody_came() -> None:
    found = watched_minutes(beats(*ROWS), None, NOW, DAY)
    assert found.minutes.tolist() == [0, 2, 1, 10, 10]
    assert found.left.tolist() == [True, True, False, False, True]


def test_nobody() -> None:
    found = watched_minutes(beats(), 90, NOW, DAY)
    assert found.viewers == ()
    assert retention_curve(found, 1) is None


def test_shares_by_hand() -> None:
    # Of five one leaves in minute 0; of the four that stay one in minute 2, where cyd is gone.
    curve = retention_curve(watched_minutes(beats(*ROWS), 9, NOW, DAY), 1)
    assert curve is not None
    assert curve.watching.tolist() == [5, 4, 3, *[2] * 7]
    assert curve.share[:4].tolist() == pytest.approx([1, 4 / 5, 4 / 5, 4 / 5 * 2 / 3])
    assert curve.half is None


def test_minutes_with_too_few_are_not_told() -> None:
    curve = retention_curve(watched_minutes(beats(*ROWS), 9, NOW, DAY), 3)
    assert curve is not None
    assert (curve.minutes, curve.viewers) == (3, 5)
    assert retention_curve(watched_minutes(beats(*ROWS), 9, NOW, DAY), 6) is None


def test_the_interval_is_greenwoods_on_the_scale_of_log_minus_log() -> None:
    # Collett, Modelling Survival Data: S = .9 after one of ten left, sum d/(n(n-d)) = 1/90.
    watched = Watched(tuple("abcdefghij"), np.array([0, *[1] * 9]), np.array([True, *[False] * 9]))
    curve = retention_curve(watched, 1)
    assert curve is not None
    reach = 1.959964 * np.sqrt(1 / 90) / abs(np.log(0.9))
    assert curve.low[1] == pytest.approx(0.9 ** np.exp(reach))
    assert curve.high[1] == pytest.approx(0.9 ** np.exp(-reach))
    assert (curve.low[0], curve.high[0]) == (pytest.approx(10 / (10 + 1.959964**2)), 1.0)


LEFT = st.lists(st.tuples(st.integers(0, 30), st.booleans()), min_size=1, max_size=60)


@given(LEFT)
@settings(max_examples=50)
def test_whatever_viewers_do(rows: list[tuple[int, bool]]) -> None:
    minutes, left = (np.array(column) for column in zip(*rows, strict=True))
    watched = Watched(tuple(map(str, range(len(rows)))), minutes, left)
    curve = retention_curve(watched, 1)
    assert curve is not None
    assert (np.diff(curve.share) <= 0).all()
    assert (curve.low <= curve.share + 1e-12).all()
    assert (curve.share <= curve.high + 1e-12).all()
    assert (curve.low >= 0).all()
    assert (curve.high <= 1).all()


@given(st.lists(st.integers(0, 30), min_size=1, max_size=60))
@settings(max_examples=50)
def test_if_everybody_left_it_is_the_plain_share(minutes: list[int]) -> None:
    ended = np.array(minutes)
    watched = Watched(tuple(map(str, minutes)), ended, np.ones(len(minutes), dtype=bool))
    curve = retention_curve(watched, 1)
    assert curve is not None
    plain = [(ended >= minute).mean() for minute in range(curve.minutes)]
    assert curve.share.tolist() == pytest.approx(plain)
