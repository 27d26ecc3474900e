"""The catalogue's front page for those who look after it."""

from fastapi import APIRouter, Request, Response

from openslate.web.pages_graph import TITLES
from openslate.web.rendering import render
from openslate.web.session import DeskIn, EditorIn

router = APIRouter(include_in_schema=False)
TASKS = (
    ("/catalogue/health", "Health", "What is missing, doubtful or in conflict, source by source."),
    ("/catalogue/review", "Review", "Pairs of records that wait for a person to decide."),
    ("/catalogue/mapping", "Mapping", "How the columns of a sheet are read."),
    ("/graph/ask", "Ask the graph", "Questions in SPARQL, for those who want it."),
    ("/evaluation", "Which model wins", "Who guesses best what viewers go on to watch."),
    ("/experiments", "Experiments", "Two settings compared on real viewers."),
    ("/rules", "Rules", "What editors decided, and how often each rule spoke."),
)


@router.get("/catalogue")
def catalogue(request: Request, desk: DeskIn, editor: EditorIn) -> Response:  # noqa: ARG001
    """What is in the catalogue, in numbers, and what there is to do."""
    figures = desk.catalogue()
    return render(request, "catalogue.html", figures=figures, titles=TITLES, tasks=TASKS)
