"""The JSON API's questions about the graph: people, companies, topics, neighbours, SPARQL."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from openslate.app.graph.graph_views import (
    ITEMS,
    CatalogueFigures,
    GraphAnswer,
    Named,
    Neighbourhood,
    Subject,
)
from openslate.web.api_models import PROBLEMS
from openslate.web.asked import Name, Words
from openslate.web.pages_graph import LongName, Role, Show
from openslate.web.session import DeskIn, EditorIn

router = APIRouter(prefix="/api/v1", tags=["graph"], responses=PROBLEMS)
Limit = Annotated[int, Query(ge=1, le=200)]
Offset = Annotated[int, Query(ge=0, le=1_000_000)]


class GraphQuestion(BaseModel):
    """A SPARQL query that only reads, how many rows to give and when to stop."""

    model_config = ConfigDict(extra="forbid")
    query: Annotated[str, Field(min_length=1, max_length=20_000)]
    limit: Annotated[int, Field(ge=1, le=10_000)] = 1000
    seconds: Annotated[int, Field(ge=1, le=60)] = 10


@router.get("/subjects")
def subjects(desk: DeskIn, q: Words = "", limit: Limit = 8) -> tuple[Named, ...]:
    """People, companies and topics whose names contain `q`."""
    return desk.subjects(q.strip(), limit=limit)


@router.get("/items/{item}/neighbours")
def item_neighbours(item: Name, desk: DeskIn, show: Show = None) -> Neighbourhood:
    """What is one step away from an item; `show` one of people, companies, topics, items."""
    return desk.neighbours(ITEMS, item, show or None)


@router.get("/people/{name:path}/neighbours")
def person_neighbours(name: LongName, desk: DeskIn, show: Show = None) -> Neighbourhood:
    """What is one step away from a person."""
    return desk.neighbours("people", name, show or None)


@router.get("/people/{name:path}")
def person(
    name: LongName, desk: DeskIn, role: Role = None, limit: Limit = 50, offset: Offset = 0
) -> Subject:
    """What a person did, by role and year, with whom and for whom."""
    return desk.subject("people", name, role=role or None, limit=limit, offset=offset)


@router.get("/companies/{name:path}")
def company(name: LongName, desk: DeskIn, limit: Limit = 50, offset: Offset = 0) -> Subject:
    """A company's items by year, and its people."""
    return desk.subject("companies", name, limit=limit, offset=offset)


@router.get("/topics/{kind}/{name:path}")
def topic(
    kind: Name, name: LongName, desk: DeskIn, limit: Limit = 50, offset: Offset = 0
) -> Subject:
    """The items of a topic; `kind` is genres, countries, languages, tags or series."""
    return desk.subject(kind, name, limit=limit, offset=offset)


@router.get("/catalogue")
def catalogue(desk: DeskIn, editor: EditorIn) -> CatalogueFigures:  # noqa: ARG001
    """What is in the catalogue, in numbers; needs the role of editor."""
    return desk.catalogue()


@router.post("/graph/query")
def query(asked: GraphQuestion, desk: DeskIn, editor: EditorIn) -> GraphAnswer:  # noqa: ARG001
    """The answer to a SPARQL query that only reads; needs the role of editor."""
    return desk.ask_graph(asked.query, limit=asked.limit, seconds=asked.seconds)
