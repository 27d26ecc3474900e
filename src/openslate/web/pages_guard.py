"""The pages on which moderators see why a message was refused, and teach; work without scripts."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from openslate.app.guard.exception_views import exceptable, exception_rows
from openslate.app.guard.guard_views import message_page, message_rows
from openslate.app.guard.norm_views import topic_view
from openslate.app.guard.teach_guard import MOST_BECAUSE
from openslate.common.errors import ConflictError, DeniedError
from openslate.decision.verdict import Verdict
from openslate.guard.conversation import Part, Purpose, Setting, Surface, Turn
from openslate.web.asked import Name
from openslate.web.rendering import render, segment
from openslate.web.session import DeskIn, EditorIn

router = APIRouter(prefix="/guard", include_in_schema=False)
ROOM = "/guard"
CONTEXT_CHOICES = {"purposes": list(Purpose), "surfaces": list(Surface), "parts": list(Part)}
SHOWN = 100
"""Messages listed, the latest first."""
MOST_TEXT = 4_000
Text = Annotated[str, Form(min_length=1, max_length=MOST_TEXT)]
Because = Annotated[str, Form(max_length=MOST_BECAUSE)]
Topic = Annotated[str, Form(max_length=80)]
Choice = Annotated[str, Query(pattern="^(all|review|block|label|allow)$")]


@router.get("")
def queue(
    request: Request,
    desk: DeskIn,
    editor: EditorIn,  # noqa: ARG001
    show: Choice = "all",
) -> Response:
    """Messages judged lately, what was taught, and how far moderators agree."""
    room = desk.guard
    rows = message_rows(room.latest(SHOWN), room.corrections.counting())
    exceptions = exception_rows(room)
    return render(
        request,
        "guard.html",
        rows=[row for row in rows if show in ("all", row.verdict)],
        show=show,
        taught=[each for each in room.corrections.counting() if each.live],
        exceptions=exceptions,
        waiting=sum(each.waits for each in exceptions),
        agreement=room.agreement(),
        purposes=list(Purpose),
        norms=len(room.book.norms),
        topics=len(room.book.topics),
        most=MOST_TEXT,
    )


@router.post("/try")
def try_out(
    desk: DeskIn,
    editor: EditorIn,
    text: Text,
    age: Annotated[str, Form(pattern=r"^\d{0,3}$")] = "",
    purpose: Annotated[str, Form(max_length=20)] = "",
    election: Annotated[bool, Form()] = False,
) -> Response:
    """Judge a message that an editor typed, and show why."""
    setting = Setting(
        viewer_age=int(age) if age else None,
        purpose=Purpose(purpose) if purpose in set(Purpose) else None,
        election_period=election or None,
    )
    checked = desk.guard.check([Turn(text)], setting, viewer=f"tried by {editor.name}"[:80])
    return RedirectResponse(f"{ROOM}/messages/{segment(checked.journal_id)}", 303)


@router.get("/messages/{message}")
def one(
    message: Name,
    request: Request,
    desk: DeskIn,
    editor: EditorIn,  # noqa: ARG001
    done: bool = False,
) -> Response:
    """One message: the words, the norm with its citation, exceptions, and what was said of it."""
    return message_response(message, request, desk, done=done)


@router.post("/messages/{message}")
def correct(
    message: Name,
    request: Request,
    desk: DeskIn,
    editor: EditorIn,
    verdict: Annotated[str, Form(pattern="^(allow|label|block)$")],
    because: Because = "",
    topic: Topic = "",
    anyway: Annotated[bool, Form()] = False,
) -> Response:
    """Teach: the correction works at once, unless it would break what is judged rightly."""
    given = Verdict[verdict.upper()]
    try:
        desk.guard.teach.correct(
            message, given, because, editor.name, topic=topic or None, anyway=anyway
        )
    except (ConflictError, DeniedError) as error:
        return message_response(
            message, request, desk, trouble=error, verdict=verdict, because=because
        )
    return RedirectResponse(f"{ROOM}/messages/{segment(message)}?done=yes", 303)


@router.post("/messages/{message}/withdraw")
def withdraw(message: Name, desk: DeskIn, editor: EditorIn, because: Because = "") -> Response:
    """The guard no longer goes by this message."""
    desk.guard.teach.withdraw(message, because or "Withdrawn", editor.name)
    return RedirectResponse(f"{ROOM}/messages/{segment(message)}?done=yes", 303)


@router.get("/norms")
def norms(request: Request, desk: DeskIn, editor: EditorIn) -> Response:  # noqa: ARG001
    """The tree of topics."""
    book = desk.guard.book
    roots = [topic_view(book, slug) for slug in book.roots]
    below = {slug: [topic_view(book, s) for s in book.narrower(slug)] for slug in book.topics}
    return render(request, "norms.html", roots=roots, below=below, version=book.version)


@router.get("/norms/{topic}")
def topic(topic: Name, request: Request, desk: DeskIn, editor: EditorIn) -> Response:  # noqa: ARG001
    """One topic with every norm on it."""
    return render(request, "norms_topic.html", topic=topic_view(desk.guard.book, topic))


def message_response(
    message: str,
    request: Request,
    desk: DeskIn,
    *,
    done: bool = False,
    trouble: Exception | None = None,
    verdict: str = "",
    because: str = "",
    excepting: Exception | None = None,
    excepted: Mapping[str, str] | None = None,
) -> Response:
    """The page of one message, with what went wrong in teaching or excepting."""
    room = desk.guard
    page = message_page(room.journal.get(message), room.corrections.of_message(message), room.book)
    return render(
        request,
        "guard_message.html",
        status=200 if trouble is None and excepting is None else 409,
        page=page,
        done=done,
        trouble=str(trouble or ""),
        may_insist=isinstance(trouble, ConflictError),
        chosen=verdict,
        because=because,
        most=MOST_BECAUSE,
        exceptable=exceptable(room, message),
        exceptions=[each for each in exception_rows(room) if each.message == message],
        excepting=str(excepting or ""),
        excepted=excepted or {},
        **CONTEXT_CHOICES,
    )
