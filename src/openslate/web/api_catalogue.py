"""The JSON API's questions about the health of the catalogue; editors and stewards."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from openslate.app.catalogue.health_views import (
    FoundPage,
    Health,
    ImportProblems,
    SilentPage,
    UnknownPage,
)
from openslate.app.catalogue.rights_views import ExpiringPage, ExpiringTally
from openslate.web.api_models import PROBLEMS
from openslate.web.asked import Name
from openslate.web.session import DeskIn, EditorIn

router = APIRouter(prefix="/api/v1/catalogue/health", tags=["catalogue"], responses=PROBLEMS)
Limit = Annotated[int, Query(ge=1, le=200)]
Offset = Annotated[int, Query(ge=0, le=1_000_000)]
Word = Annotated[str, Query(min_length=1, max_length=200)]
MaybeWord = Annotated[str | None, Query(max_length=200)]


class HealthAnswer(BaseModel):
    """The health of the catalogue, and the rights that are about to end in each territory."""

    health: Health
    expiring: tuple[ExpiringTally, ...]


@router.get("")
def health(desk: DeskIn, editor: EditorIn) -> HealthAnswer:  # noqa: ARG001
    """What is known, how fresh it is, what should be looked at; needs the role of editor."""
    return HealthAnswer(health=desk.room.health, expiring=desk.room.expiring)


@router.get("/checks/{check}")
def findings(
    check: Name,
    desk: DeskIn,
    editor: EditorIn,  # noqa: ARG001
    source: MaybeWord = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> FoundPage:
    """What one check found; needs the role of editor."""
    return desk.room.found(check, source=source or None, limit=limit, offset=offset)


@router.get("/silent")
def silent(
    desk: DeskIn,
    editor: EditorIn,  # noqa: ARG001
    kind: Word,
    source: Word,
    field: Word,
    limit: Limit = 50,
    offset: Offset = 0,
) -> SilentPage:
    """Records of a source that say nothing of a field; needs the role of editor."""
    return desk.room.silent(kind, source, field, limit=limit, offset=offset)


@router.get("/expiring")
def expiring(
    desk: DeskIn,
    editor: EditorIn,  # noqa: ARG001
    territory: MaybeWord = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> ExpiringPage:
    """Rights that end within thirty days, soonest first; needs the role of editor."""
    return desk.room.expiring_rights(territory or None, limit=limit, offset=offset)


@router.get("/problems")
def problems(desk: DeskIn, editor: EditorIn, source: Word, kind: Word) -> ImportProblems:  # noqa: ARG001
    """What the latest import of a source could not use; needs the role of editor."""
    return desk.room.import_problems(source, kind)


@router.get("/unknown")
def unknown(
    desk: DeskIn,
    editor: EditorIn,  # noqa: ARG001
    source: Word,
    limit: Limit = 50,
    offset: Offset = 0,
) -> UnknownPage:
    """Records with viewings that no item has; needs the role of editor."""
    return desk.room.unknown(source, limit=limit, offset=offset)
