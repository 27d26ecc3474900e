"""A thousand homes on real data obey every rule, read card by card without the compiled rules."""

import pytest

from openslate.app.desk import Desk
from tests.acceptance.thousand_homes import Tally, check_homes

pytestmark = pytest.mark.real
HOMES = 1000


@pytest.fixture(scope="module")
def tally(desk: Desk) -> Tally:
    return check_homes(desk, HOMES)


def test_no_home_breaks_a_rule(tally: Tally) -> None:
    assert tally.homes.total() == HOMES
    assert not tally.wrong, f"{len(tally.wrong)} things are wrong, first: {tally.wrong[0]}"


def test_homes_of_grown_ups_meet_every_quota(tally: Tally) -> None:
    assert tally.homes[False] > HOMES / 2
    assert tally.with_quota_missed[False] == 0, tally.missed


def test_homes_of_the_young_meet_every_quota_but_rarely(tally: Tally) -> None:
    assert tally.homes[True] > HOMES / 5
    assert tally.with_quota_missed[True] <= tally.homes[True] / 50, tally.missed
