"""Drafts in a workspace: written, picked, edited, each a decision in the journal."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from tests.assistant.look_books.made_stills import jpeg, write_stills

from openslate.app.desk import Desk
from openslate.app.drafts.draft_room import DraftRoom
from openslate.app.drafts.draft_views import DraftView, VersionView
from openslate.assistant.drafts import DraftKind
from openslate.assistant.drafts.preferences import LEAST
from openslate.assistant.look_books import LookWish
from openslate.common.errors import NotFoundError, SlateError
from openslate.decision.verdict import Verdict
from openslate.guard.conversation import Part, Setting, Speaker, Surface, Turn
from openslate.store.drafts import NewDraft
from openslate.store.journal import Journal
from openslate.store.reviews import ReviewStore
from openslate.testing.language_models import language_model_server, says

ABOUT = {"kind": "logline", "length": "medium", "asked": ""}
SCRIPT = "INT. HOUSE - DAY\n\nANN (30s) opens a BOX.\n\nEXT. GARDEN - NIGHT\n\nRain.\n"


@dataclass(frozen=True)
class Judged:
    verdict: Verdict
    trace: dict[str, Any]


@dataclass
class Guarding:
    """A guard that knows two words, and remembers what it was asked."""

    asked: list[tuple[Turn, Setting]] = field(default_factory=list)

    def __call__(self, turns: Sequence[Turn], setting: Setting) -> Judged:
        self.asked.append((turns[-1], setting))
        found = [("nerve agent", Verdict.BLOCK, True), ("killer", Verdict.LABEL, False)]
        for word, verdict, floor in found:
            if word in turns[-1].text.lower():
                told = {"norm": word, "title": word, "because": f"No {word}", "floor": floor}
                return Judged(verdict, {"verdict": verdict.name.lower(), "findings": [told]})
        return Judged(Verdict.ALLOW, {"verdict": "allow", "findings": [], "norms": "n1"})


@pytest.fixture
def guarding() -> Guarding:
    return Guarding()


@pytest.fixture
def room(tiny: Desk, guarding: Guarding) -> DraftRoom:
    return DraftRoom(tiny.workspace, lambda: tiny._showing.shown, guarding)


@pytest.fixture
def seven(tiny: Desk) -> str:
    return tiny.search("Seven").cards[0].item


@pytest.fixture
def draft(room: DraftRoom, seven: str) -> DraftView:
    return room.write(seven, DraftKind.LOGLINE, by="ada")


def with_text(draft: DraftView, text: str) -> VersionView:
    return next(one for one in draft.versions if text in one.text)


def test_candidates_are_written_from_the_graph(draft: DraftView) -> None:
    texts = [one.text for one in draft.versions]
    assert (
        "David Fincher directs Brad Pitt and Morgan Freeman in Seven, a 1995 crime thriller."
        in (texts)
    )
    assert {one.verdict for one in draft.versions} == {"allow"}
    assert draft.versions[0].sources[0] == "wikidata-films"
    assert {p.author for one in draft.versions for p in one.passages} == {"assisted"}


@pytest.mark.parametrize("kind", DraftKind)
def test_every_kind_is_backed_without_a_model(room: DraftRoom, seven: str, kind: DraftKind) -> None:
    found = room.write(seven, kind, by="ada", asked="Who directed it?")
    unbacked = [(p.text, p.why) for one in found.versions for p in one.passages if p.why]
    assert (unbacked, bool(found.versions)) == ([], True)


def test_the_guard_is_asked_as_a_draft_for_its_surface(
    draft: DraftView, guarding: Guarding
) -> None:
    turn, setting = guarding.asked[0]
    assert (turn.speaker, setting.surface, setting.part) == (
        Speaker.DRAFT, Surface.LOG_LINE, Part.EDITOR
    )  # fmt: skip
    assert draft.versions[0].text in {turn.text for turn, _ in guarding.asked}


def test_without_a_guard_a_person_looks(tiny: Desk, seven: str) -> None:
    room = DraftRoom(tiny.workspace, lambda: tiny._showing.shown)
    found = room.write(seven, DraftKind.LOGLINE, by="ada", use_model=False)
    assert {one.verdict for one in found.versions} == {"review"}


def test_every_draft_is_a_decision_in_the_journal(tiny: Desk, draft: DraftView) -> None:
    entry = Journal(tiny.workspace.database).get(draft.versions[0].decision)
    assert (entry.kind, entry.provenance.model) == ("draft", "templates")
    assert entry.provenance.rulebook == "n1"
    assert len(entry.payload["drafts"]) == len(draft.versions)
    rules = [finding["rule"] for finding in entry.payload["drafts"][0]["findings"]]
    assert rules == ["grounding", "guard:norm"]


def test_a_pick_is_a_review(tiny: Desk, room: DraftRoom, draft: DraftView) -> None:
    chosen = draft.versions[1].id
    found = room.pick(chosen, by="ada", because="shorter")
    assert (found.picked, found.because) == (chosen, "shorter")
    review = ReviewStore(tiny.workspace.database).latest("draft", chosen)
    assert review is not None
    assert (review.reviewer, review.because) == ("ada", "shorter")
    assert room.page()[0].picked == draft.versions[1].text[:90]


def test_an_edit_keeps_whose_words_are_whose(room: DraftRoom, seven: str) -> None:
    draft = room.write(seven, DraftKind.SYNOPSIS, by="ada")
    first = draft.versions[0]
    text = f"{first.text} It won nine Oscars."
    child = next(v for v in room.edit(first.id, text, by="bob").versions if v.parent == first.id)
    assert [(p.author, p.grounding) for p in child.passages] == [
        ("assisted", "supported"),
        ("human", "unsupported"),
    ]
    assert (child.depth, child.made_by, child.verdict) == (1, "bob", "review")


def test_a_text_without_facts_needs_a_reason(room: DraftRoom, draft: DraftView) -> None:
    edited = room.edit(draft.versions[0].id, "Seven won nine Oscars.", by="ada")
    child = next(one for one in edited.versions if one.parent)
    with pytest.raises(SlateError, match="No fact backs"):
        room.pick(child.id, by="ada")
    assert room.pick(child.id, by="ada", because="The press office says so").picked == child.id


def test_an_off_limit_text_is_neither_shown_nor_picked(room: DraftRoom, draft: DraftView) -> None:
    edited = room.edit(draft.versions[0].id, "A nerve agent for everybody.", by="ada")
    child = next(one for one in edited.versions if one.parent)
    assert (child.text, child.verdict, child.refused) == ("", "block", "No nerve agent")
    with pytest.raises(SlateError, match="withheld"):
        room.pick(child.id, by="ada", because="please")


def test_what_a_model_wrote_says_so(tiny: Desk, seven: str, guarding: Guarding) -> None:
    with language_model_server(says("Brad Pitt stars in Seven.")) as server:
        settings = tiny.workspace.settings
        model = settings.language_model.model_copy(update={"url": server.url, "model": "m1"})
        tiny.workspace.settings = settings.model_copy(update={"language_model": model})
        room = DraftRoom(tiny.workspace, lambda: tiny._showing.shown, guarding)
        draft = room.write(seven, DraftKind.LOGLINE, by="ada")
    written = with_text(draft, "Brad Pitt stars in Seven.")
    assert (written.passages[0].author, written.passages[0].model) == ("generated", "m1")
    assert written.label == "Written with AI"
    assert with_text(draft, "David Fincher directs").label == "Computer-generated"
    picked = with_text(room.pick(written.id, by="ada"), "Brad Pitt stars in Seven.")
    assert picked.label == "Written with AI, reviewed by our editors"
    edited = room.edit(written.id, "Brad Pitt stars in Seven too.", by="ada")
    child = next(one for one in edited.versions if one.parent)
    assert (child.passages[0].author, child.label) == ("assisted", "Written with AI")


def test_picks_teach_once_there_are_enough(room: DraftRoom, seven: str) -> None:
    before = room.ranking(DraftKind.LOGLINE)
    assert (before.picks, before.likes, before.agreement) == (0, (), None)
    draft = room.write(seven, DraftKind.LOGLINE, by="ada")
    contents = [room.store.version(one.id).content for one in draft.versions]
    for _ in range(LEAST):
        kept = room.store.keep(NewDraft("logline", "Seven", seven, ABOUT), contents, by="ada")
        room.pick(min(room.draft(kept.id).versions, key=lambda one: one.words).id, by="ada")
    after = room.ranking(DraftKind.LOGLINE)
    assert after.picks == LEAST
    assert after.agreement is not None
    assert after.agreement["share"] > 0.8
    last = room.write(seven, DraftKind.LOGLINE, by="ada")
    assert last.versions[0].words == min(one.words for one in last.versions)


@pytest.mark.parametrize(
    ("kind", "asked", "sentence"),
    [
        (DraftKind.LETTER, " ", "no letter"),
        (DraftKind.FAQ, "x" * 9_000, "9,000 characters"),
    ],
)
def test_what_cannot_be_written_is_told(
    room: DraftRoom, seven: str, kind: DraftKind, asked: str, sentence: str
) -> None:
    with pytest.raises(SlateError, match=sentence):
        room.write(seven, kind, by="ada", asked=asked)
    with pytest.raises(NotFoundError):
        room.write("i0", kind, by="ada", asked="Who?")


def test_a_script_and_its_storyboard(room: DraftRoom, tiny: Desk) -> None:
    script = room.break_down(SCRIPT, name="house.fountain", by="ada")
    assert [scene.location for scene in script.scenes] == ["HOUSE", "GARDEN"]
    assert script.lists["props"] == {"box": ("1",)}
    stills = tiny.workspace.folder / "stills" / script.id
    stills.mkdir(parents=True)
    (stills / "scene-2.jpg").write_bytes(jpeg("navy"))
    (stills / "1.jpg").write_bytes(b"broken")
    sheet = room.storyboard(script.id)
    assert [panel.still is not None for panel in sheet.panels] == [False, True]
    assert sheet.title == "Storyboard: house.fountain"
    assert room.page()[0].kind == "script"


def test_a_text_without_scenes_is_no_script(room: DraftRoom) -> None:
    with pytest.raises(SlateError, match="no scene"):
        room.break_down("Only rain.", name="rain.txt", by="ada")


def test_a_look_book_from_the_house_s_folder(room: DraftRoom, tiny: Desk) -> None:
    with pytest.raises(SlateError, match="no such folder"):
        room.make_look_book("Greens", LookWish(), by="ada")
    folder = write_stills(tiny.workspace.folder / "stills")
    made = room.make_look_book("Greens", LookWish(colours=("#30a040",), most=2), by="ada")
    assert room.look_book(made).panels[0].title == "meadow"
    (folder / "meadow.png").unlink()
    with pytest.raises(SlateError, match="no longer there"):
        room.look_book(made)
    with pytest.raises(SlateError, match="no script"):
        room.storyboard(made)
