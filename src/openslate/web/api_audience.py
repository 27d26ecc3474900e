"""The JSON API of the audience: what viewers did, and what it may be used for."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from openslate.app.audience.audience_views import (
    AddedEvents,
    Erasure,
    PurposesView,
    SegmentsView,
)
from openslate.app.audience.retention_views import RetentionView
from openslate.store.purposes import read_purposes
from openslate.web.api_models import PROBLEMS
from openslate.web.asked import Name
from openslate.web.session import DeskIn, EditorIn, StewardIn

router = APIRouter(prefix="/api/v1", tags=["audience"], responses=PROBLEMS)
MOST_EVENTS = 1_000
Way = Annotated[str | None, Query(max_length=80)]
SOME_REFUSED = 207
PurposeWord = Literal["service", "personalisation", "measurement", "research"]
PurposeWords = Annotated[list[PurposeWord], Field(max_length=4)]


class EventBatch(BaseModel):
    """Events as objects: viewer, event, item (or source and record), at, id, rating, position,
    query, purposes.
    """

    model_config = ConfigDict(extra="forbid")
    events: Annotated[list[dict[str, Any]], Field(min_length=1, max_length=MOST_EVENTS)]


class PurposesChange(BaseModel):
    """Purposes that a viewer withdraws, and such that they give again."""

    model_config = ConfigDict(extra="forbid")
    withdraw: PurposeWords = []
    give: PurposeWords = []


class ErasureReason(BaseModel):
    """Why a viewer is erased; it stays with the tombstone, so it names nobody."""

    model_config = ConfigDict(extra="forbid")
    because: Annotated[str, Field(min_length=1, max_length=200)] = "The viewer asked for it"


@router.post("/events", responses={SOME_REFUSED: {"model": AddedEvents}})
def add_events(
    batch: EventBatch, response: Response, desk: DeskIn, editor: EditorIn
) -> AddedEvents:
    """Keep up to 1,000 events; 207 when some were refused, and what is wrong with each.

    The same batch again adds nothing. Needs the role of editor.
    """
    added = desk.audience.add_events(batch.events, by=editor.name)
    if added.refused:
        response.status_code = SOME_REFUSED
    return added


@router.get("/viewers/{viewer}/purposes")
def purposes(viewer: Name, desk: DeskIn, editor: EditorIn) -> PurposesView:  # noqa: ARG001
    """The purposes that a viewer withdrew; needs the role of editor."""
    return desk.audience.purposes(viewer)


@router.post("/viewers/{viewer}/purposes")
def change_purposes(
    viewer: Name,
    change: PurposesChange,
    desk: DeskIn,
    editor: EditorIn,  # noqa: ARG001
) -> PurposesView:
    """Withdraw purposes, or give them again; counts from the next request on."""
    return desk.audience.change_purposes(
        viewer, withdraw=read_purposes(change.withdraw), give=read_purposes(change.give)
    )


@router.post("/viewers/{viewer}/erasure")
def erase(viewer: Name, asked: ErasureReason, desk: DeskIn, steward: StewardIn) -> Erasure:
    """Erase everything about a viewer; it can't be undone. Needs the role of steward."""
    return desk.audience.erase(viewer, by=steward.name, because=asked.because)


@router.get("/audience/segments/{by}")
def segments(by: Name, desk: DeskIn, editor: EditorIn) -> SegmentsView:  # noqa: ARG001
    """Segments by an attribute, `declared`, `learned` or a version; needs the role of editor."""
    return desk.audience.segments_view(by)


@router.get("/audience/retention/{item}")
def retention(item: Name, desk: DeskIn, editor: EditorIn, by: Way = None) -> RetentionView:  # noqa: ARG001
    """The share still watching at each minute, of all viewers and of the segments of `by`."""
    return desk.audience.retention(item, by or None)
