"""The JSON API's questions about what resonates with whom; editors and stewards."""

from typing import Annotated

from fastapi import APIRouter, Query

from openslate.app.audience.resonance.resonance_views import (
    CommissionView,
    ResonanceView,
    TitlesView,
)
from openslate.web.api_models import PROBLEMS
from openslate.web.session import DeskIn, EditorIn

router = APIRouter(prefix="/api/v1/audience", tags=["audience"], responses=PROBLEMS)
Word = Annotated[str, Query(min_length=1, max_length=200)]
MaybeWord = Annotated[str | None, Query(max_length=200)]
Limit = Annotated[int, Query(ge=1, le=200)]
Offset = Annotated[int, Query(ge=0, le=1_000_000)]
Cleaned = Annotated[bool, Query(description="Leave out viewers who were confirmed as not genuine")]
Beyond = Annotated[bool, Query(description="Allow for the popularity of what each viewer watches")]


@router.get("/resonance")
def resonance(
    desk: DeskIn,
    editor: EditorIn,  # noqa: ARG001
    by: MaybeWord = None,
    attribute: MaybeWord = None,
    cleaned: Cleaned = True,
    beyond_popularity: Beyond = False,
    limit: Limit = 30,
    offset: Offset = 0,
) -> ResonanceView:
    """How much more or less each segment watches of every attribute; needs the role of editor."""
    return desk.audience.resonance.heat_map(
        by or None, attribute or None, cleaned=cleaned, beyond_popularity=beyond_popularity,
        limit=limit, offset=offset,
    )  # fmt: skip


@router.get("/resonance/titles")
def titles(
    desk: DeskIn,
    editor: EditorIn,  # noqa: ARG001
    by: Word,
    segment: Word,
    attribute: Word,
    value: Word,
    cleaned: Cleaned = True,
    beyond_popularity: Beyond = False,
    limit: Limit = 30,
) -> TitlesView:
    """The titles behind what a segment makes of an attribute; needs the role of editor."""
    return desk.audience.resonance.titles(
        by, segment, attribute, value, cleaned=cleaned, beyond_popularity=beyond_popularity,
        limit=limit,
    )  # fmt: skip


@router.get("/commission")
def commission(
    desk: DeskIn,
    editor: EditorIn,  # noqa: ARG001
    segment: Word,
    by: MaybeWord = None,
    cleaned: Cleaned = True,
    beyond_popularity: Beyond = False,
    limit: Limit = 20,
) -> CommissionView:
    """What to commission for a segment, the surest first; needs the role of editor."""
    return desk.audience.resonance.commission(
        segment, by or None, cleaned=cleaned, beyond_popularity=beyond_popularity, limit=limit
    )
