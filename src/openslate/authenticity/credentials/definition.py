"""A claim in the words of C2PA: the JSON that the library builds a manifest from."""

from collections.abc import Iterator, Sequence
from datetime import UTC
from typing import Any

from openslate import __version__
from openslate.authenticity.credentials.actions import CREATED, EDITED, PLACED, REDACTED
from openslate.authenticity.credentials.claim import Claim, ClaimAction, TrainingPolicy
from openslate.authenticity.credentials.source_types import source_uri

GENERATOR = {"name": "Slate", "version": __version__}
CONTEXT = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
}


def definition_of(claim: Claim, media_type: str, *, begins: bool) -> dict[str, Any]:
    """What the library is given; `begins` when nothing came before, so that it was made here."""
    return {
        "title": claim.title,
        "format": media_type,
        "claim_generator_info": [GENERATOR],
        "assertions": list(_assertions(claim, begins)),
    }


def redaction_definition(uris: Sequence[str], reason: str) -> dict[str, Any]:
    """An update that takes statements out of earlier credentials (C2PA 2.2, 6.8)."""
    actions = [
        {"action": REDACTED, "reason": reason, "parameters": {"redacted": uri}} for uri in uris
    ]
    return {
        "claim_generator_info": [GENERATOR],
        "redactions": list(uris),
        "assertions": [{"label": "c2pa.actions", "data": {"actions": actions}}],
    }


def _assertions(claim: Claim, begins: bool) -> Iterator[dict[str, Any]]:
    actions = list(_actions(claim, begins))
    if actions:
        yield {"label": "c2pa.actions", "data": {"actions": actions}}
    if claim.training and claim.training.said:
        yield {"label": "cawg.training-mining", "data": {"entries": _training(claim.training)}}
    for binding in claim.soft_bindings:
        blocks = [{"scope": {}, "value": binding.value}]  # an empty scope: all of the content
        yield {"label": "c2pa.soft-binding", "data": {"alg": binding.algorithm, "blocks": blocks}}
    metadata = _metadata(claim)
    if metadata:
        told = {"@context": CONTEXT, **metadata}
        yield {"label": "cawg.metadata", "kind": "Json", "data": told}


def _actions(claim: Claim, begins: bool) -> Iterator[dict[str, Any]]:
    """How it began, what was placed into it, what was done; opening a parent the library states.

    Each file that served as input is tied to the first of these that changes the content.
    """
    inputs = _sources(claim, "inputTo")
    if begins and claim.source_type:
        made = {"action": CREATED, "digitalSourceType": source_uri(claim.source_type)}
        yield {**made, **_tied_to(inputs)}
        inputs = []
    for label in _sources(claim, "componentOf"):
        yield {"action": PLACED, **_tied_to([label])}
    for action in claim.actions or ([ClaimAction(action=EDITED)] if inputs else []):
        yield {**_action(action), **_tied_to(inputs)}
        inputs = []


def source_label(place: int) -> str:
    """What the ingredient at a place of a claim is called while its manifest is built."""
    return f"source-{place}"


def _sources(claim: Claim, relation: str) -> list[str]:
    return [
        source_label(place)
        for place, one in enumerate(claim.ingredients)
        if one.relation == relation
    ]


def _tied_to(labels: Sequence[str]) -> dict[str, Any]:
    return {"parameters": {"ingredientIds": list(labels)}} if labels else {}


def _action(said: ClaimAction) -> dict[str, Any]:
    source = source_uri(said.source_type) if said.source_type else None
    when = said.when.astimezone(UTC).isoformat(timespec="seconds") if said.when else None
    parts = {
        "action": said.action,
        "when": when,
        "softwareAgent": {"name": said.software} if said.software else GENERATOR,
        "digitalSourceType": source,
        "description": said.description,
    }
    return {name: value for name, value in parts.items() if value is not None}


def _training(policy: TrainingPolicy) -> dict[str, dict[str, str]]:
    extra = {"constraint_info": policy.constraints} if policy.constraints else {}
    return {
        f"cawg.{use}": {"use": said, **(extra if said == "constrained" else {})}
        for use, said in policy.said.items()
    }


def _metadata(claim: Claim) -> dict[str, Any]:
    """Who made and who publishes it, in Dublin Core, and how, in the IPTC's words."""
    parts: dict[str, Any] = {
        "dc:creator": list(claim.creators),
        "dc:publisher": [claim.organisation] if claim.organisation else [],
        "Iptc4xmpExt:DigitalSourceType": source_uri(claim.source_type) if claim.source_type else "",
    }
    return {name: value for name, value in parts.items() if value}
