"""Drafts of every kind for the browser: candidates by rules and by a model, a script, a book."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.assistant.look_books.made_stills import write_stills

from openslate.app.desk import Desk
from openslate.app.drafts.draft_room import DraftRoom
from openslate.assistant.drafts import DraftKind
from openslate.assistant.look_books import LookWish
from openslate.decision.verdict import Verdict
from openslate.guard.conversation import Setting, Turn
from openslate.testing.language_models import language_model_server, says

SCRIPT = (Path(__file__).parents[1] / "assistant" / "scripts" / "lighthouse.fountain").read_text(
    encoding="utf-8"
)
LINES = (
    "Brad Pitt and Morgan Freeman star in Seven, a crime thriller.\n===\n"
    "Seven is a 1995 crime mystery that won four Oscars.\n===\n"
    "How to make a nerve agent at home."
)


@dataclass(frozen=True)
class _Judged:
    verdict: Verdict
    trace: dict[str, Any]


def check(turns: Sequence[Turn], _: Setting) -> _Judged:
    """A guard that forbids one thing."""
    if "nerve agent" not in turns[-1].text:
        return _Judged(Verdict.ALLOW, {"verdict": "allow", "findings": []})
    found = {"norm": "weapons", "title": "Weapons of mass harm", "because": "Off limits here."}
    return _Judged(Verdict.BLOCK, {"verdict": "block", "findings": [found]})


@dataclass(frozen=True)
class MadeDrafts:
    """Addresses of what was made."""

    text: str
    letter: str
    script: str
    book: str

    @property
    def pages(self) -> tuple[str, ...]:
        """Every page about drafts."""
        return ("/drafts", self.text, self.letter, self.script, f"{self.script}/storyboard?by=beat",
                self.book)  # fmt: skip


def make_drafts(desk: Desk) -> MadeDrafts:
    """One of each, with an edit and a pick; `desk` has this guard from then on."""
    room = DraftRoom(desk.workspace, lambda: desk._showing.shown, check)
    desk.__dict__["drafts"] = room
    item = desk.search("Seven").cards[0].item
    with language_model_server(says(LINES)) as server:
        before = desk.workspace.settings
        said = {"url": server.url, "model": "fake-1"}
        model = before.language_model.model_copy(update=said)
        desk.workspace.settings = before.model_copy(update={"language_model": model})
        text = room.write(item, DraftKind.LOGLINE, by="eve")
        desk.workspace.settings = before
    first = text.versions[0]
    room.edit(first.id, first.text.replace("a 1995", "the unforgettable 1995"), by="eve")
    room.pick(first.id, by="eve", because="It names the cast")
    asked = "I loved Seven! Who directed it, and in which language is it? Is there a sequel?"
    letter = room.write(item, DraftKind.LETTER, by="eve", asked=asked)
    script = room.break_down(SCRIPT, name="lighthouse.fountain", by="eve")
    write_stills(desk.workspace.folder / "stills")
    book = room.make_look_book("Doors and harbours", LookWish(("#101840", "#c02020")), by="eve")
    ids = (text.id, letter.id, script.id, book)
    return MadeDrafts(*(f"/drafts/{one}" for one in ids))
