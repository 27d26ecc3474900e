"""The chat protocol in front of a language model, guarded on both sides.

Any client of an OpenAI-compatible server works with it: its address is this server's with /v1, its
key an API key of Slate.
"""

import json
import time
from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter
from fastapi.responses import StreamingResponse
from starlette.responses import JSONResponse, Response

from openslate.app.guard.chat_request import ChatRequest, SentChat
from openslate.app.guard.guarded_chat import GuardedPiece
from openslate.common.errors import SlateError
from openslate.web.api_models import PROBLEMS
from openslate.web.session import AccountIn, DeskIn

router = APIRouter(prefix="/v1", tags=["guard"], responses=PROBLEMS)
EVENTS = "text/event-stream"


@router.post("/chat/completions", response_model=None)
def complete(sent: SentChat, desk: DeskIn, account: AccountIn) -> Response:  # noqa: ARG001
    """Answer a chat request; what may not be asked or said is refused with the norm's reason.

    An answer that was refused or stopped ends with `content_filter`; `id` is the journal's.
    """
    request = ChatRequest(sent)
    chat = desk.guard.chat
    if sent.stream:
        return StreamingResponse(_events(chat.pieces(request), sent.model or ""), media_type=EVENTS)
    piece = chat.whole(request)
    message = {"role": "assistant", "content": piece.text}
    choice = {"index": 0, "message": message, "finish_reason": piece.finish}
    return JSONResponse(_frame("chat.completion", sent.model or "", choice, piece.journal_id))


@router.get("/models")
def models(desk: DeskIn, account: AccountIn) -> dict[str, Any]:  # noqa: ARG001
    """The models that can be asked for."""
    data = [{"id": name, "object": "model"} for name in desk.guard.models()]
    return {"object": "list", "data": data}


def _events(pieces: Iterator[GuardedPiece], model: str) -> Iterator[str]:
    try:
        for piece in pieces:
            delta = {"role": "assistant", "content": piece.text} if piece.text else {}
            choice = {"index": 0, "delta": delta, "finish_reason": piece.finish}
            yield _event(_frame("chat.completion.chunk", model, choice, piece.journal_id))
    except SlateError as error:  # the head is sent already: it is told as the protocol does
        yield _event({"error": {"message": str(error), "type": "server_error"}})
    yield "data: [DONE]\n\n"


def _event(value: dict[str, Any]) -> str:
    return f"data: {json.dumps(value)}\n\n"


def _frame(kind: str, model: str, choice: dict[str, Any], journal_id: str) -> dict[str, Any]:
    return {
        "id": journal_id,
        "object": kind,
        "created": int(time.time()),
        "model": model,
        "choices": [choice],
    }
