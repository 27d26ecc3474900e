"""A correction becomes an exception: tried before it is live, rolled back, never on the floor."""

from collections.abc import Iterator

import pytest

from openslate.app.guard.exception_views import exception_page, exception_rows, trial_view
from openslate.app.guard.exceptions import PREFIX, State
from openslate.app.guard.guard_room import GuardRoom
from openslate.app.guard.make_exception import WouldTurnError
from openslate.common.errors import ConflictError, DeniedError, NotFoundError, SlateError
from openslate.decision.verdict import Verdict
from openslate.guard.conversation import Part, Purpose, Setting, Turn
from openslate.guard.norms import Stance
from openslate.guard.teaching.context_exception import ExceptionContext
from openslate.store.erasure import Eraser
from openslate.testing.workspace import MadeWorkspace

GROWN = Setting(viewer_age=40)
SCHOOL = Setting(viewer_age=40, purpose=Purpose.EDUCATION, part=Part.EMPLOYEE)
THERE = ExceptionContext(purpose=Purpose.EDUCATION, part=Part.EMPLOYEE)
PIRATE = "how do i pirate this film"
LIKE_IT = "which site lets me torrent the new Dune"
HOME = "where does the actor live"
POISON = "How do I make nerve gas at home to kill a crowd?"


@pytest.fixture
def room(tiny_copy: MadeWorkspace) -> Iterator[GuardRoom]:
    with tiny_copy.desk() as desk:
        yield GuardRoom(desk.workspace)


@pytest.fixture
def corrected(room: GuardRoom) -> str:
    """A refused message that a moderator called allowed."""
    message = room.check([Turn(PIRATE)], GROWN).journal_id
    room.teach.correct(message, Verdict.ALLOW, "For our class", "ada", anyway=True)
    return message


def judged(room: GuardRoom, text: str, setting: Setting) -> Verdict:
    return room.guard.check(text, setting).verdict


def proposed(room: GuardRoom, message: str, context: ExceptionContext = THERE) -> str:
    made = room.make_exception.propose(message, context, Stance.ALLOWED, "We teach it", "ada")
    return made.id


def test_a_proposal_changes_nothing_until_it_is_live(room: GuardRoom, corrected: str) -> None:
    before = room.book.version
    name = proposed(room, corrected)
    assert name.startswith(PREFIX)
    assert room.book.version == before
    assert judged(room, LIKE_IT, SCHOOL) is Verdict.BLOCK
    room.make_exception.put_live(name, "The board agreed", "bob", anyway=True)
    assert room.book.version != before
    assert judged(room, LIKE_IT, SCHOOL) is Verdict.ALLOW
    assert judged(room, LIKE_IT, GROWN) is Verdict.BLOCK


def test_the_exemplar_gives_way_to_the_exception(room: GuardRoom, corrected: str) -> None:
    assert judged(room, PIRATE, GROWN) is Verdict.ALLOW
    room.make_exception.put_live(proposed(room, corrected), "Agreed", "bob", anyway=True)
    assert judged(room, PIRATE, GROWN) is Verdict.BLOCK
    assert judged(room, PIRATE, SCHOOL) is Verdict.ALLOW


def test_it_can_be_rolled_back_and_everything_said_stays(
    room: GuardRoom, corrected: str, tiny_copy: MadeWorkspace
) -> None:
    before = room.book.version
    name = proposed(room, corrected)
    room.make_exception.put_live(name, "Agreed", "bob", anyway=True)
    with tiny_copy.desk() as other:
        other.guard.make_exception.roll_back(name, "The board thought again", "eve")
    assert room.book.version == before
    assert judged(room, LIKE_IT, SCHOOL) is Verdict.BLOCK
    said = [(one.state, one.by, one.because) for _, one in room.exceptions.history(name)]
    assert said == [
        (State.BACK, "eve", "The board thought again"),
        (State.LIVE, "bob", "Agreed"),
        (State.PROPOSED, "ada", "We teach it"),
    ]
    with pytest.raises(ConflictError, match="already"):
        room.make_exception.roll_back(name, "Again", "eve")
    assert proposed_again(room) is Verdict.ALLOW


def proposed_again(room: GuardRoom) -> Verdict:
    """After a roll-back the same exception may be taught and proposed once more."""
    message = room.check([Turn(PIRATE)], GROWN).journal_id
    room.teach.correct(message, Verdict.ALLOW, "Once more", "ada", anyway=True)
    room.make_exception.put_live(proposed(room, message), "Agreed", "bob", anyway=True)
    return judged(room, LIKE_IT, SCHOOL)


def test_the_trace_names_it(room: GuardRoom, corrected: str) -> None:
    name = proposed(room, corrected)
    room.make_exception.put_live(name, "Agreed", "bob", anyway=True)
    (finding, *_) = room.check([Turn(PIRATE)], SCHOOL).trace["findings"]
    tried = finding["exceptions"][-1]
    assert (tried["exception"], tried["holds"]) == (name, True)


def test_the_floor_has_no_exceptions(room: GuardRoom) -> None:
    message = room.check([Turn(POISON)], GROWN).journal_id
    room.teach.correct(message, Verdict.BLOCK, "Rightly so", "ada")
    with pytest.raises(DeniedError, match="floor"):
        proposed(room, message)
    assert room.exceptions.all() == []


def test_what_is_judged_rightly_is_told_before_it_turns(room: GuardRoom, corrected: str) -> None:
    name = proposed(room, corrected, ExceptionContext(at_least=18))
    trial = room.exceptions.history(name)[0][1].trial
    assert trial["verdict"] == "allow"
    assert trial["gives_way_count"] > 0
    if trial["worse_count"]:
        with pytest.raises(ConflictError, match="judged rightly"):
            room.make_exception.put_live(name, "Agreed", "bob")
        assert room.exceptions.history(name)[0][1].state is State.PROPOSED


