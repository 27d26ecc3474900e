"""The pages on which a correction becomes an exception to a norm, and is rolled back."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from openslate.app.guard.exception_views import exception_page
from openslate.app.guard.teach_guard import MOST_BECAUSE
from openslate.common.errors import ConflictError, SlateError
from openslate.guard.conversation import Part, Purpose, Surface
from openslate.guard.norms import Stance
from openslate.guard.teaching.context_exception import ExceptionContext
from openslate.web.asked import Name
from openslate.web.pages_guard import ROOM, Because, message_response
from openslate.web.rendering import render, segment
from openslate.web.session import DeskIn, EditorIn

router = APIRouter(prefix=ROOM, include_in_schema=False)
Age = Annotated[str, Form(pattern=r"^\d{0,3}$")]
Code = Annotated[str, Form(pattern="^([A-Za-z]{2})?$")]
Word = Annotated[str, Form(max_length=20)]


@router.post("/messages/{message}/exception")
def propose(
    message: Name,
    request: Request,
    desk: DeskIn,
    editor: EditorIn,
    stance: Annotated[str, Form(pattern="^(allowed|with-care)$")],
    because: Because = "",
    purpose: Word = "",
    surface: Word = "",
    part: Word = "",
    at_least: Age = "",
    under: Age = "",
    territory: Code = "",
    election: Annotated[str, Form(pattern="^(yes|no)?$")] = "",
) -> Response:
    """Keep a proposal, tried on the regression set; nothing changes yet."""
    context = ExceptionContext(
        purpose=Purpose(purpose) if purpose in set(Purpose) else None,
        surface=Surface(surface) if surface in set(Surface) else None,
        part=Part(part) if part in set(Part) else None,
        at_least=int(at_least) if at_least else None,
        under=int(under) if under else None,
        territory=territory.upper() or None,
        election_period={"yes": True, "no": False}.get(election),
    )
    try:
        made = desk.guard.make_exception.propose(
            message, context, Stance(stance), because, editor.name
        )
    except SlateError as error:
        return message_response(message, request, desk, excepting=error, except_because=because)
    return RedirectResponse(f"{ROOM}/exceptions/{segment(made.id)}", 303)


@router.get("/exceptions/{name}")
def one(
    name: Name,
    request: Request,
    desk: DeskIn,
    editor: EditorIn,  # noqa: ARG001
) -> Response:
    """One exception: its context, what it would turn, who said what."""
    return _page(name, request, desk)


@router.post("/exceptions/{name}/live")
def put_live(
    name: Name,
    request: Request,
    desk: DeskIn,
    editor: EditorIn,
    because: Because = "",
    anyway: Annotated[bool, Form()] = False,
) -> Response:
    """The norm gives way from now on, unless that would break what is judged rightly."""
    try:
        desk.guard.make_exception.put_live(name, because, editor.name, anyway=anyway)
    except SlateError as error:
        return _page(name, request, desk, error, because)
    return RedirectResponse(f"{ROOM}/exceptions/{segment(name)}", 303)


@router.post("/exceptions/{name}/back")
def roll_back(
    name: Name, request: Request, desk: DeskIn, editor: EditorIn, because: Because = ""
) -> Response:
    """The norm holds again as before."""
    try:
        desk.guard.make_exception.roll_back(name, because, editor.name)
    except SlateError as error:
        return _page(name, request, desk, error, because)
    return RedirectResponse(f"{ROOM}/exceptions/{segment(name)}", 303)


def _page(
    name: str,
    request: Request,
    desk: DeskIn,
    trouble: SlateError | None = None,
    because: str = "",
) -> Response:
    return render(
        request,
        "guard_exception.html",
        status=200 if trouble is None else 409,
        page=exception_page(desk.guard, name),
        trouble=str(trouble or ""),
        may_insist=isinstance(trouble, ConflictError),
        because=because,
        most=MOST_BECAUSE,
    )
