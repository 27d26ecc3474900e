"""What is found about a draft, as findings of the loop, and the label that it needs."""

from collections.abc import Iterator

from openslate.app.authenticity.disclosure_files import DisclosureFiles
from openslate.app.workspace import Workspace
from openslate.assistant.drafts import Author, DraftCandidate
from openslate.assistant.drafts.candidate import TEMPLATES
from openslate.authenticity.disclosure import wording
from openslate.authenticity.disclosure.facts import ContentFacts
from openslate.authenticity.disclosure.kinds import ContentKind
from openslate.decision.types import Finding
from openslate.decision.verdict import Verdict

KIND = "draft"
"""Kind of the candidate that a draft is."""
GENERATED, COMPOSITE = "trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia"
ALGORITHM, PEOPLE = "algorithmicMedia", "digitalCreation"


def findings_of(candidate: DraftCandidate) -> Iterator[Finding]:
    """One finding a check, those that found nothing too."""
    unbacked = [passage for passage in candidate.passages if passage.unsupported]
    yield Finding(
        "grounding",
        Verdict.REVIEW if unbacked else Verdict.ALLOW,
        "Facts stand behind every sentence" if not unbacked else "Sentences without a fact",
        "; ".join(why for passage in unbacked for why in passage.why),
        {"unsupported": len(unbacked), "sources": ", ".join(candidate.sources)},
    )
    own = [overlap for overlap in candidate.overlaps if overlap.own]
    if own:
        told = f"{own[0].words} words in a row are the catalogue's own"
        yield Finding("overlap", Verdict.LABEL, "It cites the catalogue", told)
    if candidate.refused:
        yield Finding("withheld", candidate.verdict, "It is not shown", candidate.refused)
    said = str(candidate.guard.get("verdict", "")).upper()
    verdict = Verdict[said] if said in Verdict.__members__ else None
    if verdict is not None:
        findings = candidate.guard.get("findings") or [{}]
        first = findings[0]
        yield Finding(
            f"guard:{first.get('norm', 'norm')}",
            verdict,
            str(first.get("title", "A norm of the house")),
            str(first.get("because", "")),
            binding=bool(first.get("floor")),
        )


def source_type_of(candidate: DraftCandidate) -> str:
    """Its digital source type (IPTC): from a model, partly so, put together by rules, or human."""
    models = {p.author for p in candidate.passages if p.model and p.model != TEMPLATES}
    everybody = candidate.authors
    if models:
        return GENERATED if everybody == {Author.GENERATED} else COMPOSITE
    return PEOPLE if everybody == {Author.HUMAN} else ALGORITHM


class DraftLabels:
    """The label that the house's disclosure rules give a draft."""

    def __init__(self, workspace: Workspace) -> None:
        self._rules = DisclosureFiles(workspace).rules

    def __call__(self, candidate: DraftCandidate, *, reviewed: bool) -> str:
        """The label in words, empty where it needs none."""
        facts = ContentFacts(
            "The draft",
            ContentKind.TEXT,
            source_type_of(candidate),
            human_reviewed=reviewed,
        )
        return wording.shown(self._rules(facts).labels)
