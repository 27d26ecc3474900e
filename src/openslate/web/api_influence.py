"""The JSON API's answers about what decides the pages."""

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from openslate.app.influence.choose_history import HistoryUse
from openslate.app.influence.how_views import HowRow
from openslate.app.influence.measurement import Measurement
from openslate.web.api_models import PROBLEMS
from openslate.web.asked import Name
from openslate.web.session import AccountIn, DeskIn

router = APIRouter(prefix="/api/v1", tags=["influence"], responses=PROBLEMS)


@router.get("/influence")
def influence(desk: DeskIn) -> Measurement | None:
    """What was measured of every row and component; null while nothing was."""
    return desk.influence.measurement()


@router.get("/rows/{row}/how")
def how(row: Name, desk: DeskIn) -> HowRow:
    """How many places of a row each component decides, with intervals, and in a sentence."""
    return desk.influence.how(row)


class HistoryChoice(BaseModel):
    """Whether a viewer's history may be used for their page."""

    model_config = ConfigDict(extra="forbid")

    used: bool


@router.put("/viewers/{viewer}/history-use")
def choose_history(
    viewer: Name, choice: HistoryChoice, desk: DeskIn, account: AccountIn
) -> HistoryUse:
    """Switch the use of a viewer's history on or off, for good; needs an account."""
    return desk.influence.choose_history(viewer, used=choice.used, by=account.name)
