"""The JSON API's questions: the same answers as the pages, `/api/v1`."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from openslate.app.catalogue.item_story_views import ItemStory
from openslate.app.views import Home, ItemPage, Replay, RuleView, SearchPage, ViewerView
from openslate.web.api_models import PROBLEMS, WhyAnswer
from openslate.web.asked import AskedIn, Name, Words
from openslate.web.session import DeskIn

router = APIRouter(prefix="/api/v1", tags=["questions"], responses=PROBLEMS)
Limit = Annotated[int, Query(ge=1, le=200)]
Offset = Annotated[int, Query(ge=0, le=1_000_000)]


@router.get("/status")
def status(desk: DeskIn) -> dict[str, Any]:
    """Workspace, snapshot, model, rulebook and counts."""
    return dict(desk.status())


@router.get("/viewers")
def viewers(desk: DeskIn, q: Words = "", limit: Limit = 50) -> tuple[ViewerView, ...]:
    """Viewers whose id or occupation begins with `q`."""
    return desk.viewers(q, limit=limit)


@router.get("/viewers/{viewer}")
def viewer(viewer: Name, desk: DeskIn) -> ViewerView:
    """A viewer's profile and what they watched last."""
    return desk.viewer(viewer)


@router.get("/viewers/{viewer}/home")
def home(viewer: Name, desk: DeskIn, asked: AskedIn) -> Home:
    """The rows chosen for a viewer; the page is journalled."""
    return desk.home(viewer, asked.context(desk, viewer), history=asked.history)


@router.get("/viewers/{viewer}/why/{item}")
def why(viewer: Name, item: Name, desk: DeskIn, asked: AskedIn) -> WhyAnswer:
    """Why an item is, or is not, on a viewer's home."""
    told = desk.why(viewer, item, asked.context(desk, viewer), history=asked.history)
    return WhyAnswer.model_validate(told)


@router.get("/items/{item}")
def item(item: Name, desk: DeskIn, asked: AskedIn) -> ItemPage:
    """Everything known of an item and who says it."""
    return desk.item(item, asked.context(desk))


@router.get("/items/{item}/story")
def story(item: Name, desk: DeskIn, asked: AskedIn) -> ItemStory:
    """Who says what of an item and why it counts, what joined it, where it may be shown."""
    return desk.story(item, asked.context(desk))


@router.get("/search")
def search(desk: DeskIn, q: Words = "", limit: Limit = 40, offset: Offset = 0) -> SearchPage:
    """Items whose name, people, genres or year match `q`."""
    return desk.search(q.strip(), limit=limit, offset=offset)


@router.get("/rules")
def rules(desk: DeskIn) -> tuple[RuleView, ...]:
    """The rulebook in plain English, with what each rule did lately."""
    return desk.rules()


@router.get("/decisions/{journal_id}/replay")
def replay(journal_id: Name, desk: DeskIn) -> Replay:
    """A served page made again: identical, or what differs."""
    return desk.replay(journal_id)
