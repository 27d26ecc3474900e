"""The page that tells how a row works."""

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from openslate.app.influence.row_names import ROW_NAMES
from openslate.app.views import ViewerView
from openslate.recommend.influence.tally import PAGE
from openslate.web.asked import Asked, AskedIn, Name
from openslate.web.desk import Desk
from openslate.web.rendering import render, segment
from openslate.web.session import AccountIn, DeskIn

router = APIRouter(include_in_schema=False)
Used = Annotated[Literal["on", "off"], Form()]


@router.get("/rows/{row}/how")
def how(row: Name, request: Request, desk: DeskIn, asked: AskedIn) -> Response:
    """How many places of a row each component decides."""
    return _page(row, request, desk, asked)


@router.get("/viewers/{viewer}/rows/{row}/how")
def how_for(viewer: Name, row: Name, request: Request, desk: DeskIn, asked: AskedIn) -> Response:
    """The same for one viewer, who can switch the use of their history off."""
    return _page(row, request, desk, asked, desk.viewer(viewer))


@router.post("/viewers/{viewer}/rows/{row}/how")
def choose_history(
    viewer: Name, row: Name, desk: DeskIn, account: AccountIn, used: Used
) -> Response:
    """Switch the use of a viewer's history on or off, for good; the next page keeps to it."""
    desk.influence.choose_history(viewer, used=used == "on", by=account.name)
    return RedirectResponse(f"/viewers/{segment(viewer)}/rows/{segment(row)}/how#yours", 303)


def _page(
    row: str, request: Request, desk: Desk, asked: Asked, viewer: ViewerView | None = None
) -> Response:
    return render(
        request,
        "how.html",
        how=desk.influence.how(row),
        viewer=viewer,
        used=desk.influence.history_used(viewer.viewer) if viewer else True,
        rows=ROW_NAMES,
        whole=PAGE,
        query=asked.query,
    )
