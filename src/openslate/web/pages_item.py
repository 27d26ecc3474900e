"""Pages about the catalogue: an item with everything known of it, and search."""

from collections.abc import Iterable
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from openslate.app.connections import KINDS, PEOPLE
from openslate.app.subjects import SINGULAR as KIND_NAMES
from openslate.app.views import Fact
from openslate.graph.vocabulary import CREDIT_FIELDS, Columns
from openslate.web.asked import AskedIn, Name, Words
from openslate.web.rendering import render, segment
from openslate.web.session import DeskIn

router = APIRouter(include_in_schema=False)
PAGE_SIZE = 40
KIND_OF_FIELD = {kind: kind for kind in KINDS} | {f.column: PEOPLE for f in CREDIT_FIELDS}
"""Which facts of an item lead to a page of their own, and of which kind."""


@router.get("/items/{item}")
def item_page(item: Name, request: Request, desk: DeskIn, asked: AskedIn) -> Response:
    """An item: its facts with who says what, its windows, its neighbours."""
    page = desk.item(item, asked.context(desk))
    return render(
        request,
        "item.html",
        page=page,
        groups=facts_by_field(page.facts),
        columns=Columns,
        kind_of=KIND_OF_FIELD,
        query=asked.query,
    )


def facts_by_field(facts: Iterable[Fact]) -> list[tuple[str, list[Fact]]]:
    """Facts of one field together, fields in the order they come, winners first."""
    order: dict[str, int] = {}
    for fact in facts:
        order.setdefault(fact.field, len(order))
    ranked = sorted(facts, key=lambda fact: (order[fact.field], not fact.won))
    return [(field, list(group)) for field, group in groupby(ranked, lambda fact: fact.field)]


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
