"""What one manifest states: actions, source type, soft bindings, training policy, who made it."""

from collections.abc import Iterator, Mapping
from typing import Any

from openslate.authenticity.credentials.actions import in_words
from openslate.authenticity.credentials.parts import listed, mapping, mappings, text, texts
from openslate.authenticity.credentials.report import ActionReport, BindingReport
from openslate.authenticity.credentials.source_types import source_code

Manifest = Mapping[str, Any]
TRAINING_LABELS = ("cawg.training-mining", "c2pa.training-mining")
METADATA_LABELS = ("cawg.metadata", "c2pa.metadata", "stds.schema-org.CreativeWork")
MOST = 1_000


def assertions(manifest: Manifest, *labels: str) -> Iterator[Mapping[str, Any]]:
    """Data of assertions whose label begins so: numbers and versions follow the label."""
    for one in mappings(manifest.get("assertions")):
        if str(one.get("label", "")).startswith(labels):
            yield mapping(one.get("data"))


def actions(manifest: Manifest) -> tuple[ActionReport, ...]:
    """What was done, in the order in which it is stated."""
    stated = (
        one
        for data in assertions(manifest, "c2pa.actions")
        for one in mappings(data.get("actions"))
    )
    return tuple(_action(one) for one, _ in zip(stated, range(MOST), strict=False))


def _action(said: Mapping[str, Any]) -> ActionReport:
    name = text(said.get("action")) or "c2pa.unknown"
    agent = said.get("softwareAgent")
    source = text(said.get("digitalSourceType"))
    return ActionReport(
        name,
        in_words(name),
        text(said.get("when")),
        text(agent) or text(mapping(agent).get("name")),
        source_code(source) if source else None,
        text(said.get("description")),
    )


def source_type(manifest: Manifest) -> str | None:
    """How the content came to be: stated with how it began, else in its metadata."""
    for action in actions(manifest):
        if action.source_type:
            return action.source_type
    for data in assertions(manifest, *METADATA_LABELS):
        for name in ("Iptc4xmpExt:DigitalSourceType", "digitalSourceType"):
            if said := text(data.get(name)):
                return source_code(said)
    return None


def soft_bindings(manifest: Manifest) -> tuple[BindingReport, ...]:
    """Marks and fingerprints that lead back to this manifest."""
    return tuple(
        BindingReport(text(data.get("alg")) or "", text(block.get("value")) or "")
        for data in assertions(manifest, "c2pa.soft-binding")
        for block in mappings(data.get("blocks"))
    )


def training(manifest: Manifest) -> dict[str, str]:
    """What machines may do with it, by use; a constraint's text follows in brackets."""
    found: dict[str, str] = {}
    for data in assertions(manifest, *TRAINING_LABELS):
        for use, said in mapping(data.get("entries")).items():
            permission = text(mapping(said).get("use"))
            if permission:
                terms = text(mapping(said).get("constraint_info"))
                name = use.removeprefix("cawg.").removeprefix("c2pa.")
                found[name] = f"{permission} ({terms})" if terms else permission
    return found


def people(manifest: Manifest, *terms: str) -> tuple[str, ...]:
    """Who is named under some terms of metadata, such as `dc:creator`."""
    named: list[str] = []
    for data in assertions(manifest, *METADATA_LABELS):
        for term in terms:
            said = data.get(term)
            named += texts(said)
            named += [name for one in listed(said) if (name := text(mapping(one).get("name")))]
    return tuple(dict.fromkeys(named))


def generator(manifest: Manifest) -> str | None:
    """The program that made the manifest, with its version."""
    for one in mappings(manifest.get("claim_generator_info")):
        parts = (text(one.get("name")), text(one.get("version")))
        return " ".join(part for part in parts if part) or None
    return text(manifest.get("claim_generator"))
