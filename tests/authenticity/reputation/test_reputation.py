"""Reputations from evidence: figures by hand, decay, what counts once, what stays unknown."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openslate.authenticity.reputation.evidence import Observation, Outcome, Party, Role
from openslate.authenticity.reputation.reputation import Reputation, assess, latest, share_of
from openslate.authenticity.reputation.settings import ReputationSettings

NOW = datetime(2026, 3, 15, tzinfo=UTC)
AGENCY = Party(Role.SOURCE, "agency")
PLAIN = ReputationSettings(trusted=1, broken=1, unsigned=0.25, least_evidence=2)


def seen(outcome: Outcome, subject: str, days: float = 0) -> Observation:
    return Observation(AGENCY, outcome, subject, NOW - timedelta(days=days))


def reputation(*observations: Observation, settings: ReputationSettings = PLAIN) -> Reputation:
    return assess(AGENCY, observations, settings, NOW)


def test_a_share_by_hand() -> None:
    """Beta(4, 2) has mean 4/6; its 5 and 95 per cent points are tabled as .343 and .924."""
    share = share_of(3, 1)
    assert share.mean == pytest.approx(4 / 6)
    assert (share.low, share.high) == pytest.approx((0.343, 0.924), abs=0.001)


def test_nothing_verified_is_not_known() -> None:
    found = reputation()
    assert not found.known
    assert (found.share.low, found.share.high) == pytest.approx((0.05, 0.95))
    assert found.signed is None


@pytest.mark.parametrize(
    ("observations", "mean"),
    [
        ([seen(Outcome.TRUSTED, "a"), seen(Outcome.TRUSTED, "b")], 3 / 4),
        ([seen(Outcome.BROKEN, "a"), seen(Outcome.BROKEN, "b")], 1 / 4),
        ([seen(Outcome.TRUSTED, "a", 365), seen(Outcome.TRUSTED, "b", 365)], 2 / 3),
        ([seen(Outcome.TRUSTED, "a", -9), seen(Outcome.BROKEN, "b")], 1 / 2),
        ([seen(Outcome.UNSIGNED, "a"), seen(Outcome.UNSIGNED, "b")], 1 / 2.5),
    ],
)
def test_evidence_is_weighed_and_fades(observations: list[Observation], mean: float) -> None:
    assert reputation(*observations).share.mean == pytest.approx(mean)


def test_what_faded_is_not_known_again() -> None:
    assert reputation(seen(Outcome.BROKEN, "a"), seen(Outcome.BROKEN, "b")).known
    assert not reputation(seen(Outcome.BROKEN, "a", 1), seen(Outcome.BROKEN, "b")).known


def test_the_same_thing_counts_once_as_it_was_seen_last() -> None:
    again = [seen(Outcome.TRUSTED, "a", 9), seen(Outcome.BROKEN, "a", 2), seen(Outcome.VALID, "b")]
    assert [one.outcome for one in latest(again)] == [Outcome.VALID, Outcome.BROKEN]
    published = [seen(Outcome.PUBLISHED, "f1", 3), seen(Outcome.CORRECTED, "f1")]
    assert [one.outcome for one in latest(published)] == [Outcome.CORRECTED]
    other = [seen(Outcome.TRUSTED, "f1"), seen(Outcome.PUBLISHED, "f1")]
    assert len(latest(other)) == 2


def test_the_share_of_signed_files() -> None:
    found = reputation(
        seen(Outcome.TRUSTED, "a"),
        seen(Outcome.VALID, "b"),
        seen(Outcome.UNSIGNED, "c"),
        seen(Outcome.PUBLISHED, "f"),
    )
    assert found.signed is not None
    assert (found.signed.signed, found.signed.checked) == (2, 3)
    assert found.signed.share.mean == pytest.approx(3 / 5)


@given(
    st.lists(
        st.tuples(st.sampled_from(list(Outcome)), st.integers(0, 9), st.floats(0, 4000)),
        max_size=20,
    )
)
def test_any_evidence_gives_a_share_within_its_interval(
    told: list[tuple[Outcome, int, float]],
) -> None:
    found = reputation(*(seen(outcome, str(subject), days) for outcome, subject, days in told))
    assert 0 <= found.share.low < found.share.mean < found.share.high <= 1
    assert sum(one.count for one in found.counts) == len(found.observations)
    worse = assess(AGENCY, [*found.observations, seen(Outcome.BROKEN, "another")], PLAIN, NOW)
    assert worse.share.mean <= found.share.mean
