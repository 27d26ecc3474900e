"""Pages on which editors write, pick and edit drafts; they work without scripts."""

from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from openslate.app.drafts.break_down_script import SCRIPT
from openslate.app.drafts.draft_text import LONGEST_ASKED
from openslate.app.drafts.draft_views import DraftView
from openslate.app.drafts.make_look_book import LOOK_BOOK
from openslate.app.drafts.named_item import named_item
from openslate.app.drafts.pick_draft import LONGEST
from openslate.assistant.drafts import DraftKind, TextLength
from openslate.assistant.grounding.sentences import MOST_LETTERS
from openslate.assistant.look_books import LookWish
from openslate.assistant.sheets import Sheet
from openslate.assistant.sheets.html_sheet import panel_picture
from openslate.common.errors import SlateError
from openslate.web.asked import Name
from openslate.web.draft_sheets import Form as SheetForm
from openslate.web.draft_sheets import sheet_answer
from openslate.web.rendering import render, segment
from openslate.web.sent_file import sent_text
from openslate.web.session import DeskIn, EditorIn

router = APIRouter(prefix="/drafts", include_in_schema=False)
ROOM = "/drafts"
LISTED = 30
KINDS = {
    DraftKind.LOGLINE: "Log lines",
    DraftKind.SYNOPSIS: "Synopses",
    DraftKind.FAQ: "Questions and answers",
    DraftKind.LETTER: "Reply to a letter",
    DraftKind.PRESS: "Press notes",
    DraftKind.BRIEF: "Research brief",
}
NAMES = {**{kind.value: name for kind, name in KINDS.items()},
         SCRIPT: "Script", LOOK_BOOK: "Look book"}  # fmt: skip
LENGTHS = {
    TextLength.SHORT: "short, 40 words",
    TextLength.MEDIUM: "medium, 90 words",
    TextLength.LONG: "long, 180 words",
}
Short = Annotated[str, Form(max_length=200)]
By = Annotated[Literal["scene", "beat"], Query()]


@router.get("")
def drafts(
    request: Request,
    desk: DeskIn,
    editor: EditorIn,  # noqa: ARG001
    item: Annotated[str, Query(max_length=200)] = "",
    before: Annotated[str | None, Query(max_length=40)] = None,
) -> Response:
    """The latest drafts, and what can be written."""
    return _list(request, desk, item=item, before=before)


@router.post("")
def write(
    request: Request,
    desk: DeskIn,
    editor: EditorIn,
    item: Short = "",
    kind: Annotated[DraftKind, Form()] = DraftKind.LOGLINE,
    length: Annotated[TextLength, Form()] = TextLength.MEDIUM,
    asked: Annotated[str, Form(max_length=LONGEST_ASKED)] = "",
) -> Response:
    """Write candidates, then show them."""
    try:
        found = desk.drafts.write(
            named_item(desk, item), kind, by=editor.name, length=length, asked=asked
        )
    except SlateError as error:
        return _list(request, desk, item=item, kind=kind, asked=asked, trouble=str(error))
    return RedirectResponse(_at(found.id), 303)


@router.post("/scripts")
async def break_down(request: Request, desk: DeskIn, editor: EditorIn) -> Response:
    """Break the script down that was sent, then show its scenes."""
    try:
        async with request.form(max_files=1, max_fields=1) as form:
            file = form.get("file")
            text = await sent_text(file)
            name = getattr(file, "filename", None) or "script"
        if text is None:
            raise SlateError("No script was chosen", do="Choose a .fountain file")
        made = desk.drafts.break_down(text, name=name[:200], by=editor.name)
    except SlateError as error:
        return _list(request, desk, trouble=str(error))
    return RedirectResponse(_at(made.id), 303)


@router.post("/look-books")
def make_look_book(
    request: Request,
    desk: DeskIn,
    editor: EditorIn,
    title: Short = "",
    colours: Short = "",
    tags: Short = "",
    credit: Short = "",
) -> Response:
    """Choose stills, then show the pages."""
    wish = LookWish(tuple(colours.replace(",", " ").split()), _listed(tags), credit.strip())
    try:
        made = desk.drafts.make_look_book(title, wish, by=editor.name)
    except SlateError as error:
        return _list(request, desk, trouble=str(error))
    return RedirectResponse(_at(made), 303)


