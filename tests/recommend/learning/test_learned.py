"""Bringing what was learned up to date equals learning everything anew."""

import stat
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openslate.recommend.learning.changed_viewers import changed_viewers
from openslate.recommend.learning.learned import Learned
from openslate.recommend.learning.learned_folder import read_learned, write_learned
from openslate.recommend.models.fading import Fading
from openslate.recommend.models.family_settings import EaseSettings
from openslate.recommend.models.interactions import Interactions, interactions_of

WAY = EaseSettings(
    viewer_norm=0.5, near_viewers=0.5, near_places=2, fitted_fading=Fading(half_life=2.0)
)
CATALOGUE = "abcdefg"
History = list[str]
Audience = dict[str, History]

HISTORY = st.lists(st.sampled_from(CATALOGUE), min_size=1, unique=True)
AUDIENCE = st.dictionaries(st.sampled_from("12345"), HISTORY, min_size=1)


def watched(audience: Audience, items: str) -> Interactions:
    """Viewings of some items, one after the other, each at the minute of its place."""
    told = [
        (viewer, items.index(item), place)
        for viewer, history in audience.items()
        for place, item in enumerate(history)
        if item in items
    ]
    viewers, dense, times = zip(*told, strict=True) if told else ((), (), ())
    return interactions_of(viewers, dense, len(items), times=times)


def learned(audience: Audience, items: str = CATALOGUE) -> Learned:
    return Learned.of(items, watched(audience, items), WAY)


def seen(audience: Audience) -> str:
    """Items that someone watched, in order."""
    return "".join(sorted({item for history in audience.values() for item in history}))


@settings(max_examples=60)
@given(AUDIENCE, AUDIENCE)
def test_renewed_is_what_learning_anew_would_be(before: Audience, after: Audience):
    items = seen(after)
    found, _ = learned(before, seen(before)).renewed(items, watched(after, items))
    anew = learned(after, items)
    assert found.items == anew.items
    assert found.counted.together == pytest.approx(anew.counted.together, abs=1e-8)
    assert found.counted.weight == pytest.approx(anew.counted.weight, abs=1e-8)


def test_only_who_changed_is_counted():
    before = {"1": ["a", "b"], "2": ["b", "c"], "3": ["d"]}
    after = {"1": ["a", "b"], "2": ["c", "b"], "4": ["a"]}
    changed = changed_viewers(
        watched(before, CATALOGUE), watched(after, CATALOGUE), np.arange(len(CATALOGUE))
    )
    assert changed.gone.viewers == ("2", "3")
    assert changed.come.viewers == ("2", "4")
    assert changed.count == 3
    found, count = learned(before).renewed(CATALOGUE, watched(after, CATALOGUE))
    assert count == 3
    again, none = found.renewed(CATALOGUE, watched(after, CATALOGUE))
    assert none == 0
    assert again.counted is found.counted


def test_a_viewer_whose_item_is_gone_changed():
    before, after = watched({"1": ["a"], "2": ["b"]}, "ab"), watched({"2": ["b"]}, "b")
    assert changed_viewers(before, after, np.array([-1, 0])).gone.viewers == ("1",)


def test_without_times_everybody_changes_when_times_become_known():
    one = watched({"1": ["a"], "2": ["b"]}, "ab")
    untimed = Interactions(one.viewers, one.matrix)
    assert changed_viewers(untimed, one, np.arange(2)).count == 2


def test_items_in_another_order_or_other_settings_are_not_followed():
    known = learned({"1": ["a", "b"]}, "ab")
    assert known.follows("ab", WAY)
    assert known.follows("acb", WAY)
    assert not known.follows("ba", WAY)
    assert not known.follows("ab", WAY.model_copy(update={"viewer_norm": 0.1}))


def test_it_comes_back_from_a_folder_only_its_owner_may_open(tmp_path: Path):
    known, folder = learned({"1": ["a", "b"], "2": ["b", "c"]}), tmp_path / "learned" / "m-1"
    write_learned(known, folder)
    found = read_learned(folder)
    assert found is not None
    assert (found.items, found.settings) == (known.items, known.settings)
    assert found.interactions.digest == known.interactions.digest
    assert np.array_equal(found.counted.together, known.counted.together)
    assert found.counted.weight == known.counted.weight
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [path.name for path in folder.parent.iterdir()] == ["m-1"]


@pytest.mark.parametrize("file", ["card.json", "indptr.npy", "together.npy"])
def test_what_cannot_be_read_is_nothing(tmp_path: Path, file: str):
    write_learned(learned({"1": ["a", "b"]}), tmp_path / "m-1")
    (tmp_path / "m-1" / file).write_bytes(b"{}")
    assert read_learned(tmp_path / "m-1") is None
    assert read_learned(tmp_path / "m-2") is None
