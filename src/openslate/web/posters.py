"""Drawn posters by item id, cached by the browser."""

from fastapi import APIRouter, Request, Response

from openslate.common.ids import hash_bytes
from openslate.web.asked import Name
from openslate.web.poster import draw_poster
from openslate.web.session import DeskIn

router = APIRouter(include_in_schema=False)
POLICY = "default-src 'none'; sandbox"
KEEP = "public, max-age=86400"


@router.get("/posters/{item}.svg")
def poster(item: Name, request: Request, desk: DeskIn) -> Response:
    """The poster of an item, or 304 when the browser has it."""
    card = desk.card(item)
    drawn = draw_poster(card.name, card.year, card.genres)
    tag = f'"{hash_bytes(drawn.encode())[:20]}"'
    headers = {"ETag": tag, "Cache-Control": KEEP, "Content-Security-Policy": POLICY}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(drawn, media_type="image/svg+xml", headers=headers)
