"""The pages on which editors see what reputations rest on, and note corrections."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from openslate.app.authenticity.reputation.note_correction import LONGEST
from openslate.app.authenticity.reputation.party_name import LONGEST as LONGEST_NAME
from openslate.authenticity.reputation.evidence import Observation, Outcome, Role
from openslate.common.errors import NotFoundError, SlateError
from openslate.web.listing import PAGE_SIZE, PageNumber, offset
from openslate.web.rendering import render, segment
from openslate.web.session import DeskIn, EditorIn

router = APIRouter(prefix="/reputation", include_in_schema=False)
ROOM = "/reputation"
NameIn = Annotated[str, Query(min_length=1, max_length=LONGEST_NAME)]
Said = Annotated[str, Form(max_length=LONGEST_NAME)]


@router.get("")
def everybody(
    request: Request,
    desk: DeskIn,
    editor: EditorIn,  # noqa: ARG001
    page: PageNumber = 1,
) -> Response:
    """Every source and producer of whom something was verified."""
    room = desk.authenticity.reputation
    found = room.everybody()
    shown = found[offset(page) : offset(page + 1)]
    pages = -(-len(found) // PAGE_SIZE)
    return render(
        request, "reputation.html", found=shown, total=len(found), page=page, pages=pages, of=of,
        half_life=room.half_life_days,
    )  # fmt: skip


@router.get("/of")
def one(
    request: Request,
    desk: DeskIn,
    editor: EditorIn,  # noqa: ARG001
    name: NameIn,
) -> Response:
    """The evidence about one source or producer."""
    return _page(request, desk, name)


@router.post("/corrections")
def correct(
    request: Request,
    desk: DeskIn,
    editor: EditorIn,
    source: Said,
    what: Said = "",
    because: Annotated[str, Form(max_length=LONGEST)] = "",
    taken_back: Annotated[bool, Form()] = False,
) -> Response:
    """Note a correction or take one back, then show the evidence as it is now."""
    room = desk.authenticity.reputation
    try:
        if taken_back:
            room.take_back(source, what, by=editor.name)
        else:
            room.correct(source, what, by=editor.name, because=because)
    except SlateError as error:
        return _page(request, desk, source, trouble=str(error), said=(what, because))
    return RedirectResponse(of(source), 303)


def of(name: str, part: str = "") -> str:
    """Where the evidence about somebody is, and a part of it."""
    return f"{ROOM}/of?{urlencode({'name': name})}{'#' if part else ''}{part}"


def _page(
    request: Request,
    desk: DeskIn,
    name: str,
    *,
    trouble: str = "",
    said: tuple[str, str] = ("", ""),
) -> Response:
    try:
        found = desk.authenticity.reputation.of(name)
    except NotFoundError:
        found = ()
    return render(
        request,
        "reputation_of.html",
        status=422 if trouble else 200,
        name=name,
        found=found,
        source=Role.SOURCE,
        corrected=Outcome.CORRECTED,
        place=place,
        trouble=trouble,
        said=said,
        longest=LONGEST,
        longest_name=LONGEST_NAME,
    )


def place(seen: Observation) -> str | None:
    """The page of what an observation is about; None where it has none."""
    pages = {
        Outcome.COORDINATED: "/audience/integrity/",
        Outcome.PUBLISHED: "/disclosures/files/",
    }
    at = pages.get(seen.outcome)
    return None if at is None else at + segment(seen.subject)
