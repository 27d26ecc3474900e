"""The JSON API's answers about what decides the pages."""

from fastapi import APIRouter

from openslate.app.influence.how_views import HowRow
from openslate.app.influence.measurement import Measurement
from openslate.web.api_models import PROBLEMS
from openslate.web.asked import Name
from openslate.web.session import DeskIn

router = APIRouter(prefix="/api/v1", tags=["influence"], responses=PROBLEMS)


@router.get("/influence")
def influence(desk: DeskIn) -> Measurement | None:
    """What was measured of every row and component; null while nothing was."""
    return desk.influence.measurement()


@router.get("/rows/{row}/how")
def how(row: Name, desk: DeskIn) -> HowRow:
    """How many places of a row each component decides, with intervals, and in a sentence."""
    return desk.influence.how(row)
