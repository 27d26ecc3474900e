"""A draft as it is proposed: passages with their authorship, and what checks found."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any

from openslate.assistant.drafts.overlap import Overlap
from openslate.assistant.grounding import Grounding
from openslate.decision.verdict import Verdict


class Author(StrEnum):
    """Whose words a passage is: a person's, put together by rules or by both, or a model's."""

    HUMAN = "human"
    ASSISTED = "assisted"
    GENERATED = "generated"


TEMPLATES = "templates"
"""Stands for the model where rules put facts and catalogue text together."""


@dataclass(frozen=True)
class Passage:
    """A sentence, with the blanks behind it, and the facts about it.

    `model` and `prompt` (a SHA-256) say what made it, where a person did not; `sources` who says
    so, `why` what no fact backs.
    """

    text: str
    author: Author
    model: str = ""
    prompt: str = ""
    grounding: Grounding = Grounding.NO_CLAIM
    sources: tuple[str, ...] = ()
    why: tuple[str, ...] = ()

    @property
    def unsupported(self) -> bool:
        """Whether it has to be marked."""
        return self.grounding is Grounding.UNSUPPORTED


@dataclass(frozen=True)
class DraftCandidate:
    """One of the texts among which an editor picks.

    `refused` says why it is not shown, then `passages` are empty; `guard` is the trace of the
    guard, `attributes` what picks are learned from, `score` how it is ranked.
    """

    passages: tuple[Passage, ...]
    origin: str
    verdict: Verdict = Verdict.ALLOW
    overlaps: tuple[Overlap, ...] = ()
    refused: str = ""
    guard: Mapping[str, Any] = field(default_factory=dict)
    attributes: Mapping[str, float] = field(default_factory=dict)
    score: float = 0.0

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(passage.text for passage in self.passages).strip()

    @property
    def unsupported(self) -> int:
        """How many sentences no fact backs."""
        return sum(passage.unsupported for passage in self.passages)

    @property
    def sources(self) -> tuple[str, ...]:
        """Who says what it says, each once."""
        return tuple(dict.fromkeys(s for passage in self.passages for s in passage.sources))

    @property
    def authors(self) -> frozenset[Author]:
        """Whose words are in it."""
        return frozenset(passage.author for passage in self.passages)

    def withheld(self, why: str, verdict: Verdict = Verdict.BLOCK) -> "DraftCandidate":
        """The same without its words."""
        worst = max(self.verdict, verdict)
        return replace(self, passages=(), refused=why, verdict=worst, overlaps=())

    def to_json(self) -> dict[str, Any]:
        """Plain values, for records."""
        return {**asdict(self), "verdict": self.verdict.name.lower()}


def candidate_from_json(told: Mapping[str, Any]) -> DraftCandidate:
    """The candidate that `to_json` wrote."""
    passages = (
        Passage(
            **{
                **one,
                "author": Author(one["author"]),
                "grounding": Grounding(one["grounding"]),
                "sources": tuple(one["sources"]),
                "why": tuple(one["why"]),
            }
        )
        for one in told["passages"]
    )
    return DraftCandidate(
        **{
            **told,
            "passages": tuple(passages),
            "verdict": Verdict[told["verdict"].upper()],
            "overlaps": tuple(Overlap(**one) for one in told["overlaps"]),
        }
    )