@router.get("/{draft}")
def one(
    draft: Name,
    request: Request,
    desk: DeskIn,
    editor: EditorIn,  # noqa: ARG001
    done: Annotated[str, Query(max_length=10)] = "",
) -> Response:
    """A draft, whatever it is."""
    kind = desk.drafts.kind(draft)
    if kind == SCRIPT:
        return render(request, "draft_script.html", script=desk.drafts.script(draft), room=ROOM)
    if kind == LOOK_BOOK:
        return _sheet(request, desk.drafts.look_book(draft), draft, LOOK_BOOK)
    return _draft(request, desk, desk.drafts.draft(draft), done=done)


@router.get("/{draft}/storyboard")
def storyboard(
    draft: Name,
    request: Request,
    desk: DeskIn,
    editor: EditorIn,  # noqa: ARG001
    by: By = "scene",
) -> Response:
    """The storyboard of a script as a page."""
    sheet = desk.drafts.storyboard(draft, by_beat=by == "beat")
    return _sheet(request, sheet, draft, SCRIPT, by)


@router.get("/{draft}/sheet.{form}")
def sheet_file(
    draft: Name,
    form: SheetForm,
    desk: DeskIn,
    editor: EditorIn,  # noqa: ARG001
    by: By = "scene",
) -> Response:
    """A storyboard or a look book as a file."""
    room = desk.drafts
    book = room.kind(draft) == LOOK_BOOK
    sheet = room.look_book(draft) if book else room.storyboard(draft, by_beat=by == "beat")
    return sheet_answer(sheet, form, draft)


@router.post("/{draft}/versions/{version}/pick")
def pick(
    draft: Name,
    version: Name,
    request: Request,
    desk: DeskIn,
    editor: EditorIn,
    because: Annotated[str, Form(max_length=LONGEST)] = "",
) -> Response:
    """Keep the choice."""
    try:
        desk.drafts.pick(version, by=editor.name, because=because)
    except SlateError as error:
        return _draft(request, desk, desk.drafts.draft(draft), trouble=str(error), at=version)
    return RedirectResponse(f"{_at(draft)}?done=picked#{segment(version)}", 303)


@router.post("/{draft}/versions/{version}/edit")
def edit(
    draft: Name,
    version: Name,
    request: Request,
    desk: DeskIn,
    editor: EditorIn,
    text: Annotated[str, Form(max_length=2 * MOST_LETTERS)] = "",
) -> Response:
    """Keep what became of a version."""
    try:
        found = desk.drafts.edit(version, text, by=editor.name)
    except SlateError as error:
        return _draft(request, desk, desk.drafts.draft(draft), trouble=str(error), at=version)
    newest = max(one.id for one in found.versions)
    return RedirectResponse(f"{_at(draft)}?done=edited#{segment(newest)}", 303)


def _list(
    request: Request,
    desk: DeskIn,
    *,
    item: str = "",
    kind: DraftKind = DraftKind.LOGLINE,
    asked: str = "",
    before: str | None = None,
    trouble: str = "",
) -> Response:
    found = desk.drafts.page(limit=LISTED + 1, before=before)
    more = f"{ROOM}?{urlencode({'before': found[LISTED - 1].id})}" if len(found) > LISTED else ""
    return render(
        request,
        "drafts.html",
        status=422 if trouble else 200,
        drafts=found[:LISTED],
        more=more,
        first=before is None,
        kinds=KINDS,
        names=NAMES,
        lengths=LENGTHS,
        item=item,
        kind=kind,
        asked=asked,
        longest=LONGEST_ASKED,
        trouble=trouble,
        room=ROOM,
    )


def _draft(
    request: Request,
    desk: DeskIn,
    found: DraftView,
    *,
    trouble: str = "",
    at: str = "",
    done: str = "",
) -> Response:
    return render(
        request,
        "draft.html",
        status=422 if trouble else 200,
        draft=found,
        ranking=desk.drafts.ranking(DraftKind(found.kind)),
        names=NAMES,
        longest=LONGEST,
        most=MOST_LETTERS,
        trouble=trouble,
        at=at,
        done=done,
        room=ROOM,
    )


def _sheet(request: Request, sheet: Sheet, draft: str, kind: str, by: str = "scene") -> Response:
    pictures = [panel_picture(panel) for panel in sheet.panels]
    return render(
        request,
        "draft_sheet.html",
        sheet=sheet,
        panels=list(zip(sheet.panels, pictures, strict=True)),
        draft=draft,
        kind=kind,
        by=by,
        room=ROOM,
    )


def _at(draft: str) -> str:
    return f"{ROOM}/{segment(draft)}"


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
