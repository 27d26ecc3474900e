"""Rows for everybody as feeds that other programs read."""

from typing import Literal

from fastapi import APIRouter, Request, Response

from openslate.app.distribution.feed_formats import JSON_TYPE, RSS_TYPE, to_json_feed, to_rss
from openslate.web.api_models import PROBLEMS
from openslate.web.asked import AskedIn, Name
from openslate.web.session import DeskIn

router = APIRouter(prefix="/feeds", tags=["questions"], responses=PROBLEMS)
KEEP = "public, max-age=300"
FORMATS = {"rss": (to_rss, RSS_TYPE), "json": (to_json_feed, JSON_TYPE)}


@router.get("/{row}.{form}", response_class=Response)
def feed(
    row: Name, form: Literal["rss", "json"], request: Request, desk: DeskIn, asked: AskedIn
) -> Response:
    """A row without anything personal, as RSS with Media RSS or as JSON Feed."""
    write, media_type = FORMATS[form]
    base = str(request.base_url).rstrip("/")
    content = write(desk.distribution.feed(row, asked.context(desk)), base)
    return Response(content, media_type=media_type, headers={"Cache-Control": KEEP})
