"""The page on which editors decide about pairs of records; works without scripts."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from openslate.app.identity.review_desk import ReviewDesk
from openslate.app.identity.review_links import LONGEST, REASONS
from openslate.app.identity.review_queue import Between
from openslate.app.identity.review_views import PairView, Said
from openslate.common.errors import ConflictError, NotFoundError, SlateError
from openslate.web.asked import Name
from openslate.web.rendering import render, segment
from openslate.web.session import DeskIn, EditorIn
from openslate.web.waterfall import waterfall

router = APIRouter(include_in_schema=False)
ROOM = "/catalogue/review"
BESIDE = 12
"""Pairs listed beside the one that is shown."""
BetweenIn = Annotated[str, Query(max_length=200, description="Two sources, a blank between them")]
LinkIn = Annotated[str, Query(max_length=80)]
Words = Annotated[str, Query(max_length=200)]
SaidIn = Annotated[Said, Form()]
Because = Annotated[str, Form(max_length=LONGEST)]
Hidden = Annotated[str, Form(max_length=200)]


@router.get(ROOM)
def first(
    request: Request,
    desk: DeskIn,
    editor: EditorIn,  # noqa: ARG001
    between: BetweenIn = "",
    after: LinkIn = "",
    done: LinkIn = "",
    find: Words = "",
) -> Response:
    """The pair that waits first, or the one behind `after`; `find` looks pairs up."""
    reviews = desk.reviews
    try:
        if find.strip():
            return _page(request, reviews, None, between, found=find.strip())
        link = reviews.after(after, read_between(between))
        pair = reviews.pair(link) if link else None
        return _page(request, reviews, pair, between, done=done, at_end=bool(after))
    except NotFoundError:
        raise
    except SlateError as error:  # there is no snapshot yet
        return render(request, "review_none.html", trouble=str(error))


@router.get(f"{ROOM}/applying")
def applying(request: Request, desk: DeskIn, editor: EditorIn) -> Response:  # noqa: ARG001
    """How far applying has come; the page asks again while it runs."""
    queue = desk.reviews.queue(limit=1)
    return render(request, "review_applying.html", queue=queue, applying=desk.reviews.applying)


@router.post(f"{ROOM}/applying")
def apply(desk: DeskIn, editor: EditorIn, between: Hidden = "") -> Response:
    """Begin to bring all decisions into the catalogue."""
    desk.reviews.apply(editor.name)
    return RedirectResponse(_address(ROOM, between=between), 303)


@router.get(f"{ROOM}/{{link}}")
def one(
    link: Name,
    request: Request,
    desk: DeskIn,
    editor: EditorIn,  # noqa: ARG001
    between: BetweenIn = "",
    meanwhile: bool = False,
) -> Response:
    """One pair, whatever became of it."""
    return _page(request, desk.reviews, desk.reviews.pair(link), between, meanwhile=meanwhile)


@router.post(f"{ROOM}/{{link}}")
def say(
    link: Name,
    desk: DeskIn,
    editor: EditorIn,
    said: SaidIn,
    because: Because = "",
    seen: Hidden = "",
    between: Hidden = "",
) -> Response:
    """Keep what was decided, then show the next pair; the pair itself when it was taken back."""
    try:
        desk.reviews.say(link, said, by=editor.name, because=because, seen=seen)
    except ConflictError:
        there = _address(f"{ROOM}/{segment(link)}", between=between, meanwhile="yes")
        return RedirectResponse(there, 303)
    if said == "undo":
        return RedirectResponse(_address(f"{ROOM}/{segment(link)}", between=between), 303)
    return RedirectResponse(_address(ROOM, between=between, after=link, done=link), 303)


def read_between(text: str) -> Between | None:
    """Two sources out of one value of a form; None for all."""
    names = text.split()
    if not names:
        return None
    if len(names) != 2:
        raise SlateError(f"{text!r} does not name two sources", do="Choose them on the page")
    return names[0], names[1]


def _page(
    request: Request,
    reviews: ReviewDesk,
    pair: PairView | None,
    between: str,
    *,
    done: str = "",
    found: str = "",
    at_end: bool = False,
    meanwhile: bool = False,
) -> Response:
    queue = reviews.queue(read_between(between), BESIDE)
    return render(
        request,
        "review.html",
        queue=queue,
        pair=pair,
        steps=waterfall(pair.contributions) if pair else (),
        last=reviews.pair(done) if done else None,
        between=between,
        found=found,
        links=reviews.find(found) if found else (),
        at_end=at_end,
        meanwhile=meanwhile,
        applying=reviews.applying,
        reasons=REASONS,
        longest=LONGEST,
        address=_address,
        room=ROOM,
    )


def _address(path: str, **parameters: str) -> str:
    """A path with the parameters that say something."""
    told = urlencode({name: value for name, value in parameters.items() if value})
    return f"{path}?{told}" if told else path
