"""The whole scan: rings are found, named as groups, and nobody else is."""

import pytest
from tests.audience.integrity.worlds import events

from openslate.audience.integrity.flags import Scan
from openslate.audience.integrity.scan import scan_traffic
from openslate.audience.integrity.settings import IntegritySettings
from openslate.testing.traffic import Evenings, Ring, events_of, hide_ring, ordinary_evenings

TOWN = Evenings(viewers=500, titles=300, days=56, median=20)


@pytest.fixture(scope="module")
def scan() -> Scan:
    rows, _ = hide_ring(ordinary_evenings(TOWN, 3), Ring(size=8, jitter=4), 1)
    return scan_traffic(events_of(rows), IntegritySettings())


def test_a_ring_is_one_flag(scan: Scan) -> None:
    (flag,) = scan.flags
    assert flag.viewers == tuple(f"v{n:05d}" for n in range(500, 508))
    assert flag.false_share <= 0.01
    assert flag.p < 1e-6


def test_its_evidence_is_data(scan: Scan) -> None:
    (flag,) = scan.flags
    together = flag.evidence[0]
    assert together.kind == "co-viewing"
    assert together.numbers["together"] > 8 > 1 > together.numbers["expected"]
    assert together.numbers["pairs"] == 28  # all pairs of eight
    assert {moment.viewer for moment in together.moments} == set(flag.viewers)
    times = [moment.at for moment in together.moments]
    assert times == sorted(times)


def test_what_confirming_would_take(scan: Scan) -> None:
    (flag,) = scan.flags
    first = flag.effects[0]
    assert 0 < first.taken <= first.viewings
    assert sum(effect.taken for effect in flag.effects) <= flag.viewings


def test_every_test_is_counted(scan: Scan) -> None:
    tests = {detector.name: detector.tests for detector in scan.detectors}
    assert tests["co-viewing within 15 minutes"] == 508 * 507 // 2
    assert tests["rates"] == 508
    assert len(tests) == 7


def test_ordinary_evenings_raise_no_flag_and_progress_is_told() -> None:
    told: list[tuple[int, int | None]] = []
    frame = events_of(ordinary_evenings(TOWN, 4))
    scan = scan_traffic(frame, IntegritySettings(), lambda done, of: told.append((done, of)))
    assert scan.flags == ()
    assert told == [(step, 7) for step in range(1, 8)]


def test_hardly_any_events() -> None:
    settings = IntegritySettings()
    assert scan_traffic(events([]), settings).flags == ()
    assert scan_traffic(events([("ada", "heat", 0)]), settings).flags == ()
    assert scan_traffic(events([("ada", "heat", 0), ("bob", "heat", 0)]), settings).flags == ()
