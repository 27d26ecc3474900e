"""Segments and retention over a workspace."""

from datetime import timedelta

import numpy as np
import pytest

from openslate.app.audience.retention_views import CurveView
from openslate.app.desk import Desk
from openslate.common.errors import NotFoundError, SlateError
from openslate.store.events import Event, EventStore
from openslate.store.purposes import ALL_PURPOSES, Purpose
from openslate.store.segmentations import SegmentationStore
from openslate.store.viewers import Viewer, ViewerStore
from openslate.testing.town import VIEWERS
from openslate.testing.workspace import NOW, MadeWorkspace

LONG_AGO = NOW - timedelta(days=3)


@pytest.fixture
def desk(town_copy: MadeWorkspace) -> Desk:
    return town_copy.desk()


def watch(desk: Desk, item: str, minutes: dict[str, int], purposes: Purpose) -> None:
    """Heartbeats of these viewers up to a minute each; profiles are women's and men's in turns."""
    source, record = desk.audience.snapshot.record_of_item[desk.audience.snapshot.index_of(item)]
    ViewerStore(desk.workspace.database).upsert(
        Viewer(viewer, gender="FM"[place % 2]) for place, viewer in enumerate(minutes)
    )
    beats = [
        Event(viewer, record, "progress", None, LONG_AGO, 60 * minute, purposes=purposes)
        for viewer, minute in minutes.items()
    ]
    EventStore(desk.workspace.database).add_all([(source, beat) for beat in beats])


def item_of(desk: Desk) -> str:
    return desk.audience.snapshot.ids[0]


def test_retention_of_all_and_of_each_segment(desk: Desk) -> None:
    item = item_of(desk)
    watch(desk, item, {f"w{i}": i for i in range(24)}, ALL_PURPOSES)
    told = desk.audience.retention(item, "gender")
    assert told.overall is not None
    assert (told.overall.viewers, told.overall.minutes[1].share) == (24, round(23 / 24, 4))
    assert [(curve.segment, curve.viewers) for curve in told.segments] == [
        ("gender:F", 12),
        ("gender:M", 12),
    ]
    assert (told.hidden, told.raw, told.left_out) == ((), None, 0)
    women: CurveView = told.segments[0]
    assert (len(women.minutes), women.minutes[-1].watching) == (5, 10)


def test_few_viewers_are_not_told_of(desk: Desk) -> None:
    item = item_of(desk)
    assert desk.audience.retention(item).overall is None
    watch(desk, item, {f"w{i}": 9 for i in range(19)}, ALL_PURPOSES)
    told = desk.audience.retention(item, "gender")
    assert told.overall is not None
    assert (told.segments, set(told.hidden)) == ((), {"Gender: F", "Gender: M"})


def test_what_may_not_be_measured_does_not_count(desk: Desk) -> None:
    item = item_of(desk)
    watch(desk, item, {f"w{i}": 9 for i in range(19)}, Purpose.PERSONALISATION)
    assert desk.audience.retention(item).overall is None


def test_segments_by_attribute_and_as_declared(desk: Desk) -> None:
    told = desk.audience.segments_view("gender")
    assert told.viewers == VIEWERS
    assert sum(segment.viewers for segment in told.segments) == VIEWERS
    with pytest.raises(SlateError, match="No segments are declared"):
        desk.audience.segments_view("declared")
    file = desk.workspace.folder / "segments.yaml"
    file.write_text("segments:\n- {segment: grown-up, where: viewer.age >= 18}\n")
    (grown_up,) = desk.audience.segments("declared").groups
    assert 0 < grown_up.size < VIEWERS
    assert list(desk.audience.ways)[-1] == "declared"
    with pytest.raises(NotFoundError, match="Did you mean 'gender'"):
        desk.audience.segments("gendre")


def test_segments_are_learned_kept_and_forget_the_erased(desk: Desk) -> None:
    told = desk.audience.learn_segments()
    again = desk.audience.learn_segments()
    assert told == again
    assert told.name.startswith("sg-")
    found = desk.audience.segments("learned")
    assert np.sum([group.members for group in found], axis=0).tolist() == [1] * (VIEWERS - 1)
    about = SegmentationStore(desk.workspace.database).get(told.name).about
    assert len(about["groups"]) == len(found.groups)
    assert all(group["title"].startswith("More ") for group in about["groups"])
    desk.audience.erase("1", by="eve", because="asked")
    assert "1" not in desk.audience.segments(told.name).viewers
