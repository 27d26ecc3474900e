"""Bots of every kind among ordinary evenings, and ordinary evenings alone."""

import numpy as np
import pytest

from openslate.audience.integrity.bursts import rating_bursts
from openslate.audience.integrity.histories import near_identical
from openslate.audience.integrity.hours import without_sleep
from openslate.audience.integrity.p_values import benjamini_hochberg
from openslate.audience.integrity.rates import improbable_rates
from openslate.audience.integrity.rhythm import metronome
from openslate.audience.integrity.settings import IntegritySettings
from openslate.audience.integrity.viewings import FloatArray, Viewings, read_viewings
from openslate.testing.traffic import BEGIN, DAY, HOUR, Evenings, Rows, events_of, ordinary_evenings

TOWN = Evenings(viewers=400, titles=200, days=56)
SETTINGS = IntegritySettings()
BOT = TOWN.viewers


@pytest.fixture(scope="module")
def evenings() -> Rows:
    return ordinary_evenings(TOWN, seed=1)


def with_bots(rows: Rows, *bots: tuple[list[int], list[float]]) -> Viewings:
    """The rows with accounts added: titles, and hours since the beginning."""
    for number, (titles, hours) in enumerate(bots):
        second = BEGIN + (np.array(hours) * HOUR).astype(np.int64)
        rows += Rows(np.full(len(titles), BOT + number), np.array(titles), second)
    return read_viewings(events_of(rows), 6)


def flagged(p: FloatArray) -> list[int]:
    return np.flatnonzero(benjamini_hochberg(p) <= 0.01).tolist()


def test_ordinary_evenings_raise_no_flag(evenings: Rows) -> None:
    viewings = with_bots(evenings)
    for found in (improbable_rates(viewings), without_sleep(viewings), metronome(viewings)):
        assert flagged(found.p) == []
    assert flagged(near_identical(viewings, SETTINGS).by_account()) == []
    assert rating_bursts(viewings, SETTINGS).bursts == ()


def test_hundreds_in_an_hour(evenings: Rows) -> None:
    bot = (list(range(200)), [500 + n / 250 for n in range(200)])
    found = improbable_rates(with_bots(evenings, bot))
    assert flagged(found.p) == [BOT]
    assert found.figure[BOT] == 200


def test_four_days_without_sleep(evenings: Rows) -> None:
    bot = ([n % 200 for n in range(96)], [500 + 1.01 * n + 0.4 * (n % 3) for n in range(96)])
    found = without_sleep(with_bots(evenings, bot))
    assert flagged(found.p) == [BOT]
    assert found.figure[BOT] == pytest.approx(96, abs=1.5)


def test_a_metronome(evenings: Rows) -> None:
    bot = ([n % 200 for n in range(60)], [24 * (n // 6) + 10 + 1.5 * (n % 6) for n in range(60)])
    found = metronome(with_bots(evenings, bot))
    assert flagged(found.p) == [BOT]


def test_copies_of_a_history(evenings: Rows) -> None:
    chance = np.random.default_rng(2)
    counts = np.bincount(evenings.viewer)
    model = int(np.flatnonzero(counts > 40)[0])
    titles = np.unique(evenings.title[evenings.viewer == model])
    copies = [
        (chance.permutation(titles)[: round(0.9 * len(titles))].tolist(), None) for _ in range(5)
    ]
    bots = [(t, sorted(chance.uniform(0, 1_300, len(t)).tolist())) for t, _ in copies]
    found = near_identical(with_bots(evenings, *bots), SETTINGS)
    assert flagged(found.by_account()) == [model, *range(BOT, BOT + 5)]


def test_a_burst_by_throwaway_accounts(evenings: Rows) -> None:
    bots = [([11, 30 + n], [900 + n / 40, 901.0]) for n in range(25)]
    found = rating_bursts(with_bots(evenings, *bots), SETTINGS)
    (burst,) = found.bursts
    assert (burst.new, burst.idle) == (25, 25)
    assert burst.until - burst.since in (HOUR, DAY)
    assert flagged(found.by_account()) == list(range(BOT, BOT + 25))


def test_a_premiere_is_no_burst(evenings: Rows) -> None:
    crowd = [([7_777], [900 + n / 100]) for n in range(60)]
    assert rating_bursts(with_bots(evenings, *crowd), SETTINGS).bursts == ()
