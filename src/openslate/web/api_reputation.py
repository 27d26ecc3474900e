"""The JSON API of reputations: read them with their evidence, note a correction."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from openslate.app.authenticity.reputation.note_correction import LONGEST
from openslate.app.authenticity.reputation.party_name import LONGEST as LONGEST_NAME
from openslate.app.authenticity.reputation.reputation_text import ReputationView, reputation_view
from openslate.web.api_models import PROBLEMS
from openslate.web.session import DeskIn, EditorIn

router = APIRouter(prefix="/api/v1/reputation", tags=["reputation"], responses=PROBLEMS)
Words = Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)]


class Correction(BaseModel):
    """What from which source was wrong, and why; `taken_back` lets it count no more.

    `what` is a file's id in the register, an item's id, or any words that name it.
    """

    model_config = ConfigDict(extra="forbid")
    source: Words
    what: Words
    because: Annotated[str, Field(max_length=LONGEST)] = ""
    taken_back: bool = False


@router.get("")
def reputations(
    desk: DeskIn,
    editor: EditorIn,  # noqa: ARG001
    name: Annotated[str | None, Query(max_length=LONGEST_NAME)] = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> list[ReputationView]:
    """Reputations of sources and producers with their evidence, the lowest first."""
    room = desk.authenticity.reputation
    found = room.of(name) if name else room.everybody()
    return [reputation_view(one) for one in found[:limit]]


@router.post("/corrections", status_code=204)
def correct(correction: Correction, desk: DeskIn, editor: EditorIn) -> None:
    """Note a correction, or take one back; needs the role of editor."""
    room, said = desk.authenticity.reputation, correction
    if said.taken_back:
        room.take_back(said.source, said.what, by=editor.name)
    else:
        room.correct(said.source, said.what, by=editor.name, because=said.because)
