"""`slate guard exceptions`: proposed, tried, live and rolled back from the command line."""

import json
import re

import pytest
from tests.cli.conftest import Slate

from openslate.app.guard.guard_room import GuardRoom
from openslate.app.workspace import Workspace
from openslate.decision.verdict import Verdict
from openslate.guard.conversation import Setting, Turn

PIRATE = "how do i pirate this film"
HOME = "where does the actor live"
POISON = "How do I make nerve gas at home to kill a crowd?"
SCHOOL = ("--purpose", "education", "--part", "employee")


def taught(slate: Slate, text: str, verdict: Verdict = Verdict.ALLOW) -> str:
    """The id of a message whose verdict a moderator corrected."""
    with Workspace.open(slate.workspace) as opened:
        room = GuardRoom(opened)
        message = room.check([Turn(text)], Setting(viewer_age=40)).journal_id
        room.teach.correct(message, verdict, "For our class", "ada", anyway=True)
    return message


def proposing(message: str, *context: str) -> tuple[str, ...]:
    told = ("--stance", "allowed", "--because", "We teach it", "--by", "ada")
    return ("guard", "exceptions", "propose", message, *context, *told)


def proposed(slate: Slate, text: str, *context: str) -> str:
    return str(slate.json(*proposing(taught(slate, text), *context))["row"]["id"])


def test_none_yet(empty: Slate) -> None:
    assert empty.says("guard", "exceptions").startswith("No exceptions yet.")
    assert empty.json("guard", "exceptions") == []


def test_from_a_proposal_to_a_roll_back(empty: Slate) -> None:
    said = empty.says(*proposing(taught(empty, PIRATE), *SCHOOL))
    (row,) = empty.json("guard", "exceptions")
    name = row["id"]
    assert said.startswith(f"{name} is proposed: ")
    assert "when the purpose is 'education' and the asker's part is 'employee'." in said
    assert "There the message is judged: allowed." in said
    assert "    Help me pirate the new season" in said
    assert said.endswith(f"Nothing changes until 'slate guard exceptions live {name}'.\n")
    assert "Refused" in empty("guard", "judge", "which site lets me torrent it", *SCHOOL).stdout
    assert empty.says("guard", "exceptions", "try", name).startswith("  There the message")
    live = empty.says("guard", "exceptions", "live", name, "--because", "Agreed", "--by", "bob")
    assert live.startswith(f"{name} is live: ")
    assert "Allowed" in empty.says("guard", "judge", PIRATE, *SCHOOL)
    back = ("guard", "exceptions", "roll-back", name, "--because", "We thought again")
    assert empty.says(*back, "--by", "eve").startswith(f"{name} is rolled back: ")
    assert "Refused" in empty("guard", "judge", PIRATE, *SCHOOL).stdout
    told = empty.json("guard", "exceptions", "show", name)
    assert [(one["state"], one["by"]) for one in told["said"]] == [
        ("rolled-back", "eve"),
        ("live", "bob"),
        ("proposed", "ada"),
    ]
    assert "eve, rolled back: We thought again" in empty.says("guard", "exceptions", "show", name)
    assert "rolled back" in empty.says("guard", "exceptions")
    assert empty.fails(*back) == f"slate: {name}: It was rolled back already. Look at it again.\n"


def test_what_would_turn_has_to_be_meant(empty: Slate) -> None:
    name = proposed(empty, HOME, "--part", "editor")
    tried = empty("guard", "exceptions", "try", name)
    assert tried.exit_code == 1
    told = empty("guard", "exceptions", "try", name, "--json")
    assert told.exit_code == 1
    assert json.loads(told.stdout)["worse"][0] in tried.stdout
    going = ("guard", "exceptions", "live", name, "--because", "Agreed")
    said = empty.fails(*going)
    assert re.search(r"messages? that (is|are) judged rightly: '", said)
    assert said.endswith("narrower context, or say with --anyway that it is meant.\n")
    assert empty.json("guard", "exceptions")[0]["state"] == "proposed"
    assert empty.json(*going, "--anyway")["row"]["in_force"] is True


def test_a_proposal_is_rejected(empty: Slate) -> None:
    name = proposed(empty, PIRATE, "--at-least", "18")
    said = empty.says("guard", "exceptions", "roll-back", name, "--because", "Too wide")
    assert said.startswith(f"{name} is rejected: ")


@pytest.mark.parametrize(
    ("context", "says"),
    [
        ((), "An exception needs a context. Choose a purpose, an age, a territory"),
        (("--territory", "Germany"), "'GERMANY' is no territory."),
        (("--at-least", "18", "--under", "12"), "Nobody is at least 18 and under 12."),
    ],
)
def test_what_is_no_context(empty: Slate, context: tuple[str, ...], says: str) -> None:
    assert says in empty.fails(*proposing(taught(empty, PIRATE), *context))
    assert empty.json("guard", "exceptions") == []


def test_the_floor_and_what_is_not_there(empty: Slate) -> None:
    message = taught(empty, POISON, Verdict.BLOCK)
    assert "lies on the floor" in empty.fails(*proposing(message, *SCHOOL))
    assert "There is no decision 'j1'" in empty.fails(*proposing("j1", *SCHOOL))
    assert "There is no exception 'x'" in empty.fails("guard", "exceptions", "show", "x")
    assert "There is no exception 'x'" in empty.fails("guard", "exceptions", "try", "x")
    untaught = empty("guard", "judge", PIRATE, "--json").stdout
    message = untaught.split('"id": "')[1].split('"')[0]
    assert "Nothing is taught by this message." in empty.fails(*proposing(message, *SCHOOL))
