"""The JSON API of disclosures: the register, its export, and what a file needs."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from openslate.app.authenticity.check_disclosure import DisclosureCheck, check_to_json
from openslate.app.authenticity.disclosure_register import Form
from openslate.authenticity.disclosure.facts import CIRCUMSTANCES
from openslate.web.api_models import PROBLEMS
from openslate.web.asked import Name
from openslate.web.desk import Desk
from openslate.web.disclosure_asked import SAID, FilterIn, said_in
from openslate.web.sent_file import sent_form
from openslate.web.session import DeskIn, EditorIn

router = APIRouter(prefix="/api/v1/disclosures", tags=["disclosures"], responses=PROBLEMS)
NAMELESS = "It"
"""What content without a file is called in sentences."""
MEDIA_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
TEXT, YES_OR_NO = {"type": "string"}, {"type": "string", "enum": ["yes", "no"]}
FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "file": {"type": "string", "format": "binary"},
                        **{name: YES_OR_NO if name in CIRCUMSTANCES else TEXT for name in SAID},
                    },
                }
            }
        },
    }
}


@router.get("")
def disclosures(
    desk: DeskIn,
    editor: EditorIn,  # noqa: ARG001
    wanted: FilterIn,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
    offset: Annotated[int, Query(ge=0)] = 0,
) -> list[dict[str, Any]]:
    """Published files with their disclosures, the latest first; needs the role of editor."""
    found = list(desk.authenticity.disclosures.entries(wanted))
    return [entry.to_json() for entry in found[offset : offset + limit]]


@router.get("/export", response_class=Response)
def export(
    desk: DeskIn,
    editor: EditorIn,  # noqa: ARG001
    wanted: FilterIn,
    form: Annotated[Form, Query(alias="format")] = "csv",
) -> Response:
    """All of them in one file, as CSV or JSON."""
    text = desk.authenticity.disclosures.export(form, wanted)
    named = {"content-disposition": f'attachment; filename="disclosures.{form}"'}
    return Response(text, media_type=MEDIA_TYPES[form], headers=named)


@router.get("/{file}")
def disclosure(file: Name, desk: DeskIn, editor: EditorIn) -> dict[str, Any]:  # noqa: ARG001
    """The disclosure of one file of the register."""
    return desk.authenticity.disclosures.entry(file).to_json()


@router.post("/check", openapi_extra=FORM)
async def check(request: Request, desk: DeskIn, editor: EditorIn) -> dict[str, Any]:  # noqa: ARG001
    """Layers that a file is asked for and has; without a file, what its `kind` would need."""
    return check_to_json(await checked(request, desk))


async def checked(request: Request, desk: Desk) -> DisclosureCheck:
    """The check that a form asks for; raises SlateError."""
    room = desk.authenticity.disclosures
    async with sent_form(request, len(SAID)) as (file, texts):
        if file is None:
            return await run_in_threadpool(room.foresee, said_in(NAMELESS, texts))
        name = file.filename or "file"
        return await run_in_threadpool(room.check, file.file, name, said_in(name, texts))