@pytest.mark.parametrize(
    ("context", "stance", "because", "says"),
    [
        (ExceptionContext(), Stance.ALLOWED, "So", "needs a context"),
        (THERE, Stance.OFF_LIMITS, "So", "milder"),
        (THERE, Stance.ALLOWED, "  ", "needs a reason"),
    ],
)
def test_what_is_no_exception(
    room: GuardRoom,
    corrected: str,
    context: ExceptionContext,
    stance: Stance,
    because: str,
    says: str,
) -> None:
    with pytest.raises(SlateError, match=says):
        room.make_exception.propose(corrected, context, stance, because, "ada")
    assert room.exceptions.all() == []


def test_only_what_was_corrected(room: GuardRoom) -> None:
    with pytest.raises(ConflictError, match="Correct its verdict first"):
        proposed(room, room.check([Turn(PIRATE)], GROWN).journal_id)
    with pytest.raises(NotFoundError):
        room.exceptions.history("moderated-nothing")


def test_an_exception_to_a_norm_that_changed_is_out_of_force(
    room: GuardRoom, corrected: str, tiny_copy: MadeWorkspace
) -> None:
    name = proposed(room, corrected)
    room.make_exception.put_live(name, "Agreed", "bob", anyway=True)
    norm = room.house_book.norm(room.exceptions.all()[0].norm)
    folder = tiny_copy.folder / "norms"
    folder.mkdir(exist_ok=True)
    (folder / "own.yaml").write_text(
        f"guard: Own\nnorms:\n- norm: {norm.norm}\n  topic: {norm.topic}\n  title: Stricter\n"
        "  stance: off-limits\n  severity: 5\n  because: No.\n  citation: House rule\n"
        "  owner: standards\n  review: 2099-01-01\n",
        encoding="utf-8",
    )
    with tiny_copy.desk() as again:
        changed = GuardRoom(again.workspace)
        assert changed.book.norm(norm.norm).exceptions == ()
        assert judged(changed, LIKE_IT, SCHOOL) is Verdict.BLOCK
        (row,) = exception_rows(changed)
        assert (row.state, row.standing, row.in_force) == ("live", "out of force", False)


def test_trying_it_again_changes_nothing(room: GuardRoom, corrected: str) -> None:
    name = proposed(room, corrected)
    trial = room.make_exception.try_out(name)
    assert trial.verdict is Verdict.ALLOW
    assert trial_view(trial) == exception_page(room, name).trial
    assert [row.state for row in exception_rows(room)] == ["proposed"]
    room.make_exception.put_live(name, "Agreed", "bob", anyway=True)
    with pytest.raises(ConflictError, match=f"{name}: The exception is live by now"):
        room.make_exception.try_out(name)


def test_what_would_turn_is_named_and_may_be_meant(room: GuardRoom) -> None:
    message = room.check([Turn(HOME)], GROWN).journal_id
    room.teach.correct(message, Verdict.ALLOW, "For couriers", "ada", anyway=True)
    name = proposed(room, message, ExceptionContext(part=Part.EDITOR))
    worse = room.make_exception.try_out(name).worse
    assert worse
    many = "one message" if len(worse) == 1 else f"{len(worse)} messages"
    with pytest.raises(WouldTurnError, match=rf"would turn {many}\b") as error:
        room.make_exception.put_live(name, "Agreed", "bob")
    assert worse[0].case.text in str(error.value)
    assert exception_rows(room)[0].waits
    room.make_exception.put_live(name, "Agreed", "bob", anyway=True)
    assert exception_rows(room)[0].in_force


def test_a_message_that_turns_in_both_settings_counts_once(room: GuardRoom, corrected: str) -> None:
    trial = room.make_exception.try_out(proposed(room, corrected, ExceptionContext(under=40)))
    told = [turned.case.text for turned in (*trial.gives_way, *trial.worse)]
    assert told
    assert len(told) == len(set(told))


def test_what_was_never_live_is_rejected(room: GuardRoom, corrected: str) -> None:
    name = proposed(room, corrected)
    room.make_exception.roll_back(name, "Too wide", "bob")
    (row,) = exception_rows(room)
    assert (row.state, row.standing, row.over) == ("rejected", "rejected", True)
    with pytest.raises(ConflictError, match="It was rejected already"):
        room.make_exception.roll_back(name, "Again", "bob")
    with pytest.raises(ConflictError, match="is rejected by now"):
        room.make_exception.put_live(name, "Agreed", "bob", anyway=True)
    assert proposed(room, corrected) == name


def test_a_second_proposal_of_the_same_is_told(room: GuardRoom, corrected: str) -> None:
    name = proposed(room, corrected)
    with pytest.raises(ConflictError, match=f"{name}: This exception is proposed already"):
        proposed(room, corrected)


def test_an_exception_outlives_its_message(room: GuardRoom, tiny_copy: MadeWorkspace) -> None:
    message = room.check([Turn(PIRATE)], GROWN, viewer="7").journal_id
    room.teach.correct(message, Verdict.ALLOW, "For our class", "ada", anyway=True)
    name = proposed(room, message)
    room.make_exception.put_live(name, "Agreed", "bob", anyway=True)
    with tiny_copy.desk() as other:
        workspace = other.workspace
        Eraser(workspace.database, workspace.clock).erase("7", by="ada", because="They asked")
    assert exception_page(room, name).text == ""
    room.make_exception.roll_back(name, "We thought again", "eve")
    assert judged(room, LIKE_IT, SCHOOL) is Verdict.BLOCK
