"""From an uploaded file to an import, in a form that needs no scripts; editors and stewards."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from openslate.app.deliveries.mapping_form import CHOICES
from openslate.app.deliveries.mapping_room import TriedMapping
from openslate.catalogue.mapping.synonyms import ID
from openslate.common.errors import NotFoundError, SlateError
from openslate.graph.delivery import RECORD_FIELDS, DeliveryKind
from openslate.web.asked import Name
from openslate.web.desk import Desk
from openslate.web.rendering import render, segment
from openslate.web.sent_file import sent_file
from openslate.web.session import DeskIn, EditorIn

router = APIRouter(prefix="/catalogue/mapping", include_in_schema=False)
Saved = Annotated[str | None, Query(max_length=60)]
Kind = Annotated[DeliveryKind | None, Query()]
Flag = Annotated[str | None, Query(max_length=60)]
MOST_FIELDS = 5000


@router.get("")
def start(request: Request, desk: DeskIn, editor: EditorIn) -> Response:  # noqa: ARG001
    """Upload a file, or go on with one that waits."""
    return _start(request, desk)


@router.post("")
async def upload(request: Request, desk: DeskIn, editor: EditorIn) -> Response:
    """Keep an uploaded file and go to its form."""
    try:
        async with sent_file(request) as file:
            room = desk.mapping_room
            kept = await run_in_threadpool(room.take, file.file, file.filename or "", editor.name)
    except SlateError as error:
        return await run_in_threadpool(_start, request, desk, str(error))
    return RedirectResponse(f"/catalogue/mapping/{kept.upload}", 303)


@router.get("/{upload}")
def look(
    upload: Name,
    request: Request,
    desk: DeskIn,
    editor: EditorIn,  # noqa: ARG001
    mapping: Saved = None,
    kind: Kind = None,
    kept: Flag = None,
) -> Response:
    """A file under a guessed or a saved mapping, as a form, with what it would become."""
    tried = desk.mapping_room.look(upload, mapping or None, kind)
    told = f"Saved as {kept}. It can be used for the next file too." if kept else ""
    return _form(request, desk, tried, saved=mapping or "", told=told)


@router.post("/{upload}")
async def act(
    upload: Name,
    request: Request,
    desk: DeskIn,
    editor: EditorIn,  # noqa: ARG001
) -> Response:
    """What the form's button says: try, save, import or drop."""
    async with request.form(max_files=0, max_fields=MOST_FIELDS) as form:
        answers = _texts(form)
    return await run_in_threadpool(_act, request, desk, upload, answers)


@router.get("/{upload}/import")
def import_state(upload: Name, request: Request, desk: DeskIn, editor: EditorIn) -> Response:  # noqa: ARG001
    """How an import stands, and in the end what came of it."""
    state = desk.mapping_room.import_state(upload)
    return render(request, "mapping_import.html", state=state, upload=upload)


def _act(request: Request, desk: Desk, upload: str, answers: Mapping[str, str]) -> Response:
    room, base = desk.mapping_room, f"/catalogue/mapping/{segment(upload)}"
    saved = answers.get("saved", "")
    try:
        match answers.get("do"):
            case "drop":
                room.uploads.drop(upload)
                return RedirectResponse("/catalogue/mapping", 303)
            case "save":
                name = segment(room.save(upload, answers))
                return RedirectResponse(f"{base}?mapping={name}&kept={name}", 303)
            case "import":
                room.start_import(upload, answers)
                return RedirectResponse(f"{base}/import", 303)
            case _:
                return _form(request, desk, room.try_out(upload, answers), saved=saved)
    except NotFoundError:
        raise
    except SlateError as error:
        tried = room.look(upload, saved or None)
        return _form(request, desk, tried, saved=saved, trouble=str(error))


def _start(request: Request, desk: Desk, trouble: str = "") -> Response:
    room = desk.mapping_room
    return render(
        request,
        "mapping.html",
        status=422 if trouble else 200,
        waiting=room.uploads.all(),
        names=room.files.names(),
        trouble=trouble,
    )


def _form(
    request: Request,
    desk: Desk,
    tried: TriedMapping,
    *,
    saved: str,
    told: str = "",
    trouble: str = "",
) -> Response:
    kind: DeliveryKind = tried.form.kind if tried.form else "works"
    shown = list(dict.fromkeys(name for record in tried.records for name in record.values))
    return render(
        request,
        "mapping_form.html",
        status=422 if trouble else 200,
        tried=tried,
        form=tried.form,
        saved=saved,
        names=desk.mapping_room.files.names(),
        fields=RECORD_FIELDS[kind],
        id_field=ID,
        choices=CHOICES,
        shown=shown,
        told=told,
        trouble=trouble or tried.trouble,
    )


def _texts(form: FormData) -> dict[str, str]:
    return {key: value for key, value in form.items() if isinstance(value, str)}
