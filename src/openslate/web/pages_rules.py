"""Pages about what people decided and what came of it: the rules, a replayed page."""

from fastapi import APIRouter, Request, Response

from openslate.web.asked import Name
from openslate.web.rendering import render
from openslate.web.session import DeskIn

router = APIRouter(include_in_schema=False)
KINDS = (
    ("rule", "Rules"),
    ("quota", "Quotas"),
    ("budget", "Budgets"),
    ("spacing", "Spacing"),
    ("pin", "Pins"),
)


@router.get("/rules")
def rules(request: Request, desk: DeskIn) -> Response:
    """The rulebook in plain English, with what each rule did lately."""
    views = desk.rules()
    groups = [(title, [v for v in views if v.kind == kind]) for kind, title in KINDS]
    decisions = max((view.decisions for view in views), default=0)
    trouble = desk.status().get("trouble")
    return render(request, "rules.html", groups=groups, decisions=decisions, trouble=trouble)


@router.get("/decisions/{journal_id}")
def replay(journal_id: Name, request: Request, desk: DeskIn) -> Response:
    """A served page made again from its record: identical, or what differs."""
    return render(request, "replay.html", replay=desk.replay(journal_id))
