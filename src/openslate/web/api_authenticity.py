"""The JSON API of where files come from: verify one, read the register."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from openslate.app.authenticity.verification_text import verification_to_json
from openslate.common.errors import SlateError
from openslate.store.register import RegisteredFile, mark_text
from openslate.web.api_models import PROBLEMS
from openslate.web.asked import Name
from openslate.web.desk import Desk
from openslate.web.sent_file import sent_file, sent_files
from openslate.web.session import AccountIn, DeskIn, EditorIn

router = APIRouter(prefix="/api/v1", tags=["authenticity"], responses=PROBLEMS)
FILE = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": {"type": "string", "format": "binary"}},
                }
            }
        },
    }
}

FILES = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {"type": "array", "items": {"type": "string", "format": "binary"}}
                    },
                }
            }
        },
    }
}
MOST_FILES = 20
"""Files of one request; together they may be as large as one alone."""


class Registered(BaseModel):
    """A file of the register."""

    id: str
    sha256: str
    name: str
    media_type: str
    size: int
    at: datetime
    registered_by: str
    mark: str | None
    manifest: str | None
    about: dict[str, Any]


@router.post("/verify", openapi_extra=FILE)
async def verify(request: Request, desk: DeskIn, account: AccountIn) -> dict[str, Any]:  # noqa: ARG001
    """What is known of the origin of an uploaded file, with the evidence; nothing is kept."""
    async with sent_file(request) as file:
        found = await run_in_threadpool(
            desk.authenticity.verify, file.file, file.filename or "file"
        )
    return verification_to_json(found)


@router.post("/verify/batch", openapi_extra=FILES)
async def verify_several(
    request: Request,
    desk: DeskIn,
    account: AccountIn,  # noqa: ARG001
) -> list[dict[str, Any]]:
    """The same of up to twenty files, in their order; one that can't be read has an `error`."""
    async with sent_files(request, MOST_FILES) as files:
        return [await run_in_threadpool(_verified, desk, file) for file in files]


def _verified(desk: Desk, file: UploadFile) -> dict[str, Any]:
    name = file.filename or "file"
    try:
        return verification_to_json(desk.authenticity.verify(file.file, name))
    except SlateError as error:
        return {"name": name, "error": str(error)}


@router.get("/register")
def register(
    desk: DeskIn,
    editor: EditorIn,  # noqa: ARG001
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
    before: Annotated[str | None, Query(max_length=40)] = None,
) -> list[Registered]:
    """Files of the register, the latest first; `before` is the id of the last one seen."""
    return [_told(file) for file in desk.authenticity.page(limit=limit, before=before)]


@router.get("/register/{file}")
def registered(file: Name, desk: DeskIn, editor: EditorIn) -> Registered:  # noqa: ARG001
    """One file of the register."""
    return _told(desk.authenticity.register.get(file))


def _told(file: RegisteredFile) -> Registered:
    mark = None if file.mark is None else mark_text(file.mark)
    kept = {name: getattr(file, name) for name in ("id", "sha256", "name", "size", "at")}
    return Registered(
        **kept, media_type=file.mime, registered_by=file.registered_by, mark=mark,
        manifest=file.manifest, about=dict(file.about),
    )  # fmt: skip
