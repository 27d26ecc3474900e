"""The page that tells which model wins, for whom, and what lists are like; for editors."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from openslate.app.evaluation.evaluation import Evaluation
from openslate.app.evaluation.plain_words import normative_words
from openslate.app.evaluation.verdict import verdict
from openslate.recommend.evaluation.intervals import Estimate
from openslate.recommend.evaluation.measures import CHARACTER, MEASURES, NORMATIVE
from openslate.web.asked import Name
from openslate.web.rendering import render
from openslate.web.scale import Scale
from openslate.web.session import DeskIn, EditorIn

router = APIRouter(prefix="/evaluation", include_in_schema=False)


@dataclass(frozen=True)
class SegmentRow:
    """A segment with a figure of each contender, None where there is none."""

    name: str
    n: int
    figures: list[Estimate | None]


@router.get("")
def latest(request: Request, desk: DeskIn, editor: EditorIn) -> Response:  # noqa: ARG001
    """The latest evaluation, or what to do while there is none."""
    kept = desk.evaluation.evaluations()
    if not kept:
        return render(request, "evaluation_none.html")
    return _page(request, kept[0], kept)


@router.get("/{name}")
def one(name: Name, request: Request, desk: DeskIn, editor: EditorIn) -> Response:  # noqa: ARG001
    """An earlier evaluation."""
    return _page(request, desk.evaluation.evaluation(name), desk.evaluation.evaluations())


def _page(request: Request, found: Evaluation, kept: Sequence[Evaluation]) -> Response:
    best = found.contender(found.best[0])
    return render(
        request,
        "evaluation.html",
        found=found,
        kept=kept,
        best=best,
        verdict=verdict(found),
        scale=Scale.of([one.figures["ndcg"] for one in found.contenders]),
        segments=list(_segments(found)),
        words=normative_words(best),
        measures=MEASURES,
        character=CHARACTER,
        normative=NORMATIVE,
    )


def _segments(found: Evaluation) -> Iterator[tuple[str, list[SegmentRow]]]:
    """By kind, its segments with everybody's NDCG."""
    told = found.contenders[0].segments
    for kind in dict.fromkeys(segment.kind for segment in told):
        yield (
            kind,
            [
                SegmentRow(
                    s.name, s.n, [c.segments[at].figures.get("ndcg") for c in found.contenders]
                )
                for at, s in enumerate(told)
                if s.kind == kind
            ],
        )
