"""The page for questions in SPARQL; editors and stewards only."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response

from openslate.app.graph.graph_views import GraphAnswer
from openslate.app.graph.sparql_examples import EXAMPLES
from openslate.app.graph.sparql_formats import as_csv, item_of, short
from openslate.app.graph.sparql_guard import PREFIXES
from openslate.common.errors import SlateError
from openslate.web.rendering import render
from openslate.web.session import DeskIn, EditorIn

router = APIRouter(include_in_schema=False)
Asked = Annotated[str, Form(max_length=20_000)]
Wanted = Annotated[str, Form(alias="as", pattern="^(table|csv)$")]
Example = Annotated[int, Query(ge=0, lt=len(EXAMPLES))]


@router.get("/graph/ask")
def ask_page(request: Request, editor: EditorIn, example: Example = 0) -> Response:  # noqa: ARG001
    """The form with one of the examples in it."""
    return _page(request, EXAMPLES[example][1])


@router.post("/graph/ask")
def ask(
    request: Request,
    desk: DeskIn,
    editor: EditorIn,  # noqa: ARG001
    query: Asked = "",
    wanted: Wanted = "table",
) -> Response:
    """The answer as a table on the page, or as a CSV file."""
    query = query.replace("\r\n", "\n")
    try:
        answer = desk.ask_graph(query)
    except SlateError as error:
        return _page(request, query, trouble=str(error))
    if wanted == "csv":
        headers = {"Content-Disposition": 'attachment; filename="answer.csv"'}
        return Response(as_csv(answer), media_type="text/csv", headers=headers)
    return _page(request, query, answer)


def _page(
    request: Request, query: str, answer: GraphAnswer | None = None, trouble: str = ""
) -> Response:
    return render(
        request,
        "ask.html",
        status=422 if trouble else 200,
        query=query,
        answer=answer,
        trouble=trouble,
        examples=EXAMPLES,
        prefixes=PREFIXES,
        short=short,
        item_of=item_of,
    )
