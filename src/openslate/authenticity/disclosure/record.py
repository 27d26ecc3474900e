"""What the register keeps of a disclosure: said, asked for, present, by whose decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openslate.authenticity.disclosure.applying import StandingObligation
from openslate.authenticity.disclosure.facts import ContentFacts, facts_from_json
from openslate.authenticity.disclosure.layers import Layer

KEY = "disclosure"
"""Under which name a registered file's `about` holds it."""


@dataclass(frozen=True)
class DisclosureRecord:
    """One file's disclosure as it was when published.

    `obligations` are plain values: id, title, jurisdiction, applies_from, standing, because,
    certainty and source. `decision` is the id of the trace in the journal.
    """

    facts: ContentFacts
    labels: tuple[str, ...]
    asked: tuple[Layer, ...]
    present: tuple[Layer, ...]
    obligations: tuple[Mapping[str, Any], ...]
    decision: str
    rulebook: str

    @property
    def missing(self) -> tuple[Layer, ...]:
        """Layers asked for and not there."""
        return tuple(layer for layer in self.asked if layer not in self.present)

    def to_json(self) -> dict[str, Any]:
        """Plain values, as they are kept."""
        return {
            "facts": self.facts.to_json(),
            "labels": list(self.labels),
            "asked": [layer.value for layer in self.asked],
            "present": [layer.value for layer in self.present],
            "obligations": [dict(one) for one in self.obligations],
            "decision": self.decision,
            "rulebook": self.rulebook,
        }


def record_in(about: Mapping[str, Any]) -> DisclosureRecord | None:
    """The record among what a publisher said of a file; None where there is none."""
    told = about.get(KEY)
    if not isinstance(told, Mapping):
        return None
    return DisclosureRecord(
        facts_from_json(told["facts"]),
        tuple(told["labels"]),
        tuple(Layer(name) for name in told["asked"]),
        tuple(Layer(name) for name in told["present"]),
        tuple(told["obligations"]),
        str(told["decision"]),
        str(told["rulebook"]),
    )


def obligations_to_json(standing: Sequence[StandingObligation]) -> tuple[dict[str, Any], ...]:
    """Obligations as a record keeps them, so that it can be read when the data has changed."""
    return tuple(
        {
            "id": one.obligation.id,
            "title": one.obligation.title,
            "jurisdiction": one.obligation.jurisdiction,
            "applies_from": starts.isoformat() if (starts := one.obligation.applies_from) else None,
            "standing": one.standing.value,
            "because": one.because,
            "asks": [layer.value for layer in one.obligation.asks],
            "certainty": one.obligation.certainty,
            "source": one.obligation.source,
        }
        for one in standing
    )
