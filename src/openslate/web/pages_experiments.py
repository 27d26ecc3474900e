"""The page on which editors compare two settings on viewers; works without scripts."""

from datetime import timedelta

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from openslate.app.experiments.new_experiment import NewExperiment
from openslate.app.experiments.views import ExperimentStanding, ExperimentView
from openslate.common.errors import SlateError
from openslate.web.asked import Name
from openslate.web.desk import Desk
from openslate.web.rendering import render, segment
from openslate.web.scale import Scale
from openslate.web.session import DeskIn, EditorIn
from openslate.web.settings_form import read_form, said

router = APIRouter(prefix="/experiments", include_in_schema=False)
ROOM = "/experiments"
USUAL = timedelta(days=28)
"""How long an experiment runs unless somebody says otherwise: four whole weeks."""
LABELS = {
    "name": "Name",
    "row_size": "Titles in a row",
    "exploration": "Places in which other titles are tried",
    "model": "Model",
    "share": "Viewers in group b",
    "until": "Judged on",
    "hours": "Hours in which a viewing counts",
    "tolerated": "More dislikes than that a page are harm",
}
METRICS = {"watched": "Watched", "disliked": "Disliked"}


@router.get("")
def latest(request: Request, desk: DeskIn, editor: EditorIn) -> Response:  # noqa: ARG001
    """What runs now, else the latest, else how to begin."""
    return _page(request, desk)


@router.post("")
async def begin(request: Request, desk: DeskIn, editor: EditorIn) -> Response:
    """Begin an experiment, or say what is wrong with it and keep what was written."""
    written: dict[str, str] = {}
    try:
        written = await read_form(request)
        asked = said(NewExperiment, written, LABELS)
        await run_in_threadpool(desk.experiments.begin, asked, by=editor.name)
    except SlateError as error:
        return await run_in_threadpool(_page, request, desk, None, written, str(error))
    return RedirectResponse(f"{ROOM}/{segment(asked.name)}", 303)


@router.get("/{name}")
def one(name: Name, request: Request, desk: DeskIn, editor: EditorIn) -> Response:  # noqa: ARG001
    """One experiment, whatever became of it."""
    return _page(request, desk, name)


@router.post("/{name}/stop")
def stop(name: Name, desk: DeskIn, editor: EditorIn) -> Response:
    """End an experiment and show what it brought."""
    desk.experiments.end(name, by=editor.name)
    return RedirectResponse(f"{ROOM}/{segment(name)}", 303)


def _page(
    request: Request,
    desk: Desk,
    name: str | None = None,
    written: dict[str, str] | None = None,
    trouble: str = "",
) -> Response:
    room = desk.experiments
    kept = room.views()
    running = next((one for one in kept if one.state == "running"), None)
    first = running or next(iter(kept), None)
    shown = name or (first.name if first else None)
    standing = room.standing(shown) if shown else None
    return render(
        request,
        "experiments.html" if standing else "experiments_none.html",
        status=422 if trouble else 200,
        room=ROOM,
        kept=kept,
        standing=standing,
        running=running,
        scales=_scales(standing) if standing else None,
        metrics=METRICS,
        labels=LABELS,
        models=room.models(),
        usual=_usual(desk, kept),
        written=written or {},
        troubles=trouble.splitlines(),
    )


def _scales(standing: ExperimentStanding) -> dict[str, Scale]:
    """A line for each group's figures and one for each difference."""
    report, plan = standing.report, standing.experiment
    return {
        "groups": Scale.of([group.watched for group in report.groups]),
        "success": Scale.of([report.success]),
        "harm": Scale.of([report.harm], plan.tolerated),
    }


def _usual(desk: Desk, kept: tuple[ExperimentView, ...]) -> dict[str, str]:
    """What the form holds before anything is written."""
    day = desk.context().at.date() + USUAL
    return {
        "name": f"experiment-{len(kept) + 1}",
        "share": "50",
        "until": day.isoformat(),
        "hours": "48",
        "tolerated": "0.02",
    }
