"""Trying a rulebook before it goes live: the form, and what came of it; editors and stewards."""

from typing import Annotated

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import Field, TypeAdapter, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.formparsers import MultiPartException

from openslate.app.preview.preview_room import MOST_TEXT
from openslate.common.errors import SlateError
from openslate.web.asked import Name
from openslate.web.desk import Desk
from openslate.web.rendering import render
from openslate.web.sent_file import sent_text
from openslate.web.session import DeskIn, EditorIn

router = APIRouter(prefix="/rules/preview", include_in_schema=False)
CHOICES = (100, 300, 1_000)  # viewers
_VIEWERS: TypeAdapter[int] = TypeAdapter(Annotated[int, Field(ge=1, le=CHOICES[-1])])


@router.get("")
def start(request: Request, desk: DeskIn, editor: EditorIn) -> Response:  # noqa: ARG001
    """The rulebook in force, to be edited and tried."""
    return _form(request, desk.preview.text)


@router.post("")
async def begin(request: Request, desk: DeskIn, editor: EditorIn) -> Response:  # noqa: ARG001
    """Try a rulebook that was written here or sent as a file."""
    text = ""
    try:
        async with request.form(max_files=1, max_fields=3) as form:
            text, viewers = await _text(form), _viewers(form)
        key = await run_in_threadpool(desk.preview.start, text, viewers)
    except (SlateError, MultiPartException) as error:
        told = str(error) if isinstance(error, SlateError) else "The form did not arrive whole."
        return await run_in_threadpool(_form, request, text or desk.preview.text, told)
    return RedirectResponse(f"/rules/preview/{key}", 303)


@router.get("/{key}")
def found(key: Name, request: Request, desk: DeskIn, editor: EditorIn) -> Response:  # noqa: ARG001
    """How a preview stands, and in the end what it found."""
    return _told(request, desk, key)


def _told(request: Request, desk: Desk, key: str) -> Response:
    return render(request, "preview_found.html", state=desk.preview.state(key), key=key)


def _form(request: Request, text: str, trouble: str = "") -> Response:
    return render(
        request,
        "preview.html",
        status=422 if trouble else 200,
        text=text,
        most=MOST_TEXT,
        choices=CHOICES,
        troubles=trouble.splitlines(),
    )


async def _text(form: FormData) -> str:
    """What was written, or the file's text where one was chosen."""
    sent, written = await sent_text(form.get("file")), form.get("text")
    if sent is not None:
        return sent
    return written.replace("\r\n", "\n") if isinstance(written, str) else ""


def _viewers(form: FormData) -> int:
    try:
        return _VIEWERS.validate_python(form.get("viewers") or CHOICES[0])
    except ValidationError:
        raise SlateError(f"Try it on 1 to {CHOICES[-1]:,} viewers") from None
