"""The page on which somebody drops a file and reads what is known of its origin."""

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from openslate.app.authenticity.read_credential import credential_facts
from openslate.authenticity.verification.conclude import Verification
from openslate.authenticity.verification.origin import Origin
from openslate.common.errors import SlateError
from openslate.web.desk import Desk
from openslate.web.rendering import render
from openslate.web.sent_file import sent_file
from openslate.web.session import AccountIn, DeskIn

router = APIRouter(prefix="/verify", include_in_schema=False)


@router.get("")
def ask(request: Request, desk: DeskIn, account: AccountIn) -> Response:  # noqa: ARG001
    """Choose a file, and read beforehand which six answers there are."""
    return _page(request, desk)


@router.post("")
async def answer(request: Request, desk: DeskIn, account: AccountIn) -> Response:  # noqa: ARG001
    """What is known of the file that was sent; nothing of it is kept."""
    try:
        async with sent_file(request) as file:
            room = desk.authenticity
            found = await run_in_threadpool(room.verify, file.file, file.filename or "file")
    except SlateError as error:
        return _page(request, desk, trouble=str(error))
    return _page(request, desk, found)


def _page(
    request: Request, desk: Desk, found: Verification | None = None, trouble: str = ""
) -> Response:
    return render(
        request,
        "verify.html",
        status=422 if trouble else 200,
        found=found,
        facts=dict(credential_facts(found.credential)) if found and found.credential else {},
        origins=list(Origin),
        largest=desk.authenticity.most_bytes >> 20,
        trouble=trouble,
    )
