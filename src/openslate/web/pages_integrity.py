"""The page on which editors decide about flags on traffic; works without scripts."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from openslate.app.audience.integrity.flag_views import FlagView, Said
from openslate.app.audience.integrity.integrity_room import UNDECIDED, IntegrityRoom
from openslate.app.audience.integrity.review_flag import LONGEST, REASONS
from openslate.common.errors import ConflictError
from openslate.web.asked import Name
from openslate.web.rendering import render, segment
from openslate.web.session import DeskIn, EditorIn
from openslate.web.timeline_strip import draw_strip

router = APIRouter(prefix="/audience/integrity", include_in_schema=False)
ROOM = "/audience/integrity"
BESIDE = 12
"""Flags listed beside the one that is shown."""
FlagIn = Annotated[str, Query(max_length=80)]
Hidden = Annotated[str, Form(max_length=80)]
Because = Annotated[str, Form(max_length=LONGEST)]


@router.get("")
def first(
    request: Request,
    desk: DeskIn,
    editor: EditorIn,  # noqa: ARG001
    after: FlagIn = "",
    done: FlagIn = "",
) -> Response:
    """The flag that waits first, or the one behind `after`."""
    room = desk.integrity
    flag = room.after(after)
    last = room.flag(done) if done else None
    return _page(request, room, room.flag(flag) if flag else None, last=last, at_end=bool(after))


@router.post("/scan")
def scan(desk: DeskIn, editor: EditorIn) -> Response:  # noqa: ARG001
    """Look through all traffic, then show what waits."""
    desk.integrity.scan()
    return RedirectResponse(ROOM, 303)


@router.get("/{flag}")
def one(
    flag: Name,
    request: Request,
    desk: DeskIn,
    editor: EditorIn,  # noqa: ARG001
    meanwhile: bool = False,
) -> Response:
    """One flag, whatever became of it."""
    return _page(request, desk.integrity, desk.integrity.flag(flag), meanwhile=meanwhile)


@router.post("/{flag}")
def say(
    flag: Name,
    desk: DeskIn,
    editor: EditorIn,
    said: Annotated[Said, Form()],
    because: Because = "",
    seen: Hidden = "",
) -> Response:
    """Keep what was decided, then show the next flag; the flag itself when it was taken back."""
    try:
        desk.integrity.say(flag, said, by=editor.name, because=because, seen=seen)
    except ConflictError:
        return RedirectResponse(f"{ROOM}/{segment(flag)}?meanwhile=yes", 303)
    if said == "undo":
        return RedirectResponse(f"{ROOM}/{segment(flag)}", 303)
    return RedirectResponse(f"{ROOM}?after={segment(flag)}&done={segment(flag)}", 303)


def _page(
    request: Request,
    room: IntegrityRoom,
    flag: FlagView | None,
    *,
    last: FlagView | None = None,
    at_end: bool = False,
    meanwhile: bool = False,
) -> Response:
    moments = [m for evidence in flag.evidence for m in evidence.moments] if flag else []
    return render(
        request,
        "integrity.html",
        queue=room.list(UNDECIDED, BESIDE),
        decided=room.list(("confirmed", "genuine"), BESIDE),
        flag=flag,
        strip=draw_strip(moments),
        last=last,
        at_end=at_end,
        meanwhile=meanwhile,
        reasons=REASONS,
        longest=LONGEST,
        room=ROOM,
    )
