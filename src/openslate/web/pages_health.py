"""The health of the catalogue on one page; editors and stewards."""

from collections.abc import Iterable
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from openslate.app.catalogue.catalogue_room import SOON
from openslate.app.catalogue.health_lists import can_list
from openslate.app.catalogue.health_views import CheckCount, FieldCoverage
from openslate.web.rendering import render
from openslate.web.session import DeskIn, EditorIn

router = APIRouter(prefix="/catalogue/health", include_in_schema=False)
CONFLICT, DUPLICATES = "conflict-", "duplicate-waiting"
ORPHANS = ("item-bare", "window-without-item", "window-known-by-one")
RIGHTS = ("window-order", "window-overlap")
GROUPS = (
    ("conflicts", "Conflicts between sources", "No two sources contradict each other."),
    ("orphans", "Orphans", "Every item is described and every window belongs to one."),
    ("rights", "Windows that contradict each other", "No window contradicts itself or another."),
    ("records", "Everything else that was found", "Nothing else was found."),
)
WORDS = {"violation": "must be mended", "warning": "look at it", "info": "good to know"}


@dataclass(frozen=True)
class CoverageGrid:
    """Coverage of one kind of record: fields down, sources across; `silent` fields say nothing."""

    kind: str
    sources: tuple[tuple[str, int], ...]
    rows: tuple[tuple[FieldCoverage, ...], ...]
    silent: tuple[str, ...]


@router.get("")
def health(request: Request, desk: DeskIn, editor: EditorIn) -> Response:  # noqa: ARG001
    """What is known, how fresh it is, what should be looked at."""
    if not desk.room.ready:
        return render(request, "health_none.html")
    told = desk.room.health
    return render(
        request,
        "health.html",
        health=told,
        groups=[(*group, [c for c in told.checks if group_of(c) == group[0]]) for group in GROUPS],
        tables=coverage_tables(told.coverage),
        can_list=can_list,
        words=WORDS,
        expiring=desk.room.expiring,
        soon=SOON,
        duplicates=DUPLICATES,
        stale_after=desk.room.stale_after,
    )


def group_of(check: CheckCount) -> str:
    """The section of the page that a check belongs to."""
    if check.check.startswith(CONFLICT):
        return "conflicts"
    if check.check in ORPHANS:
        return "orphans"
    if check.check in RIGHTS:
        return "rights"
    return "duplicates" if check.check == DUPLICATES else "records"


def coverage_tables(coverage: Iterable[FieldCoverage]) -> list[CoverageGrid]:
    """Coverage as one table for each kind of record."""
    by_kind: dict[str, dict[str, list[FieldCoverage]]] = {}
    for one in coverage:
        by_kind.setdefault(one.kind, {}).setdefault(one.field, []).append(one)
    return [_coverage_table(kind, fields) for kind, fields in by_kind.items()]


def _coverage_table(kind: str, fields: dict[str, list[FieldCoverage]]) -> CoverageGrid:
    said = {name: row for name, row in fields.items() if any(c.known for c in row)}
    sources = {c.source: c.records for row in fields.values() for c in row}
    rows = tuple(tuple(row) for row in said.values())
    return CoverageGrid(
        kind, tuple(sources.items()), rows, tuple(name for name in fields if name not in said)
    )
