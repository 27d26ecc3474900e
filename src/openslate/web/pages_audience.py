"""Pages about the audience: segments of viewers, how long they stay; editors and stewards."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from openslate.app.audience.retention_views import CurveView
from openslate.web.asked import Name
from openslate.web.rendering import render
from openslate.web.retention_picture import draw_retention
from openslate.web.session import DeskIn, EditorIn

router = APIRouter(prefix="/audience", include_in_schema=False)
FIRST_WAY = "age"
EVERY = 5  # minutes between the rows of a table
MaybeWay = Annotated[str, Query(max_length=80)]


@router.get("")
def audience() -> Response:
    """From the head of every page to the segments."""
    return RedirectResponse("/audience/segments", 307)


@router.get("/segments")
def segments(
    request: Request,
    desk: DeskIn,
    editor: EditorIn,  # noqa: ARG001
    by: MaybeWay = "",
) -> Response:
    """How the audience is divided, and how many are in each part."""
    way = by or FIRST_WAY
    room = desk.audience
    told = room.segments_view(way)
    return render(request, "segments.html", told=told, way=way, ways=room.ways)


@router.get("/retention/{item}")
def retention(
    item: Name,
    request: Request,
    desk: DeskIn,
    editor: EditorIn,  # noqa: ARG001
    by: MaybeWay = "",
) -> Response:
    """Who stays with an item how long, as a curve and as a table."""
    room = desk.audience
    told = room.retention(item, by or None)
    curves = [told.overall, *told.segments] if told.overall else []
    return render(
        request,
        "retention.html",
        told=told,
        way=by,
        ways=room.ways,
        curves=[(curve, draw_retention(curve), some_minutes(curve)) for curve in curves if curve],
    )


def some_minutes(curve: CurveView) -> list[int]:
    """The minutes that the table tells of: every fifth, and the last."""
    last = len(curve.minutes) - 1
    return [minute for minute in range(last + 1) if minute % EVERY == 0 or minute == last]
