"""The JSON API of the guard: may this be said, and by which norm."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from openslate.guard.conversation import Part, Purpose, Setting, Speaker, Surface, Turn
from openslate.web.api_models import PROBLEMS
from openslate.web.session import AccountIn, DeskIn

router = APIRouter(prefix="/api/v1/guard", tags=["guard"], responses=PROBLEMS)
MOST_TEXT = 20_000


class SentTurn(BaseModel):
    """One message of a conversation."""

    model_config = ConfigDict(extra="forbid")
    text: Annotated[str, Field(max_length=MOST_TEXT)]
    speaker: Speaker = Speaker.VIEWER


class SentSetting(BaseModel):
    """What is established about the conversation; leave out what nobody knows."""

    model_config = ConfigDict(extra="forbid")
    purpose: Purpose | None = None
    surface: Surface = Surface.CHAT
    part: Part = Part.VIEWER
    viewer_age: Annotated[int | None, Field(ge=0, le=130)] = None
    territory: Annotated[str | None, Field(pattern="^[A-Z]{2}$")] = None
    election_period: bool | None = None
    day: date | None = None


class Asked(BaseModel):
    """Turns of a conversation, the newest last; it is the newest that is judged."""

    model_config = ConfigDict(extra="forbid")
    turns: Annotated[list[SentTurn], Field(min_length=1, max_length=50)]
    setting: SentSetting = SentSetting()
    viewer: Annotated[str, Field(max_length=80)] = ""


class Answered(BaseModel):
    """`verdict` is allow, label (see obligations), review or block; `reply` what the asker reads.

    `trace` holds the words, the topics with scores, the norms with citations, the exceptions
    tried and the smallest change that gives another verdict.
    """

    id: str
    verdict: str
    reply: str
    obligations: list[str]
    trace: dict[str, Any]


@router.post("")
def check(asked: Asked, desk: DeskIn, account: AccountIn) -> Answered:  # noqa: ARG001
    """Judge the newest message of a conversation by the norms of the house."""
    turns = [Turn(turn.text, turn.speaker) for turn in asked.turns]
    setting = Setting(**asked.setting.model_dump())
    checked = desk.guard.check(turns, setting, viewer=asked.viewer)
    return Answered(
        id=checked.journal_id,
        verdict=checked.verdict.name.lower(),
        reply=checked.reply,
        obligations=[obligation.value for obligation in checked.judgement.obligations],
        trace=checked.trace,
    )
