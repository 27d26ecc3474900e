"""The JSON API of trying a rulebook before it goes live; editors and stewards."""

from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from openslate.app.jobs import JobState
from openslate.app.preview.preview_room import MOST_TEXT
from openslate.app.preview.preview_views import RulePreview
from openslate.web.api_models import PROBLEMS, Problem
from openslate.web.asked import Name
from openslate.web.session import DeskIn, EditorIn

router = APIRouter(prefix="/api/v1/rules/previews", tags=["preview"], responses=PROBLEMS)
RUNNING: dict[int | str, dict[str, Any]] = {
    409: {"model": Problem, "description": "Another preview is running"}
}


class Draft(BaseModel):
    """A rulebook as its file would have it, and on how many viewers it is tried."""

    model_config = ConfigDict(extra="forbid")
    rulebook: Annotated[str, Field(max_length=MOST_TEXT)]
    viewers: Annotated[int, Field(ge=1, le=1_000)] = 100


@router.post("", status_code=202, responses=RUNNING)
def begin(draft: Draft, desk: DeskIn, editor: EditorIn) -> JobState[RulePreview]:  # noqa: ARG001
    """Begin to try a rulebook on pages of some viewers; ask for `key` until it is done.

    Nothing is recorded and what is in force stays in force. A rulebook with mistakes is refused,
    with every mistake on a line of its own.
    """
    return desk.preview.state(desk.preview.start(draft.rulebook, draft.viewers))


@router.get("/{key}")
def found(key: Name, desk: DeskIn, editor: EditorIn) -> JobState[RulePreview]:  # noqa: ARG001
    """How a preview stands; when done, which pages change and what that costs in NDCG."""
    return desk.preview.state(key)
