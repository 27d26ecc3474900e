"""Kept versions as views, in the order of a tree."""

from collections.abc import Iterator, Sequence

from openslate.app.drafts.draft_findings import DraftLabels
from openslate.app.drafts.draft_journal import decide_draft
from openslate.app.drafts.draft_views import (
    DraftLine,
    DraftView,
    FindingView,
    PassageView,
    VersionView,
)
from openslate.assistant.drafts import DraftCandidate
from openslate.assistant.drafts.candidate import candidate_from_json
from openslate.assistant.drafts.extract import count
from openslate.common.text import shorten
from openslate.store.drafts import DraftStore, KeptDraft, KeptPick, KeptVersion

TEXTS = frozenset({"logline", "synopsis", "faq", "letter", "press", "brief"})
MOST_TITLE = 90


def draft_view(store: DraftStore, labels: DraftLabels, draft: KeptDraft) -> DraftView:
    """A draft of a text with all its versions."""
    picked = store.picked(draft.id)
    versions = tree(store.versions(draft.id))
    told = (_version(one, depth, labels, picked) for one, depth in versions)
    return DraftView(
        draft.id, draft.kind, draft.title, draft.item, draft.at, draft.made_by,
        str(draft.about.get("asked") or ""), str(draft.about.get("length") or ""),
        tuple(draft.about.get("notes") or ()), tuple(told),
        picked.version if picked else None, picked.because if picked else "",
    )  # fmt: skip


def draft_line(store: DraftStore, draft: KeptDraft) -> DraftLine:
    """A draft as a line of a list."""
    picked = store.picked(draft.id)
    text = ""
    if picked:
        text = candidate_from_json(store.version(picked.version).content).text
    return DraftLine(
        draft.id, draft.kind, draft.title, draft.item, draft.at, draft.made_by,
        shorten(" ".join(text.split()), MOST_TITLE),
    )  # fmt: skip


def tree(versions: Sequence[KeptVersion]) -> Iterator[tuple[KeptVersion, int]]:
    """Versions with their depth, each followed by what was made of it."""
    children: dict[str | None, list[KeptVersion]] = {}
    for version in versions:
        children.setdefault(version.parent, []).append(version)
    stack = [(one, 0) for one in reversed(children.get(None, []))]
    while stack:
        version, depth = stack.pop()
        yield version, depth
        stack += [(child, depth + 1) for child in reversed(children.get(version.id, []))]


def _version(
    kept: KeptVersion, depth: int, labels: DraftLabels, picked: KeptPick | None
) -> VersionView:
    candidate = candidate_from_json(kept.content)
    is_picked = picked is not None and picked.version == kept.id
    made = decide_draft(candidate, kept.id)
    return VersionView(
        id=kept.id, parent=kept.parent, depth=depth, at=kept.at, made_by=kept.made_by,
        origin=candidate.origin, text=candidate.text, words=count(candidate.text),
        refused=candidate.refused, verdict=made.verdict.name.lower(),
        label=labels(candidate, reviewed=is_picked), score=round(candidate.score, 4),
        picked=is_picked, passages=passages_of(candidate),
        findings=tuple(
            FindingView(f.rule, f.verdict.name.lower(), f.title, f.because) for f in made.findings
        ),
        sources=candidate.sources, decision=kept.decision,
    )  # fmt: skip


def passages_of(candidate: DraftCandidate) -> tuple[PassageView, ...]:
    """Passages as plain values."""
    return tuple(
        PassageView(p.text, p.author.value, p.model, p.prompt, p.grounding.value, p.sources, p.why)
        for p in candidate.passages
    )
