"""The front page: what this is, whose home to open, how the house stands."""

from collections.abc import Iterator, Mapping
from typing import Any

from fastapi import APIRouter, Request, Response

from openslate.app.showing import NO_MODEL
from openslate.web.asked import Words
from openslate.web.rendering import render
from openslate.web.session import DeskIn

router = APIRouter(include_in_schema=False)
LISTED = 24


@router.get("/")
def start(request: Request, desk: DeskIn, q: Words = "") -> Response:
    """The front page, with the viewers that match `q`."""
    status = desk.status()
    return render(
        request,
        "start.html",
        query=q,
        viewers=desk.viewers(q, limit=LISTED),
        trained=status.get("model") != NO_MODEL,
        figures=tuple(figures(status)),
    )


def figures(status: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Names and values of a status, with the mappings inside it laid flat.

    >>> list(figures({"snapshot": "s0001", "counts": {"items": 60}}))
    [('snapshot', 's0001'), ('items', 60)]
    """
    for name, value in status.items():
        if isinstance(value, Mapping):
            yield from figures(value)
        elif isinstance(value, str | int | float):
            yield str(name).replace("_", " "), value
