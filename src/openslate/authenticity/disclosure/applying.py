"""Which obligations are about a piece of content, on a day and in a territory."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from openslate.authenticity.disclosure.facts import ContentFacts
from openslate.authenticity.disclosure.layers import Layer
from openslate.authenticity.disclosure.obligations import Obligation, Role

EU = frozenset(
    [
        *("AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE"),
        *("IT", "LV", "LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE"),
    ]
)
"""Member states of the European Union, ISO 3166-1."""


class Standing(StrEnum):
    """How an obligation stands to content."""

    ASKED = "asked"
    UNSETTLED = "unsettled"
    LATER = "later"


@dataclass(frozen=True)
class StandingObligation:
    """An obligation about some content: asked now, from a later day, or if facts not known hold.

    `because` says in a sentence what is missing or when it begins.
    """

    obligation: Obligation
    standing: Standing
    because: str = ""


def obligations_about(
    facts: ContentFacts, obligations: Sequence[Obligation], roles: frozenset[Role]
) -> tuple[StandingObligation, ...]:
    """Those that bind one of these roles and are, or may be, about this content."""
    found = (_standing(facts, one) for one in obligations if roles & set(one.binds))
    return tuple(one for one in found if one is not None)


def layers_asked(standing: Sequence[StandingObligation]) -> tuple[Layer, ...]:
    """Every layer that some obligation asks for now, also where that is not settled."""
    asked = {
        layer
        for one in standing
        if one.standing is not Standing.LATER
        for layer in one.obligation.asks
    }
    return tuple(layer for layer in Layer if layer in asked)


def _standing(facts: ContentFacts, one: Obligation) -> StandingObligation | None:
    answers = dict(_answers(facts, one))
    if False in answers.values():
        return None
    starts = one.applies_from
    if starts is not None and facts.day is not None and facts.day < starts:
        return StandingObligation(one, Standing.LATER, f"It applies from {starts.isoformat()}.")
    missing = [name for name, answer in answers.items() if answer is None]
    if missing:
        return StandingObligation(one, Standing.UNSETTLED, f"Not known: {', '.join(missing)}.")
    return StandingObligation(one, Standing.ASKED)


def _answers(facts: ContentFacts, one: Obligation) -> Iterator[tuple[str, bool | None]]:
    """Whether each condition holds; None is not known."""
    about = one.about
    if one.territories and facts.territory is not None:
        yield "territory", any(_within(facts.territory, place) for place in one.territories)
    if about.source_types:
        said = facts.source_type
        yield "source type", None if said is None else said in about.source_types
    if about.kinds:
        yield "kind", None if facts.kind is None else facts.kind in about.kinds
    for name, wanted in about.circumstances.items():
        so: bool | None = getattr(facts, name)
        yield name.replace("_", " "), None if so is None else so is wanted


def _within(territory: str, place: str) -> bool:
    """Whether something published there is published in the place, or may be: US holds US-CA."""
    if place == "EU":
        return territory == "EU" or territory[:2] in EU
    if territory == "EU":
        return place[:2] in EU
    return f"{territory}-".startswith(f"{place}-") or f"{place}-".startswith(f"{territory}-")
