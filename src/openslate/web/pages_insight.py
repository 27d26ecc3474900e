"""What resonates with whom: a heat map, the titles behind a cell, what to commission; editors."""

from dataclasses import dataclass
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request, Response

from openslate.app.audience.resonance.attribute_label import KIND_NAMES, attribute_label
from openslate.app.audience.resonance.resonance_views import (
    NOT_SAID,
    CellView,
    CommissionView,
    ResonanceView,
    TitlesView,
)
from openslate.common.errors import SlateError
from openslate.web.rendering import render
from openslate.web.session import DeskIn, EditorIn

router = APIRouter(prefix="/audience/insight", include_in_schema=False)
ROWS = 25
MANY = 10.0
"""Ratios from here on are told as times, below as per cent."""
STRONG, CLEAR = 1.75, 1.25
"""Ratios from which a cell is drawn darker."""
Word = Annotated[str, Query(min_length=1, max_length=200)]
MaybeWord = Annotated[str, Query(max_length=200)]
YesNo = Literal["yes", "no"]


@dataclass(frozen=True)
class InsightQuery:
    """What the address asks for, and the same for other addresses."""

    by: str
    kind: str
    raw: bool
    beyond: bool

    def address(self, path: str = "/audience/insight", **more: object) -> str:
        """An address of these pages that keeps what was asked; `more` adds or replaces."""
        kept = {
            "by": self.by,
            "kind": self.kind,
            "raw": "yes" if self.raw else "",
            "beyond": "yes" if self.beyond else "",
        }
        told = {key: value for key, value in (kept | more).items() if value not in ("", None)}
        return f"{path}?{urlencode(told)}" if told else path


def read_query(
    by: MaybeWord = "", kind: MaybeWord = "", raw: YesNo = "no", beyond: YesNo = "no"
) -> InsightQuery:
    """`InsightQuery` from the address."""
    return InsightQuery(by, kind, raw == "yes", beyond == "yes")


QueryIn = Annotated[InsightQuery, Depends(read_query)]


@router.get("")
def heat_map(
    request: Request, desk: DeskIn, editor: EditorIn, asked: QueryIn,  # noqa: ARG001
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Response:  # fmt: skip
    """Attributes down, segments across."""
    if not desk.audience.resonance.ready:
        return render(request, "insight_none.html", why="Nobody has watched anything yet.")
    try:
        told = desk.audience.resonance.heat_map(
            asked.by or None, asked.kind or None, cleaned=not asked.raw,
            beyond_popularity=asked.beyond, limit=ROWS, offset=(page - 1) * ROWS,
        )  # fmt: skip
    except SlateError as error:
        if asked.by or asked.kind:
            raise
        return render(request, "insight_none.html", why=str(error))
    pages = -(-told.total // ROWS)
    return _page(request, "insight.html", told, asked, page=page, pages=pages)


@router.get("/titles")
def titles(
    request: Request, desk: DeskIn, editor: EditorIn, asked: QueryIn,  # noqa: ARG001
    segment: Word, value: Word,
) -> Response:  # fmt: skip
    """The titles behind a cell."""
    told = desk.audience.resonance.titles(
        asked.by, segment, asked.kind, value, cleaned=not asked.raw, beyond_popularity=asked.beyond
    )
    return _page(request, "insight_titles.html", told, asked)


@router.get("/commission")
def commission(
    request: Request, desk: DeskIn, editor: EditorIn, asked: QueryIn, segment: Word,  # noqa: ARG001
) -> Response:  # fmt: skip
    """What to commission for a segment."""
    told = desk.audience.resonance.commission(
        segment, asked.by or None, cleaned=not asked.raw, beyond_popularity=asked.beyond, limit=40
    )
    return _page(request, "insight_commission.html", told, asked)


def _page(
    request: Request,
    template: str,
    told: ResonanceView | TitlesView | CommissionView,
    asked: InsightQuery,
    **more: int,
) -> Response:
    return render(
        request,
        template,
        told=told,
        asked=asked,
        step=step_of,
        words=in_words,
        label_of=attribute_label,
        kind_names=KIND_NAMES,
        not_said=NOT_SAID[told.exposure],
        **more,
    )


def step_of(cell: CellView) -> int:
    """How strong a found difference is, from -3 (much less) to 3 (much more); 0 when open.

    >>> step_of(CellView("F", "more", 2.0)), step_of(CellView("F", "open", 2.0))
    (3, 0)
    """
    if cell.ratio is None or cell.claim not in ("more", "less"):
        return 0
    size = max(cell.ratio, 1 / max(cell.ratio, 1e-9))
    step = 3 if size >= STRONG else 2 if size >= CLEAR else 1
    return step if cell.claim == "more" else -step


def in_words(ratio: float) -> str:
    """A ratio as people say it: a percentage with its sign, a real minus; from ten on as times.

    >>> in_words(1.42), in_words(1.9)
    ('+42%', '+90%')
    """
    if ratio >= MANY:
        return f"{ratio:.0f} \N{MULTIPLICATION SIGN}"
    percent = round(100 * (ratio - 1))
    return f"{percent:+d}%".replace("-", "\N{MINUS SIGN}") if percent else "\N{PLUS-MINUS SIGN}0%"
