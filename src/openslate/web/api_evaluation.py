"""The JSON API's answers about evaluations; editors and stewards."""

from fastapi import APIRouter

from openslate.app.evaluation.evaluation import Evaluation
from openslate.web.api_models import PROBLEMS
from openslate.web.asked import Name
from openslate.web.session import DeskIn, EditorIn

router = APIRouter(prefix="/api/v1", tags=["evaluation"], responses=PROBLEMS)


@router.get("/evaluations")
def evaluations(desk: DeskIn, editor: EditorIn) -> tuple[Evaluation, ...]:  # noqa: ARG001
    """Everything that was evaluated, the latest first."""
    return desk.evaluation.evaluations()


@router.get("/evaluations/{evaluation}")
def evaluation(evaluation: Name, desk: DeskIn, editor: EditorIn) -> Evaluation:  # noqa: ARG001
    """One evaluation: every contender's figures with intervals, segments, exposure."""
    return desk.evaluation.evaluation(evaluation)
