"""Where a workspace keeps what decides about disclosures: its rulebook and its obligations."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from openslate.app.workspace import Workspace
from openslate.authenticity.disclosure.applying import (
    StandingObligation,
    obligations_about,
)
from openslate.authenticity.disclosure.decide import LabelRules, default_disclosure_rules
from openslate.authenticity.disclosure.facts import DISCLOSURE_FIELDS, ContentFacts
from openslate.authenticity.disclosure.obligations import Obligation, read_obligations
from openslate.authenticity.disclosure.settings import DisclosureSettings
from openslate.rules.reading import read_rulebook


@dataclass(frozen=True)
class DisclosureFiles:
    """Reads each of them when it is first asked for, and once; raises SlateError."""

    workspace: Workspace

    @property
    def settings(self) -> DisclosureSettings:
        """What the organisation chose."""
        return self.workspace.settings.disclosure

    @property
    def rulebook_path(self) -> Path:
        """Where the workspace's own rulebook is, or would be."""
        return self.workspace.folder / self.settings.rulebook

    @cached_property
    def rules(self) -> LabelRules:
        """The rulebook that decides about labels: the workspace's, else Slate's own."""
        path = self.rulebook_path
        found = read_rulebook(path, DISCLOSURE_FIELDS) if path.exists() else None
        return LabelRules(found or default_disclosure_rules())

    @cached_property
    def obligations(self) -> tuple[Obligation, ...]:
        """Slate's and the organisation's own."""
        return read_obligations(self.workspace.folder / self.settings.obligations)

    @property
    def voice(self) -> Path | None:
        """The recording that says the label, if the organisation has one."""
        said = self.settings.voice
        return self.workspace.folder / said if said else None

    def about(self, facts: ContentFacts) -> tuple[StandingObligation, ...]:
        """The obligations about content, for what the organisation is."""
        return obligations_about(facts, self.obligations, self.settings.bound_as)
