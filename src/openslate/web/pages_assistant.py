"""The page to talk with the assistant; the whole conversation travels with the form."""

import json
from collections.abc import AsyncIterator, Generator, Sequence
from typing import Annotated

from anyio import CancelScope
from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import StreamingResponse
from starlette.concurrency import iterate_in_threadpool, run_in_threadpool

from openslate.app.assistant.ask_concierge import MOST_LETTERS
from openslate.app.assistant.assistant_room import MOST_TURNS, Step
from openslate.app.assistant.phrase_answer import Worded
from openslate.assistant.concierge.query_text import MOST
from openslate.common.errors import SlateError
from openslate.web.asked import AskedIn
from openslate.web.desk import Desk
from openslate.web.rendering import render
from openslate.web.session import DeskIn

router = APIRouter(prefix="/assistant", include_in_schema=False)
LINES = "application/x-ndjson"
WROTE, LEFT = "m:", "q:"
"""How a step is marked in the form: a message, or the query that a chip left."""
EXAMPLES = (
    "Something for two kids under ten tonight, under 100 minutes",
    "Comedies from the nineties with Bill Murray",
    "Something like Alien, but newer",
    "Who directed Fargo?",
)
Viewer = Annotated[str, Query(max_length=80)]


@router.get("")
def start(
    request: Request,
    desk: DeskIn,
    asked: AskedIn,
    viewer: Viewer = "",
    q: Annotated[str, Query(max_length=MOST_LETTERS)] = "",
) -> Response:
    """An empty conversation, or one that begins with `q`."""
    steps = (Step(message=q),) if q.strip() else ()
    return _page(request, desk, asked, steps, viewer)


@router.post("")
def go_on(
    request: Request,
    desk: DeskIn,
    asked: AskedIn,
    viewer: Annotated[str, Form(max_length=80)] = "",
    message: Annotated[str, Form(max_length=2 * MOST_LETTERS)] = "",
    instead: Annotated[str, Form(max_length=MOST_LETTERS)] = "",
    query: Annotated[str, Form(max_length=MOST)] = "",
    step: Annotated[list[str] | None, Form(max_length=MOST_TURNS)] = None,
) -> Response:
    """The conversation with one more step: a message, or a chip taken away.

    `instead` is what a button says in place of a message, and comes before what was typed.
    """
    message = instead or message
    before = tuple(_read(one) for one in (step or []))
    new = Step(query=query) if query else Step(message=message)
    steps = (*before, new) if query or message.strip() else before
    return _page(request, desk, asked, steps, viewer, new=len(steps) > len(before))


@router.post("/phrase")
def phrase(
    desk: DeskIn,
    asked: AskedIn,
    viewer: Annotated[str, Form(max_length=80)] = "",
    step: Annotated[list[str] | None, Form(max_length=MOST_TURNS)] = None,
) -> Response:
    """The last answer of a conversation as a language model words it: a JSON object a line.

    Each holds a sentence that was judged. It ends when the one who asked goes away.
    """
    steps, known = tuple(_read(one) for one in (step or [])), viewer.strip() or None
    pieces = desk.assistant.phrased(steps, asked.context(desk, known), viewer=known)
    return StreamingResponse(_lines(pieces), media_type=LINES)


async def _lines(pieces: Generator[Worded, None, None]) -> AsyncIterator[str]:
    """Ends the answer, at the model's server too, when nobody listens any more."""
    try:
        async for piece in iterate_in_threadpool(pieces):
            yield f"{json.dumps({'text': piece.text, 'by': piece.by})}\n"
    finally:
        with CancelScope(shield=True):
            await run_in_threadpool(pieces.close)


def _page(
    request: Request,
    desk: Desk,
    asked: AskedIn,
    steps: Sequence[Step],
    viewer: str,
    *,
    new: bool = True,
) -> Response:
    """The conversation as far as it goes; a step that cannot be taken is told and left out."""
    known, swapped = viewer.strip() or None, "hx-request" in request.headers
    trouble, taken = "", tuple(steps[-MOST_TURNS:])
    context = asked.context(desk, known)
    try:
        replies = desk.assistant.conversation(taken, context, viewer=known)
    except SlateError as error:
        trouble, taken = str(error), taken[:-1]
        replies = desk.assistant.conversation(taken, context, viewer=known)
    page = render(
        request,
        "assistant.html",
        status=200 if swapped or not trouble else 422,
        replies=replies,
        steps=[_write(one) for one in taken[1 - MOST_TURNS :]],
        viewer=known,
        query=asked.query,
        trouble=trouble,
        examples=EXAMPLES,
        most=MOST_LETTERS,
        phrase=swapped and bool(replies) and desk.assistant.phrases(replies[-1]),
    )
    if swapped and (trouble or not new):
        page.headers["HX-Reswap"] = "none"  # nothing was said that could be added
    return page


def _read(text: str) -> Step:
    kind, rest = text[: len(WROTE)], text[len(WROTE) :]
    if not rest or kind not in (WROTE, LEFT):
        raise SlateError("The conversation did not arrive whole", do="Start it again")
    return Step(query=rest) if kind == LEFT else Step(message=rest)


def _write(step: Step) -> str:
    return f"{LEFT}{step.query}" if step.query else f"{WROTE}{step.message}"
