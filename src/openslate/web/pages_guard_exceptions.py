"""The pages on which a correction becomes an exception to a norm, and is rolled back."""

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field

from openslate.app.guard.exception_views import TrialView, exception_page, trial_view
from openslate.app.guard.make_exception import WouldTurnError
from openslate.app.guard.teach_guard import MOST_BECAUSE
from openslate.common.errors import SlateError
from openslate.guard.norms import Stance
from openslate.guard.teaching.context_exception import ExceptionContext
from openslate.web.asked import Name
from openslate.web.pages_guard import ROOM, Because, message_response
from openslate.web.rendering import render, segment
from openslate.web.session import DeskIn, EditorIn

router = APIRouter(prefix=ROOM, include_in_schema=False)
Age = Annotated[str, Field(pattern=r"^\d{0,3}$")]
Word = Annotated[str, Field(max_length=20)]


class FilledIn(BaseModel):
    """Where a norm gives way and what holds there, as a form sends it; empty is not asked for."""

    stance: Literal["allowed", "with-care"]
    because: Annotated[str, Field(max_length=MOST_BECAUSE)] = ""
    purpose: Word = ""
    surface: Word = ""
    part: Word = ""
    at_least: Age = ""
    under: Age = ""
    territory: Word = ""
    election: Literal["", "yes", "no"] = ""

    def context(self) -> ExceptionContext:
        """The same as norms are conditioned on; raises SlateError."""
        return ExceptionContext.of(
            purpose=self.purpose,
            surface=self.surface,
            part=self.part,
            at_least=int(self.at_least) if self.at_least else None,
            under=int(self.under) if self.under else None,
            territory=self.territory,
            election_period={"yes": True, "no": False}.get(self.election),
        )


@router.post("/messages/{message}/exception")
def propose(
    message: Name,
    request: Request,
    desk: DeskIn,
    editor: EditorIn,
    form: Annotated[FilledIn, Form()],
) -> Response:
    """Keep a proposal, tried on the regression set; nothing changes yet."""
    try:
        made = desk.guard.make_exception.propose(
            message, form.context(), Stance(form.stance), form.because, editor.name
        )
    except SlateError as error:
        return message_response(message, request, desk, excepting=error, excepted=form.model_dump())
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


@router.post("/exceptions/{name}/trial")
def try_again(
    name: Name,
    request: Request,
    desk: DeskIn,
    editor: EditorIn,  # noqa: ARG001
) -> Response:
    """What a proposal would turn as things stand now; changes nothing."""
    try:
        trial = trial_view(desk.guard.make_exception.try_out(name))
    except SlateError as error:
        return _page(name, request, desk, error)
    return _page(name, request, desk, trial=trial)


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
    trial: TrialView | None = None,
) -> Response:
    page = exception_page(desk.guard, name)
    return render(
        request,
        "guard_exception.html",
        status=200 if trouble is None else 409,
        page=page,
        trial=trial or page.trial,
        tried_again=trial is not None,
        trouble=str(trouble or ""),
        may_insist=isinstance(trouble, WouldTurnError),
        because=because,
        most=MOST_BECAUSE,
    )
