"""Taking viewers out of what was counted gives what counting without them gives."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.recommend.models.test_ease import FACTS, described

from openslate.recommend.models import closed_form, co_viewings
from openslate.recommend.models.co_viewings import CoViewings
from openslate.recommend.models.ease import ease_terms, goes_through_rows, solved_weights
from openslate.recommend.models.fading import Fading
from openslate.recommend.models.family_settings import EaseSettings
from openslate.recommend.models.interactions import Interactions, interactions_of

ITEMS = 5
EXACT = 1e-8
HISTORIES = st.lists(
    st.lists(st.integers(0, ITEMS - 1), min_size=1, max_size=ITEMS, unique=True),
    min_size=2,
    max_size=8,
)
WAYS = st.builds(
    EaseSettings,
    regularization=st.floats(0.5, 20.0),
    dropout=st.sampled_from([0.0, 0.3, 0.7]),
    fact_viewers=st.sampled_from([0.0, 2.5]),
    viewer_norm=st.sampled_from([0.0, 0.4, 1.0]),
    item_norm=st.sampled_from([0.0, 0.3]),
    lift=st.sampled_from([0.0, -0.3]),
    trend=st.sampled_from([0.0, 0.5]),
    near_viewers=st.sampled_from([0.0, 1.5]),
    near_places=st.integers(1, 3),
    fitted_fading=st.sampled_from([Fading(), Fading(half_life=1.5, least=0.1)]),
)


def watched(histories: dict[int, list[int]]) -> Interactions:
    """Viewers by number and their items, the oldest first."""
    pairs = [(viewer, item) for viewer, items in histories.items() for item in items]
    viewers, items = zip(*pairs, strict=True) if pairs else ((), ())
    return interactions_of([f"v{one}" for one in viewers], items, ITEMS, times=range(len(pairs)))


def weights(interactions: Interactions, counted: CoViewings, way: EaseSettings) -> np.ndarray:
    return solved_weights(interactions, described(FACTS), way, counted)


@settings(max_examples=80)
@given(HISTORIES, WAYS, st.data())
def test_without_some_viewers_the_weights_are_those_of_a_retrain(
    histories: list[list[int]], way: EaseSettings, data: st.DataObject
):
    everybody = dict(enumerate(histories))
    leaving = data.draw(st.sets(st.sampled_from(sorted(everybody)), max_size=len(everybody) - 1))
    staying = watched({one: items for one, items in everybody.items() if one not in leaving})
    gone = watched({one: items for one, items in everybody.items() if one in leaving})
    nobody = watched({})

    counted = CoViewings.of(watched(everybody), way)
    without = counted.changed(gone, nobody, way)
    anew = CoViewings.of(staying, way)
    assert without.together == pytest.approx(anew.together, abs=EXACT)
    assert weights(staying, without, way) == pytest.approx(weights(staying, anew, way), abs=EXACT)

    again = without.changed(nobody, gone, way)
    assert again.together == pytest.approx(counted.together, abs=EXACT)
    assert again.weight == pytest.approx(counted.weight, abs=EXACT)


def test_a_viewer_whose_history_grew_is_taken_out_as_they_were_and_put_in_as_they_are():
    way = EaseSettings(viewer_norm=0.5, fitted_fading=Fading(half_life=2.0))
    before, after = {1: [0, 1], 2: [1, 2]}, {1: [0, 1, 4], 2: [1, 2]}
    counted = CoViewings.of(watched(before), way)
    changed = counted.changed(watched({1: before[1]}), watched({1: after[1]}), way)
    anew = CoViewings.of(watched(after), way)
    assert changed.together == pytest.approx(anew.together, abs=EXACT)
    assert changed.together != pytest.approx(counted.together, abs=1e-3)


def test_known_co_viewings_are_solved_and_not_counted_again():
    way, everybody = EaseSettings(regularization=2.0), watched(dict(enumerate([[0, 1]] * 6)))
    other = CoViewings.of(watched({1: [2, 3]}), way)
    (found,) = ease_terms(everybody, described(FACTS), way, other)
    assert found.loadings == pytest.approx(weights(everybody, other, way), abs=1e-6)


def test_few_viewers_are_not_counted():
    way = EaseSettings(fact_viewers=0.0)
    assert goes_through_rows(watched({1: [0, 1], 2: [2, 3]}), described(FACTS), way)
    many = watched({one: [one % ITEMS] for one in range(ITEMS)})
    assert not goes_through_rows(many, described(FACTS), way)


def test_items_are_numbered_anew_block_by_block(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(co_viewings, "BLOCK", 2)
    monkeypatch.setattr(closed_form, "BLOCK", 2)
    way = EaseSettings(viewer_norm=0.5)
    counted = CoViewings.of(watched({1: [0, 2], 2: [2, 4]}), way)
    placed = counted.placed(np.array([1, -1, 3, -1, 5]), 6)
    expected = np.zeros((6, 6))
    expected[np.ix_([1, 3, 5], [1, 3, 5])] = [[0.5, 0.5, 0], [0.5, 1, 0.5], [0, 0.5, 0.5]]
    expected *= 2**0.5
    assert placed.together == pytest.approx(expected, abs=EXACT)
    assert placed.weight == counted.weight
    assert counted.placed(np.arange(ITEMS), ITEMS) is counted
