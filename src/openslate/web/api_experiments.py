"""The JSON API of experiments and of estimates of what was not served; editors and stewards."""

from typing import Any

from fastapi import APIRouter

from openslate.app.experiments.new_experiment import AskedEstimate, NewExperiment
from openslate.app.experiments.views import ExperimentStanding, ExperimentView, PolicyEstimate
from openslate.app.jobs import JobState
from openslate.web.api_models import PROBLEMS, Problem
from openslate.web.asked import Name
from openslate.web.session import DeskIn, EditorIn

router = APIRouter(prefix="/api/v1", tags=["experiments"], responses=PROBLEMS)


def _conflict(text: str) -> dict[int | str, dict[str, Any]]:
    return {409: {"model": Problem, "description": text}}


@router.get("/experiments")
def experiments(desk: DeskIn, editor: EditorIn) -> tuple[ExperimentView, ...]:  # noqa: ARG001
    """Every experiment, the latest first; at most one runs."""
    return desk.experiments.views()


@router.post("/experiments", status_code=201, responses=_conflict("Another experiment is running"))
def begin(said: NewExperiment, desk: DeskIn, editor: EditorIn) -> ExperimentView:
    """Let group b be served other settings from the next page on; the record says who began it."""
    return desk.experiments.begin(said, by=editor.name)


@router.get("/experiments/{experiment}")
def one(experiment: Name, desk: DeskIn, editor: EditorIn) -> ExperimentStanding:  # noqa: ARG001
    """What an experiment compares and has brought, and whether that is enough to decide."""
    return desk.experiments.standing(experiment)


@router.post("/experiments/{experiment}/stop", responses=_conflict("It was stopped already"))
def stop(experiment: Name, desk: DeskIn, editor: EditorIn) -> ExperimentView:
    """Serve everybody what is in force again; an experiment cannot be resumed."""
    return desk.experiments.end(experiment, by=editor.name)


@router.post("/estimates", status_code=202, responses=_conflict("Another estimate is running"))
def begin_estimate(
    asked: AskedEstimate,
    desk: DeskIn,
    editor: EditorIn,  # noqa: ARG001
) -> JobState[PolicyEstimate]:
    """Begin to estimate what another model or rulebook would have brought; ask for `key`."""
    return desk.experiments.begin_estimate(asked)


@router.get("/estimates/{key}")
def estimate(key: Name, desk: DeskIn, editor: EditorIn) -> JobState[PolicyEstimate]:  # noqa: ARG001
    """How an estimate stands; when done, IPS, SNIPS and DR with ranges and the overlap."""
    return desk.experiments.jobs.state(key)
