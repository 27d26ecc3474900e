"""What another model or rulebook would have brought: the form, and the answer; for editors."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from openslate.app.experiments.new_experiment import AskedEstimate
from openslate.common.errors import SlateError
from openslate.web.asked import Name
from openslate.web.desk import Desk
from openslate.web.rendering import render, segment
from openslate.web.scale import Scale
from openslate.web.session import DeskIn, EditorIn
from openslate.web.settings_form import read_form, said

router = APIRouter(prefix="/estimates", include_in_schema=False)
LABELS = {"model": "Model", "requests": "Pages to look at", "metric": "What counts"}
METHODS = {
    "served": ("What was served", "What really came of the pages as they were served"),
    "ips": ("Weighed (IPS)", "Weighs each place by one over its chance: no bias, but wide"),
    "snips": (
        "Weighed, evened (SNIPS)",
        "The same over the weights: a little bias, less wide",
    ),
    "dr": ("Guessed and mended (DR)", "Guesses every place and mends the guess where both agree"),
}


@router.get("")
def start(request: Request, desk: DeskIn, editor: EditorIn) -> Response:  # noqa: ARG001
    """What could have been served instead, to choose from."""
    return _form(request, desk)


@router.post("")
async def begin(request: Request, desk: DeskIn, editor: EditorIn) -> Response:  # noqa: ARG001
    """Begin an estimate, or say what is wrong with it."""
    written: dict[str, str] = {}
    try:
        written = await read_form(request)
        asked = said(AskedEstimate, written, LABELS)
        begun = await run_in_threadpool(desk.experiments.begin_estimate, asked)
    except SlateError as error:
        return await run_in_threadpool(_form, request, desk, written, str(error))
    return RedirectResponse(f"/estimates/{segment(begun.key)}", 303)


@router.get("/{key}")
def found(key: Name, request: Request, desk: DeskIn, editor: EditorIn) -> Response:  # noqa: ARG001
    """How an estimate stands, and in the end what it says and whether to rely on it."""
    state = desk.experiments.jobs.state(key)
    told = {"served": state.result.served, **state.result.estimates} if state.result else {}
    return render(
        request,
        "estimate_found.html",
        state=state,
        told=told,
        scale=Scale.of(list(told.values())),
        methods=METHODS,
    )


def _form(
    request: Request, desk: Desk, written: dict[str, str] | None = None, trouble: str = ""
) -> Response:
    return render(
        request,
        "estimate.html",
        status=422 if trouble else 200,
        models=desk.experiments.models(),
        written=written or {},
        troubles=trouble.splitlines(),
    )
