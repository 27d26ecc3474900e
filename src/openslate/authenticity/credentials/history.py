"""The files that a file was made from, and theirs, as a tree."""

from collections.abc import Iterator, Mapping
from typing import Any

from openslate.authenticity.credentials import statements
from openslate.authenticity.credentials.codes import UNTRUSTED, sentence
from openslate.authenticity.credentials.parts import mapping, mappings, text
from openslate.authenticity.credentials.report import IngredientReport

DEEPEST, MOST = 30, 500


class HistoryReader:
    """Builds the tree; a stranger may have written it, so its depth and size are bounded."""

    def __init__(self, manifests: Mapping[str, Any]) -> None:
        self._manifests = manifests
        self._left = MOST

    def of(self, label: str | None, depth: int = 0) -> tuple[IngredientReport, ...]:
        """What the manifest of this label was made from."""
        if label is None or depth >= DEEPEST:
            return ()
        return tuple(self._ingredients(mapping(self._manifests.get(label)), depth))

    def _ingredients(self, manifest: Mapping[str, Any], depth: int) -> Iterator[IngredientReport]:
        for said in mappings(manifest.get("ingredients")):
            if self._left <= 0:
                return
            self._left -= 1
            yield self._ingredient(said, depth)

    def _ingredient(self, said: Mapping[str, Any], depth: int) -> IngredientReport:
        label = text(said.get("active_manifest"))
        own = mapping(self._manifests.get(label)) if label else {}
        problems = tuple(_problems(said))
        return IngredientReport(
            text(said.get("title")) or "without a title",
            text(said.get("relationship")) or "componentOf",
            text(said.get("format")),
            label,
            None if label is None else not problems,
            problems,
            text(mapping(own.get("signature_info")).get("common_name")),
            statements.generator(own),
            statements.actions(own),
            self.of(label, depth + 1),
        )


def _problems(said: Mapping[str, Any]) -> Iterator[str]:
    """What was wrong with a source when it was put in, but for signers unknown there."""
    found = mapping(mapping(said.get("validation_results")).get("activeManifest"))
    listed = [*mappings(found.get("failure")), *mappings(said.get("validation_status"))]
    for one in listed:
        code = text(one.get("code")) or ""
        if code != UNTRUSTED:
            yield sentence(code) or f"Its check says {code}."
