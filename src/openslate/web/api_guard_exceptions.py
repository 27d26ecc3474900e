"""The JSON API of moderators' exceptions to norms; editors and stewards, like the pages."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from openslate.app.guard.exception_views import (
    ExceptionPage,
    ExceptionRow,
    TrialView,
    exception_page,
    exception_rows,
    trial_view,
)
from openslate.app.guard.make_exception import WouldTurnError
from openslate.app.guard.teach_guard import MOST_BECAUSE
from openslate.common.errors import ConflictError
from openslate.guard.conversation import Part, Purpose, Surface
from openslate.guard.norms import Stance
from openslate.guard.teaching.context_exception import OLDEST, ExceptionContext
from openslate.web.api_models import PROBLEMS, Id, Problem
from openslate.web.asked import Name, read_code
from openslate.web.session import DeskIn, EditorIn

router = APIRouter(prefix="/api/v1/guard/exceptions", tags=["guard"], responses=PROBLEMS)
Because = Annotated[str, Field(min_length=1, max_length=MOST_BECAUSE)]
Code = Annotated[str | None, BeforeValidator(read_code)]


def _refused(conflict: str) -> dict[int | str, dict[str, Any]]:
    return {
        403: {"model": Problem, "description": "It would let through what the floor forbids"},
        409: {"model": Problem, "description": conflict},
    }


class SentContext(BaseModel):
    """Where the norm gives way: all that is given has to be established; give something."""

    model_config = ConfigDict(extra="forbid")
    purpose: Purpose | None = None
    surface: Surface | None = None
    part: Part | None = None
    at_least: Annotated[int | None, Field(ge=0, le=OLDEST)] = None
    under: Annotated[int | None, Field(ge=1, le=OLDEST)] = None
    territory: Code = None
    election_period: bool | None = None

    def context(self) -> ExceptionContext:
        """The same as norms are conditioned on."""
        return ExceptionContext(**dict(self))


class Proposed(BaseModel):
    """A corrected message, where the norm that it was judged by gives way, and what holds there."""

    model_config = ConfigDict(extra="forbid")
    message: Id
    context: SentContext
    stance: Literal["allowed", "with-care"]
    because: Because


class Said(BaseModel):
    """Why."""

    model_config = ConfigDict(extra="forbid")
    because: Because


class SaidLive(Said):
    """Why; `anyway` where messages that are judged rightly would turn, and that is meant."""

    anyway: bool = False


@router.get("")
def exceptions(desk: DeskIn, editor: EditorIn) -> list[ExceptionRow]:  # noqa: ARG001
    """Every exception that moderators proposed, the latest first."""
    return exception_rows(desk.guard)


@router.post("", status_code=201, responses=_refused("Nothing is taught by the message"))
def propose(sent: Proposed, desk: DeskIn, editor: EditorIn) -> ExceptionPage:
    """Propose an exception to the norm that a corrected message was judged by.

    It is tried on the regression set and kept with what it would turn; nothing changes yet.
    """
    made = desk.guard.make_exception.propose(
        sent.message, sent.context.context(), Stance(sent.stance), sent.because, editor.name
    )
    return exception_page(desk.guard, made.id)


@router.get("/{exception}")
def one(exception: Name, desk: DeskIn, editor: EditorIn) -> ExceptionPage:  # noqa: ARG001
    """One exception: its context, what it would turn, and who said what of it."""
    return exception_page(desk.guard, exception)


@router.post("/{exception}/trial", responses=_refused("It is not proposed any more"))
def try_again(exception: Name, desk: DeskIn, editor: EditorIn) -> TrialView:  # noqa: ARG001
    """What a proposal would turn as things stand now; changes nothing."""
    return trial_view(desk.guard.make_exception.try_out(exception))


@router.post("/{exception}/live", responses=_refused("Messages judged rightly would turn"))
def put_live(exception: Name, said: SaidLive, desk: DeskIn, editor: EditorIn) -> ExceptionPage:
    """Let the norm give way from now on, unless that would break what is judged rightly."""
    make = desk.guard.make_exception
    try:
        make.put_live(exception, said.because, editor.name, anyway=said.anyway)
    except WouldTurnError as error:
        do = "Propose it for a narrower context, or say that it is meant with 'anyway'"
        raise ConflictError(error.what, do=do) from None
    return exception_page(desk.guard, exception)


@router.post("/{exception}/back", responses=_refused("It was rolled back already"))
def roll_back(exception: Name, said: Said, desk: DeskIn, editor: EditorIn) -> ExceptionPage:
    """Let the norm hold again as before; a proposal that is not live is rejected."""
    desk.guard.make_exception.roll_back(exception, said.because, editor.name)
    return exception_page(desk.guard, exception)
