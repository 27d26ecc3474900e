"""The JSON API of the integrity of traffic: scan, flags, and what a person says of one."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from openslate.app.audience.integrity.flag_views import FlagsView, FlagView, Said, ScanReport, State
from openslate.app.audience.integrity.integrity_room import UNDECIDED
from openslate.app.audience.integrity.review_flag import LONGEST
from openslate.web.api_models import PROBLEMS, Problem
from openslate.web.asked import Name
from openslate.web.session import DeskIn, EditorIn

router = APIRouter(prefix="/api/v1/audience/integrity", tags=["integrity"], responses=PROBLEMS)
CONFLICT: dict[int | str, dict[str, Any]] = {
    409: {"model": Problem, "description": "Someone decided meanwhile, or a scan is running"}
}
States = Annotated[list[State], Query(alias="state", description="Repeatable; default what waits")]
Limit = Annotated[int, Query(ge=1, le=1000)]


class Deciding(BaseModel):
    """What is said of a flag and why; `spare` names viewers of it that this is not about.

    `seen` is what the flag's answer gave: with it, a decision that someone made since is an error.
    """

    model_config = ConfigDict(extra="forbid")
    said: Said
    because: Annotated[str, Field(max_length=LONGEST)] = ""
    seen: Annotated[str | None, Field(max_length=80)] = None
    spare: Annotated[
        tuple[Annotated[str, Field(max_length=80)], ...], Field(max_length=10_000)
    ] = ()


@router.get("")
def flags(
    desk: DeskIn,
    editor: EditorIn,  # noqa: ARG001
    states: States = list(UNDECIDED),  # noqa: B006
    limit: Limit = 50,
) -> FlagsView:
    """Flags, the clearest first, and all viewings raw and cleaned; needs the role of editor."""
    return desk.integrity.list(states, limit)


@router.post("/scan", responses=CONFLICT)
def scan(desk: DeskIn, editor: EditorIn) -> ScanReport:  # noqa: ARG001
    """Look through all traffic; answers when done, a minute for a million events."""
    return desk.integrity.scan()


@router.get("/{flag}")
def one(flag: Name, desk: DeskIn, editor: EditorIn) -> FlagView:  # noqa: ARG001
    """One flag with its evidence, what confirming would take, and who said what of it."""
    return desk.integrity.flag(flag)


@router.post("/{flag}", responses=CONFLICT)
def say(flag: Name, deciding: Deciding, desk: DeskIn, editor: EditorIn) -> FlagView:
    """Confirm a flag, call its viewers genuine, put it off or take a decision back."""
    return desk.integrity.say(
        flag,
        deciding.said,
        by=editor.name,
        because=deciding.because,
        seen=deciding.seen,
        spare=deciding.spare,
    )
