"""A list behind every number on the page of the catalogue's health; editors and stewards."""

from collections.abc import Collection
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from openslate.app.catalogue.health_views import FoundView
from openslate.web.asked import Name
from openslate.web.listing import (
    PAGE_SIZE,
    Cell,
    Listing,
    PageNumber,
    item_cell,
    offset,
    show,
    texts,
)
from openslate.web.rendering import field_name, territory_name
from openslate.web.session import DeskIn, EditorIn

router = APIRouter(prefix="/catalogue/health", include_in_schema=False)
Word = Annotated[str, Query(min_length=1, max_length=200)]
MaybeWord = Annotated[str | None, Query(max_length=200)]


@router.get("/checks/{check}")
def findings(
    check: Name,
    request: Request,
    desk: DeskIn,
    editor: EditorIn,  # noqa: ARG001
    source: MaybeWord = None,
    page: PageNumber = 1,
) -> Response:
    """What one check found, each with its item, its row and what to do."""
    found = desk.room.found(check, source=source or None, limit=PAGE_SIZE, offset=offset(page))
    advice = {view.suggestion for view in found.found}
    same = f" {advice.pop()}" if len(advice) == 1 else ""
    return show(
        request,
        Listing(
            title=found.title,
            about=f"{found.total:,} found{f' in records of {source}' if source else ''}.{same}",
            columns=("Item", "What was found", "Said by", "Row", "What to do"),
            rows=[_finding(view, advice) for view in found.found],
            total=found.total,
            page=page,
            path=f"/catalogue/health/checks/{check}",
            query=[("source", source)] if source else [],
        ),
    )


@router.get("/silent")
def silent(
    request: Request,
    desk: DeskIn,
    editor: EditorIn,  # noqa: ARG001
    kind: Word,
    source: Word,
    field: Word,
    page: PageNumber = 1,
) -> Response:
    """Records of a source that say nothing of a field."""
    told = desk.room.silent(kind, source, field, limit=PAGE_SIZE, offset=offset(page))
    what = "record" if kind == "works" else "rights window"
    says = f"{what} of {source} says" if told.total == 1 else f"{what}s of {source} say"
    return show(
        request,
        Listing(
            title=f"Without: {field_name(field)}",
            about=f"{told.total:,} {says} nothing of it. {told.about}.",
            columns=("Item", "Record" if kind == "works" else "Territory", "Row"),
            rows=[[item_cell(r.item, r.name), *texts(r.record, r.row)] for r in told.records],
            total=told.total,
            page=page,
            path="/catalogue/health/silent",
            query=[("kind", kind), ("source", source), ("field", field)],
        ),
    )


@router.get("/expiring")
def expiring(
    request: Request,
    desk: DeskIn,
    editor: EditorIn,  # noqa: ARG001
    territory: MaybeWord = None,
    page: PageNumber = 1,
) -> Response:
    """Rights of which the last day is near, soonest first."""
    told = desk.room.expiring_rights(territory or None, limit=PAGE_SIZE, offset=offset(page))
    where = f" in {territory_name(told.territory)}" if told.territory else ""
    return show(
        request,
        Listing(
            title=f"Rights that end soon{where}",
            about=f"{told.total:,} end between {told.first} and {told.last}, both days included.",
            columns=("Item", "Last day", "Territory", "Licence", "Said by", "Row"),
            rows=[
                [
                    item_cell(right.item, right.name),
                    *texts(right.last_day, territory_name(right.territory), right.licence_type),
                    *texts(right.source, right.row),
                ]
                for right in told.rights
            ],
            total=told.total,
            page=page,
            path="/catalogue/health/expiring",
            query=[("territory", told.territory)] if told.territory else [],
        ),
    )


@router.get("/problems")
def problems(
    request: Request,
    desk: DeskIn,
    editor: EditorIn,  # noqa: ARG001
    source: Word,
    kind: Word,
    page: PageNumber = 1,
) -> Response:
    """Values of the latest file of a source that could not be used."""
    told = desk.room.import_problems(source, kind)
    some = told.problems[offset(page) : offset(page) + PAGE_SIZE]
    kept = len(told.problems)
    return show(
        request,
        Listing(
            title=f"What {source} sent and could not be used",
            about=f"{told.count:,} values. Everything else of their rows came in.",
            columns=("File", "Row", "Column", "Value", "In a sentence"),
            rows=[list(texts(p.file, p.row, p.column, p.value, p.sentence)) for p in some],
            total=kept,
            page=page,
            path="/catalogue/health/problems",
            query=[("source", source), ("kind", kind)],
            note=f"The first {kept:,} are kept." if kept < told.count else "",
        ),
    )


@router.get("/unknown")
def unknown(
    request: Request,
    desk: DeskIn,
    editor: EditorIn,  # noqa: ARG001
    source: Word,
    page: PageNumber = 1,
) -> Response:
    """Records that people watched and that no item has."""
    told = desk.room.unknown(source, limit=PAGE_SIZE, offset=offset(page))
    return show(
        request,
        Listing(
            title=f"Watched, but not in the catalogue: {source}",
            about=f"{told.total:,} records of {source} have viewings and belong to no item.",
            columns=("Record", "Viewings"),
            rows=[list(texts(r.record, f"{r.events:,}")) for r in told.records],
            total=told.total,
            page=page,
            path="/catalogue/health/unknown",
            query=[("source", source)],
        ),
    )


def _finding(view: FoundView, advice: Collection[str]) -> list[Cell]:
    said = f"{view.source}, {view.record}" if view.record else view.source
    return [
        item_cell(view.item, view.name),
        Cell(view.sentence),
        *texts(said, view.row),
        Cell(view.suggestion if advice else ""),
    ]
