"""Pages of people, companies and topics, and of what is around them and around items."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from openslate.app.graph.graph_views import ITEMS
from openslate.app.graph.neighbours import GROUPS
from openslate.app.graph.subjects import SINGULAR
from openslate.web.asked import Name
from openslate.web.neighbour_picture import address_of, draw
from openslate.web.rendering import render
from openslate.web.session import DeskIn

router = APIRouter(include_in_schema=False)
PAGE_SIZE = 50
TITLES = {
    "people": "People",
    "companies": "Companies",
    "genres": "Genres",
    "countries": "Countries",
    "languages": "Languages",
    "tags": "Tags",
    "series": "Series",
}
LongName = Annotated[str, Path(min_length=1, max_length=300)]
PageNumber = Annotated[int, Query(ge=1, le=10_000)]
Role = Annotated[str | None, Query(max_length=40)]
Show = Annotated[str | None, Query(max_length=40)]


@router.get("/items/{item}/near")
def around_item(item: Name, request: Request, desk: DeskIn, show: Show = None) -> Response:
    """What is around an item, as a picture and as a table."""
    return _around(request, desk, ITEMS, item, show)


@router.get("/people/{name:path}/near")
def around_person(name: LongName, request: Request, desk: DeskIn, show: Show = None) -> Response:
    """What is around a person."""
    return _around(request, desk, "people", name, show)


@router.get("/companies/{name:path}/near")
def around_company(name: LongName, request: Request, desk: DeskIn, show: Show = None) -> Response:
    """What is around a company."""
    return _around(request, desk, "companies", name, show)


@router.get("/topics/{kind}/{name:path}/near")
def around_topic(
    kind: Name, name: LongName, request: Request, desk: DeskIn, show: Show = None
) -> Response:
    """What is around a topic."""
    return _around(request, desk, kind, name, show)


@router.get("/people/{name:path}")
def person(
    name: LongName, request: Request, desk: DeskIn, role: Role = None, page: PageNumber = 1
) -> Response:
    """What a person did, by role and year, and with whom."""
    return _subject(request, desk, "people", name, role, page)


@router.get("/companies/{name:path}")
def company(name: LongName, request: Request, desk: DeskIn, page: PageNumber = 1) -> Response:
    """A company's items and people."""
    return _subject(request, desk, "companies", name, None, page)


@router.get("/topics/{kind}/{name:path}")
def topic(
    kind: Name, name: LongName, request: Request, desk: DeskIn, page: PageNumber = 1
) -> Response:
    """The items of a genre, a country, a language, a tag or a series."""
    return _subject(request, desk, kind, name, None, page)


def _subject(
    request: Request, desk: DeskIn, kind: str, name: str, role: str | None, page: int
) -> Response:
    offset = (page - 1) * PAGE_SIZE
    subject = desk.subject(kind, name, role=role or None, limit=PAGE_SIZE, offset=offset)
    return render(
        request,
        "subject.html",
        subject=subject,
        singular=SINGULAR[kind],
        titles=TITLES,
        page=page,
        pages=-(-subject.total // PAGE_SIZE),
    )


def _around(request: Request, desk: DeskIn, kind: str, key: str, show: str | None) -> Response:
    view = desk.neighbours(kind, key, show or None)
    picture = draw(view)
    return render(
        request,
        "neighbours.html",
        view=view,
        picture=picture,
        groups=[group for group in GROUPS if group != ITEMS] + [ITEMS],
        address=address_of(view.kind, view.key),
        rows=[(each, address_of(each.kind, each.key)) for each in view.neighbours],
        more=len(view.neighbours) - len(picture.bonds),
    )
