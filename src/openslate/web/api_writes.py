"""The JSON API's posts: ask for a stranger, note a viewing."""

from fastapi import APIRouter

from openslate.app.views import Row
from openslate.common.errors import SlateError
from openslate.graph.vocabulary import Columns
from openslate.web.api_models import PROBLEMS, Likes, Noted, Viewing
from openslate.web.asked import Name
from openslate.web.session import DeskIn, EditorIn

router = APIRouter(prefix="/api/v1", tags=["posts"], responses=PROBLEMS)


@router.post("/recommend")
def recommend(likes: Likes, desk: DeskIn) -> Row:
    """A row for someone who arrived a second ago and likes these items; nothing is kept."""
    return desk.recommend(likes.likes, likes.asked().context(desk), size=likes.size)


@router.post("/viewers/{viewer}/events", status_code=201)
def add_event(viewer: Name, viewing: Viewing, desk: DeskIn, editor: EditorIn) -> Noted:
    """Note that a viewer watched an item, or did what `event` says; needs the role of editor."""
    if viewing.event is None and viewing.item is not None:
        desk.record_viewing(viewer, viewing.item, by=editor.name)
        return Noted(viewer=viewer, item=viewing.item, by=editor.name)
    told = {Columns.VIEWER: viewer, **viewing.model_dump(exclude_none=True)}
    added = desk.audience.add_events([told], by=editor.name)
    for problem in added.problems:
        raise SlateError(problem.sentence.partition(": ")[2])
    return Noted(viewer=viewer, item=viewing.item, by=editor.name, event=viewing.event or "")
