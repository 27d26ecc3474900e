"""The loop: a scan proposes, a person decides, and only then anything changes."""

from pathlib import Path

import pytest

from openslate.app.audience.integrity.confirmed import confirmed_not_genuine, genuine_events
from openslate.app.audience.integrity.integrity_room import IntegrityRoom
from openslate.app.workspace import Workspace
from openslate.common.errors import ConflictError, NotFoundError, SlateError
from openslate.store.events import Event, EventStore
from openslate.testing.ring import RING_VIEWERS


@pytest.fixture
def room(ring_workspace: Workspace) -> IntegrityRoom:
    return IntegrityRoom(ring_workspace)


def the_flag(room: IntegrityRoom) -> str:
    (line,) = room.list().flags
    return line.id


def test_a_flag_alone_changes_nothing(room: IntegrityRoom) -> None:
    told = room.list()
    assert told.waiting == 1
    assert told.flags[0].title == "5 viewers who watch together"
    assert told.viewers.left_out == 0
    assert told.viewings.raw == told.viewings.cleaned
    assert confirmed_not_genuine(room.workspace) == frozenset()


def test_evidence_in_words_and_numbers(room: IntegrityRoom) -> None:
    flag = room.flag(the_flag(room))
    assert flag.viewers == RING_VIEWERS
    together = flag.evidence[0]
    assert together.kind == "co-viewing"
    assert "within" in together.sentence
    assert "There are 10 pairs like this" in together.sentence
    assert {moment.viewer for moment in together.moments} == set(RING_VIEWERS)
    effect = flag.effects[0]
    taken = effect.viewings.raw - effect.viewings.cleaned
    assert effect.sentence.startswith(f"Confirming this would take {taken} of ")


def test_confirming_takes_them_out_and_undo_brings_them_back(room: IntegrityRoom) -> None:
    flag = the_flag(room)
    seen = room.flag(flag).seen
    now = room.say(flag, "confirm", by="ada", because="Known ring", seen=seen)
    assert (now.state, now.confirmed_before) == ("confirmed", RING_VIEWERS)
    assert (now.told[0].by, now.told[0].because, now.told[0].viewers) == ("ada", "Known ring", 5)
    assert confirmed_not_genuine(room.workspace) == set(RING_VIEWERS)
    told = room.list()
    assert (told.waiting, told.viewers.left_out) == (0, 5)
    assert told.viewings.cleaned == genuine_events(room.workspace).height < told.viewings.raw
    room.say(flag, "undo", by="bob", because="They wrote to us")
    assert confirmed_not_genuine(room.workspace) == frozenset()
    assert room.list().waiting == 1
    assert [said.said for said in room.flag(flag).told] == ["undo", "confirm"]


def test_one_viewer_can_be_spared(room: IntegrityRoom) -> None:
    flag, spared = the_flag(room), RING_VIEWERS[0]
    room.say(flag, "confirm", by="ada", spare=[spared])
    assert confirmed_not_genuine(room.workspace) == set(RING_VIEWERS[1:])
    with pytest.raises(SlateError, match="no viewer of this flag"):
        room.say(flag, "confirm", by="ada", spare=["v00001"])
    with pytest.raises(SlateError, match="Nobody is left"):
        room.say(flag, "confirm", by="ada", spare=RING_VIEWERS)


def test_genuine_and_later(room: IntegrityRoom) -> None:
    flag = the_flag(room)
    assert room.say(flag, "later", by="ada").state == "later"
    assert room.list().waiting == 1
    assert room.say(flag, "genuine", by="ada").state == "genuine"
    assert room.list().flags == ()
    assert [line.id for line in room.list(["genuine"]).flags] == [flag]
    assert confirmed_not_genuine(room.workspace) == frozenset()


def test_nobody_decides_unaware(room: IntegrityRoom) -> None:
    flag = the_flag(room)
    seen = room.flag(flag).seen
    room.say(flag, "genuine", by="bob", seen=seen)
    with pytest.raises(ConflictError, match="bob decided meanwhile that these are genuine"):
        room.say(flag, "confirm", by="ada", seen=seen)
    assert confirmed_not_genuine(room.workspace) == frozenset()


def test_a_decision_outlives_the_scan_that_led_to_it(room: IntegrityRoom) -> None:
    flag = the_flag(room)
    room.say(flag, "confirm", by="ada")
    (room.workspace.folder / "integrity" / "scan.json").unlink()
    assert confirmed_not_genuine(room.workspace) == set(RING_VIEWERS)
    (line,) = room.list(["confirmed"]).flags
    assert line.id == flag
    room.say(flag, "undo", by="ada")
    assert confirmed_not_genuine(room.workspace) == frozenset()


def test_the_next_in_the_list_and_what_is_not_there(room: IntegrityRoom) -> None:
    flag = the_flag(room)
    assert room.after() == flag
    assert room.after(flag) is None
    with pytest.raises(NotFoundError):
        room.flag("g000000000000")
    with pytest.raises(SlateError, match="nothing to take back"):
        room.say(flag, "undo", by="ada")


def test_a_scan_of_nothing(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "w") as workspace:
        room = IntegrityRoom(workspace)
        assert room.list().scanned_at is None
        assert room.scan().flags == 0
        assert room.list().scanned_at is not None
        assert not room.list().stale


def test_events_since_are_told(room: IntegrityRoom) -> None:
    assert not room.list().stale
    store = EventStore(room.workspace.database)
    store.add("evenings", Event("v1", "t1", "view", None, room.workspace.clock.now()))
    assert room.list().stale


def test_a_damaged_scan_is_one_sentence(room: IntegrityRoom) -> None:
    (room.workspace.folder / "integrity" / "scan.json").write_text("{}")
    with pytest.raises(SlateError, match="slate audience integrity scan"):
        room.list()
