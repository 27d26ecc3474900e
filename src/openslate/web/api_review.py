"""The JSON API of reviewing: which pairs wait, one pair, and what a person says of it."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from openslate.app.identity.review_links import LONGEST
from openslate.app.identity.review_views import ApplyView, PairView, QueueView, Said
from openslate.app.views import LinkView
from openslate.web.api_models import PROBLEMS, Problem
from openslate.web.asked import Name, Words
from openslate.web.pages_review import BetweenIn, read_between
from openslate.web.session import DeskIn, EditorIn

router = APIRouter(prefix="/api/v1/catalogue/review", tags=["review"], responses=PROBLEMS)
CONFLICT: dict[int | str, dict[str, Any]] = {
    409: {"model": Problem, "description": "Someone else decided meanwhile"}
}
Limit = Annotated[int, Query(ge=1, le=1000)]


class Saying(BaseModel):
    """What is said of a pair and why.

    `seen` is what the pair's answer gave: with it, a decision that someone made since is an error.
    """

    model_config = ConfigDict(extra="forbid")
    said: Said
    because: Annotated[str, Field(max_length=LONGEST)] = ""
    seen: Annotated[str | None, Field(max_length=80)] = None


@router.get("")
def queue(
    desk: DeskIn,
    editor: EditorIn,  # noqa: ARG001
    between: BetweenIn = "",
    limit: Limit = 50,
) -> QueueView:
    """The pairs that wait, the most doubtful and most watched first; needs the role of editor."""
    return desk.reviews.queue(read_between(between), limit)


@router.get("/found")
def found(
    desk: DeskIn,
    editor: EditorIn,  # noqa: ARG001
    q: Words,
    limit: Limit = 50,
) -> tuple[LinkView, ...]:
    """Pairs of an item by its id or by part of a name, whatever became of them."""
    return desk.reviews.find(q, limit)


@router.get("/applying")
def applying(desk: DeskIn, editor: EditorIn) -> ApplyView:  # noqa: ARG001
    """How far bringing decisions into the catalogue has come."""
    return desk.reviews.applying


@router.post("/applying", status_code=202)
def apply(desk: DeskIn, editor: EditorIn) -> ApplyView:
    """Begin to bring all decisions into the catalogue, unless that runs already."""
    return desk.reviews.apply(editor.name)


@router.get("/{link}")
def pair(link: Name, desk: DeskIn, editor: EditorIn) -> PairView:  # noqa: ARG001
    """Both records side by side, what speaks for the pair, and who said what of it."""
    return desk.reviews.pair(link)


@router.post("/{link}", responses=CONFLICT)
def say(link: Name, saying: Saying, desk: DeskIn, editor: EditorIn) -> LinkView:
    """Decide about a pair, or take a decision back; the record says who did it."""
    return desk.reviews.say(
        link, saying.said, by=editor.name, because=saying.because, seen=saying.seen
    )
