"""The page that tells how a row works."""

from fastapi import APIRouter, Request, Response

from openslate.app.influence.row_names import ROW_NAMES
from openslate.app.views import ViewerView
from openslate.recommend.influence.tally import PAGE
from openslate.web.asked import Asked, AskedIn, Name
from openslate.web.desk import Desk
from openslate.web.rendering import render
from openslate.web.session import DeskIn

router = APIRouter(include_in_schema=False)


@router.get("/rows/{row}/how")
def how(row: Name, request: Request, desk: DeskIn, asked: AskedIn) -> Response:
    """How many places of a row each component decides."""
    return _page(row, request, desk, asked)


@router.get("/viewers/{viewer}/rows/{row}/how")
def how_for(viewer: Name, row: Name, request: Request, desk: DeskIn, asked: AskedIn) -> Response:
    """The same for one viewer, who can switch the use of their history off."""
    return _page(row, request, desk, asked, desk.viewer(viewer))


def _page(
    row: str, request: Request, desk: Desk, asked: Asked, viewer: ViewerView | None = None
) -> Response:
    return render(
        request,
        "how.html",
        how=desk.influence.how(row),
        viewer=viewer,
        personal=asked.history,
        rows=ROW_NAMES,
        whole=PAGE,
        query=asked.query,
    )
