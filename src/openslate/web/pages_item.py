"""Pages about the catalogue: an item with everything known of it, and search."""

from collections.abc import Iterable
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from openslate.app.catalogue.item_story_views import Saying
from openslate.app.graph.connections import KINDS, PEOPLE
from openslate.app.graph.subjects import SINGULAR as KIND_NAMES
from openslate.graph.links import ACCEPTED, REJECTED, WAITING
from openslate.graph.vocabulary import CREDIT_FIELDS
from openslate.web.asked import AskedIn, Name, Words
from openslate.web.rendering import render, segment
from openslate.web.session import DeskIn
from openslate.web.waterfall import waterfall

router = APIRouter(include_in_schema=False)
PAGE_SIZE = 40
Sayers = tuple[tuple[str, str], ...]
KIND_OF_FIELD = {kind: kind for kind in KINDS} | {f.column: PEOPLE for f in CREDIT_FIELDS}
"""Which facts of an item lead to a page of their own, and of which kind."""
STANDING = {
    ACCEPTED: ("allow", "one item"),
    WAITING: ("review", "waits for a person"),
    REJECTED: ("block", "kept apart"),
}
"""Colour and words for where a link stands."""


@router.get("/items/{item}")
def item_page(item: Name, request: Request, desk: DeskIn, asked: AskedIn) -> Response:
    """An item: its facts with who says what, its windows, its neighbours."""
    context = asked.context(desk)
    page, story = desk.item(item, context), desk.story(item, context)
    return render(
        request,
        "item.html",
        page=page,
        story=story,
        steps={link.link: waterfall(link.parts) for link in story.links},
        standing=STANDING,
        lines=lines,
        territories=desk.territories(),
        kind_of=KIND_OF_FIELD,
        query=asked.query,
    )


def lines(values: Iterable[Saying]) -> list[tuple[bool, Sayers, list[str]]]:
    """Values that the same records say, together: whether they won, who says them, the values."""
    found: dict[tuple[bool, Sayers], list[str]] = {}
    for value in values:
        found.setdefault((value.won, value.said_by), []).append(value.value)
    return [(*key, texts) for key, texts in found.items()]


@router.get("/items/{item}/why")
def ask_why(
    item: Name, viewer: Annotated[str, Query(min_length=1, max_length=80)], asked: AskedIn
) -> Response:
    """From the item page's form to the page that answers why, or why not."""
    query = f"?{asked.query}" if asked.query else ""
    return RedirectResponse(f"/viewers/{segment(viewer.strip())}/why/{segment(item)}{query}", 303)


@router.get("/search")
def search(
    request: Request, desk: DeskIn, q: Words = "", page: Annotated[int, Query(ge=1, le=1000)] = 1
) -> Response:
    """Items whose name, people or genres match `q`."""
    found = desk.search(q.strip(), limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE)
    subjects = desk.subjects(q.strip()) if page == 1 else ()
    pages = -(-found.total // PAGE_SIZE)
    first = (page - 1) * PAGE_SIZE + 1
    return render(
        request,
        "search.html",
        found=found,
        subjects=subjects,
        kinds=KIND_NAMES,
        page=page,
        pages=pages,
        first=first,
    )
