"""Pages of the disclosure register, and the form that says what a file needs; for editors."""

from typing import Any

from fastapi import APIRouter, Request, Response

from openslate.app.authenticity.check_disclosure import DisclosureCheck
from openslate.authenticity.credentials.source_types import SOURCE_TYPES
from openslate.authenticity.disclosure import wording
from openslate.authenticity.disclosure.facts import CIRCUMSTANCES, DISCLOSURE_FIELDS
from openslate.authenticity.disclosure.kinds import ContentKind
from openslate.authenticity.disclosure.layers import Layer
from openslate.common.errors import NotFoundError, SlateError
from openslate.web.api_disclosures import NAMELESS, checked
from openslate.web.asked import Name
from openslate.web.desk import Desk
from openslate.web.disclosure_asked import FilterIn, address, query_of
from openslate.web.listing import PAGE_SIZE, PageNumber, offset
from openslate.web.rendering import render
from openslate.web.session import DeskIn, EditorIn

router = APIRouter(prefix="/disclosures", include_in_schema=False)
ROOM, EXPORT = "/disclosures", "/api/v1/disclosures/export"


@router.get("")
def register(
    request: Request,
    desk: DeskIn,
    editor: EditorIn,  # noqa: ARG001
    wanted: FilterIn,
    page: PageNumber = 1,
) -> Response:
    """Published files, which labels and layers they carry, and who asks for them."""
    room = desk.authenticity.disclosures
    found = list(room.entries(wanted))
    query = query_of(wanted)
    return render(
        request,
        "disclosures.html",
        entries=found[offset(page) : offset(page + 1)],
        total=len(found),
        page=page,
        pages=-(-len(found) // PAGE_SIZE),
        wanted=wanted,
        filtered=bool(query),
        other_page=lambda number: f"{address(ROOM, wanted)}{'&' if query else '?'}page={number}",
        exports={form: _export(address(EXPORT, wanted), form) for form in ("csv", "json")},
        obligations=room.obligations(),
        kinds=list(ContentKind),
        layers=list(Layer),
        shown=wording.shown,
    )


@router.get("/files/{file}")
def one(file: Name, request: Request, desk: DeskIn, editor: EditorIn) -> Response:  # noqa: ARG001
    """Everything that is kept of one file's disclosure, and the decision behind it."""
    room = desk.authenticity.disclosures
    entry = room.entry(file)
    try:
        decision = room.decision(entry).payload
    except NotFoundError:
        decision = None
    return render(
        request,
        "disclosure.html",
        entry=entry,
        record=entry.record,
        decision=decision,
        layers=list(Layer),
        facts=said_facts(entry.record.facts.request()),
        shown=wording.shown,
    )


@router.get("/check")
def ask(request: Request, desk: DeskIn, editor: EditorIn) -> Response:  # noqa: ARG001
    """The form that says what content is."""
    return _check_page(request, desk)


@router.post("/check")
async def answer(request: Request, desk: DeskIn, editor: EditorIn) -> Response:  # noqa: ARG001
    """What a file, or content of a kind, is asked for; nothing of it is kept."""
    try:
        found = await checked(request, desk)
    except SlateError as error:
        return _check_page(request, desk, trouble=str(error))
    return _check_page(request, desk, found)


def said_facts(request: dict[str, Any]) -> dict[str, str]:
    """What is said of content in words, by what each fact is called."""
    words = {True: "yes", False: "no"}
    return {
        DISCLOSURE_FIELDS[name].words: words.get(value, str(value))
        if isinstance(value, bool)
        else str(value)
        for name, value in request.items()
        if name != "media.name"
    }


def _check_page(
    request: Request, desk: Desk, found: DisclosureCheck | None = None, trouble: str = ""
) -> Response:
    return render(
        request,
        "disclosure_check.html",
        status=422 if trouble else 200,
        found=found,
        facts=said_facts(found.facts.request()) if found else {},
        trouble=trouble,
        largest=desk.authenticity.most_bytes >> 20,
        nameless=NAMELESS,
        kinds=list(ContentKind),
        source_types=SOURCE_TYPES,
        circumstances={name: DISCLOSURE_FIELDS[f"media.{name}"].words for name in CIRCUMSTANCES},
        shown=wording.shown,
    )


def _export(place: str, form: str) -> str:
    return f"{place}{'&' if '?' in place else '?'}format={form}"
