"""The JSON API of drafts: write, list, pick and edit them; break scripts down; sheets."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from openslate.app.drafts.draft_text import LONGEST_ASKED
from openslate.app.drafts.draft_views import DraftLine, DraftView, RankingView, ScriptView
from openslate.app.drafts.pick_draft import LONGEST
from openslate.assistant.drafts import DraftKind, TextLength
from openslate.assistant.grounding.sentences import MOST_LETTERS
from openslate.assistant.look_books import LookWish
from openslate.assistant.scripts.fountain import MOST_LETTERS as LONGEST_SCRIPT
from openslate.web.api_models import PROBLEMS
from openslate.web.asked import Name
from openslate.web.draft_sheets import Form, sheet_answer
from openslate.web.session import DeskIn, EditorIn

router = APIRouter(prefix="/api/v1/drafts", tags=["drafts"], responses=PROBLEMS)
FILES: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/pdf": {}, "text/html": {}}}
}


class _Sent(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SentOrder(_Sent):
    """A text to write about an item; `asked` is a viewer's letter or a question."""

    item: Annotated[str, Field(max_length=80)]
    kind: DraftKind
    length: TextLength = TextLength.MEDIUM
    asked: Annotated[str, Field(max_length=LONGEST_ASKED)] = ""
    use_model: bool = True


class SentPick(_Sent):
    """Why a version is picked; needed where no fact backs a sentence."""

    because: Annotated[str, Field(max_length=LONGEST)] = ""


class SentEdit(_Sent):
    """What became of a version."""

    text: Annotated[str, Field(min_length=1, max_length=MOST_LETTERS)]


class SentScript(_Sent):
    """A script in the Fountain format."""

    text: Annotated[str, Field(max_length=LONGEST_SCRIPT)]
    name: Annotated[str, Field(max_length=200)] = "script"


class SentLook(_Sent):
    """Stills to choose from the house's folder."""

    title: Annotated[str, Field(min_length=1, max_length=200)]
    colours: list[Annotated[str, Field(pattern="^#[0-9a-fA-F]{6}$")]] = []
    tags: list[Annotated[str, Field(max_length=80)]] = []
    credit: Annotated[str, Field(max_length=200)] = ""
    most: Annotated[int, Field(ge=1, le=120)] = 24


class MadeLookBook(BaseModel):
    """The id of a look book; its pages are at /api/v1/drafts/look-books/{draft}."""

    id: str


@router.get("")
def drafts(
    desk: DeskIn,
    editor: EditorIn,  # noqa: ARG001
    kind: Annotated[str | None, Query(max_length=20)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    before: Annotated[str | None, Query(max_length=40)] = None,
) -> list[DraftLine]:
    """Drafts, the latest first; `before` is the id of the last one seen."""
    return desk.drafts.page(limit=limit, before=before, kind=kind)


@router.post("", status_code=201)
def write(order: SentOrder, desk: DeskIn, editor: EditorIn) -> DraftView:
    """Write candidates about an item; each is checked and in the journal."""
    return desk.drafts.write(
        order.item, order.kind, by=editor.name, length=order.length, asked=order.asked,
        use_model=order.use_model,
    )  # fmt: skip


@router.get("/rankings/{kind}")
def ranking(kind: DraftKind, desk: DeskIn, editor: EditorIn) -> RankingView:  # noqa: ARG001
    """What picks of a kind taught, with held-out agreement; null while there are too few."""
    return desk.drafts.ranking(kind)


@router.post("/versions/{version}/pick")
def pick(version: Name, sent: SentPick, desk: DeskIn, editor: EditorIn) -> DraftView:
    """Pick a version: a person's review, and a preference."""
    return desk.drafts.pick(version, by=editor.name, because=sent.because)


@router.post("/versions/{version}/edit", status_code=201)
def edit(version: Name, sent: SentEdit, desk: DeskIn, editor: EditorIn) -> DraftView:
    """Keep what became of a version, checked anew."""
    return desk.drafts.edit(version, sent.text, by=editor.name)


@router.post("/scripts", status_code=201)
def break_down(sent: SentScript, desk: DeskIn, editor: EditorIn) -> ScriptView:
    """Break a script down into scenes, and keep it."""
    return desk.drafts.break_down(sent.text, name=sent.name, by=editor.name)


@router.get("/scripts/{draft}")
def script(draft: Name, desk: DeskIn, editor: EditorIn) -> ScriptView:  # noqa: ARG001
    """The scenes of a kept script."""
    return desk.drafts.script(draft)


@router.get("/scripts/{draft}/storyboard", response_class=Response, responses=FILES)
def storyboard(
    draft: Name,
    desk: DeskIn,
    editor: EditorIn,  # noqa: ARG001
    form: Form = "pdf",
    by: Literal["scene", "beat"] = "scene",
) -> Response:
    """The storyboard of a kept script as PDF or HTML."""
    return sheet_answer(desk.drafts.storyboard(draft, by_beat=by == "beat"), form, draft)


@router.post("/look-books", status_code=201)
def make_look_book(sent: SentLook, desk: DeskIn, editor: EditorIn) -> MadeLookBook:
    """Choose stills from the house's folder by palette, tag and credit."""
    wish = LookWish(tuple(sent.colours), tuple(sent.tags), sent.credit, sent.most)
    return MadeLookBook(id=desk.drafts.make_look_book(sent.title, wish, by=editor.name))


@router.get("/look-books/{draft}", response_class=Response, responses=FILES)
def look_book(
    draft: Name,
    desk: DeskIn,
    editor: EditorIn,  # noqa: ARG001
    form: Form = "pdf",
) -> Response:
    """A look book as PDF or HTML."""
    return sheet_answer(desk.drafts.look_book(draft), form, draft)


@router.get("/{draft}")
def draft(draft: Name, desk: DeskIn, editor: EditorIn) -> DraftView:  # noqa: ARG001
    """A draft of a text with its versions, what backs each sentence, and what checks found."""
    return desk.drafts.draft(draft)
