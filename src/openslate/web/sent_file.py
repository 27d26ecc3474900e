"""Files that a request brought: text in a form, a whole file, a bare body."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request

from openslate.common.errors import SlateError

IN_MEMORY = 1 << 20


async def sent_text(file: UploadFile | str | None) -> str | None:
    """The text of a file that was chosen in a form, None when none was; raises SlateError."""
    if not isinstance(file, UploadFile) or not file.filename:
        return None
    try:
        return (await file.read()).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SlateError("The file is not UTF-8 text", do="Save it as UTF-8") from None


@asynccontextmanager
async def sent_file(request: Request) -> AsyncIterator[UploadFile]:
    """The one file of a form, in its field `file`; raises SlateError where there is none."""
    async with sent_form(request, 1) as (file, _):
        if file is None:
            raise SlateError("No file was chosen", do="Choose one and send it again")
        yield file


@asynccontextmanager
async def sent_files(request: Request, most: int) -> AsyncIterator[list[UploadFile]]:
    """The files of a form, each in a field `file`; raises SlateError for none or too many."""
    try:
        async with request.form(max_files=most, max_fields=1) as form:
            found = [one for one in form.getlist("file") if isinstance(one, UploadFile)]
            chosen = [one for one in found if one.filename]
            if not chosen:
                raise SlateError("No file was chosen", do="Choose one and send it again")
            yield chosen
    except (MultiPartException, HTTPException):  # within an application it is the second
        raise SlateError(
            f"The files did not arrive whole, or are more than {most}", do="Send fewer"
        ) from None


@asynccontextmanager
async def sent_form(
    request: Request, fields: int
) -> AsyncIterator[tuple[UploadFile | None, dict[str, str]]]:
    """The file in a form's field `file`, if one was chosen, and its texts that are not empty."""
    try:
        async with request.form(max_files=1, max_fields=fields) as form:
            file = form.get("file")
            chosen = file if isinstance(file, UploadFile) and file.filename else None
            texts = {k: v.strip() for k, v in form.items() if isinstance(v, str) and v.strip()}
            yield chosen, texts
    except MultiPartException:
        raise SlateError("The file did not arrive whole", do="Send it again") from None


@asynccontextmanager
async def sent_body(request: Request) -> AsyncIterator[BinaryIO]:
    """The body of a request as a file, on disk when it is large."""
    with SpooledTemporaryFile(IN_MEMORY) as kept:
        async for piece in request.stream():
            kept.write(piece)
        kept.seek(0)
        yield cast("BinaryIO", kept)
