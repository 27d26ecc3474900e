"""Orders as they are kept, so that an edit is held against what the draft was written from."""

from collections.abc import Mapping
from typing import Any

from openslate.app.drafts.draft_facts import ItemFacts
from openslate.app.workspace import Workspace
from openslate.assistant.drafts import DraftKind, DraftOrder, TextLength
from openslate.graph.snapshot import Snapshot


def order_of(
    workspace: Workspace, snapshot: Snapshot, item: str, about: Mapping[str, Any]
) -> DraftOrder:
    """The order for an item; raises NotFoundError for one that there is not."""
    facts = ItemFacts(snapshot)
    index = snapshot.index_of(item)
    kind = DraftKind(about["kind"])
    rows = facts.of(index)
    for other in facts.related(index) if kind is DraftKind.BRIEF else ():
        rows += facts.of(other)
    settings = workspace.settings
    return DraftOrder(
        kind,
        rows,
        TextLength(about.get("length") or TextLength.MEDIUM),
        str(about.get("asked") or ""),
        facts.disputed(index) if kind is DraftKind.BRIEF else (),
        settings.drafts.signature or settings.workspace.name,
    )
