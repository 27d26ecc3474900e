"""A viewer's pages: home, why this, history."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from openslate.web.asked import AskedIn, Name
from openslate.web.rendering import render, segment
from openslate.web.session import DeskIn, EditorIn

router = APIRouter(include_in_schema=False)


@router.get("/viewers/{viewer}")
def home(viewer: Name, request: Request, desk: DeskIn, asked: AskedIn) -> Response:
    """The rows chosen for a viewer."""
    profile = desk.viewer(viewer)
    page = desk.home(viewer, asked.context(desk, viewer), history=asked.history)
    return render(
        request,
        "home.html",
        home=page,
        profile=profile,
        territories=desk.territories(),
        lasting=not desk.influence.history_used(viewer),
        query=asked.query,
    )


@router.get("/viewers/{viewer}/why/{item}")
def why(viewer: Name, item: Name, request: Request, desk: DeskIn, asked: AskedIn) -> Response:
    """Why an item is, or is not, on a viewer's home; the panel shows a part of this page."""
    told = desk.why(viewer, item, asked.context(desk, viewer), history=asked.history)
    return render(request, "why.html", why=told, personal=asked.history, query=asked.query)


@router.get("/viewers/{viewer}/history")
def history(viewer: Name, request: Request, desk: DeskIn, asked: AskedIn) -> Response:
    """Who a viewer is and what they watched last."""
    return render(request, "history.html", profile=desk.viewer(viewer), query=asked.query)


@router.post("/viewers/{viewer}/history")
def record_viewing(
    viewer: Name,
    item: Annotated[str, Form(min_length=1, max_length=80)],
    desk: DeskIn,
    editor: EditorIn,
) -> Response:
    """Note that a viewer watched an item; the next home knows it."""
    desk.record_viewing(viewer, item, by=editor.name)
    return RedirectResponse(f"/viewers/{segment(viewer)}/history", 303)
