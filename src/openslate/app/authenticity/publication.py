"""One file on its way to being published, and what it is held back for."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from openslate.authenticity.disclosure.applying import StandingObligation
from openslate.authenticity.disclosure.decide import LabelDecision
from openslate.authenticity.disclosure.facts import ContentFacts
from openslate.authenticity.disclosure.kinds import ContentKind
from openslate.authenticity.disclosure.layers import NEEDED, POSSIBLE, Layer
from openslate.authenticity.disclosure.record import DisclosureRecord
from openslate.authenticity.disclosure.settings import DisclosureSettings
from openslate.common.errors import SlateError
from openslate.decision.verdict import Verdict

Done = TypeVar("Done")


@dataclass(frozen=True)
class Publication:
    """What is known of the file and decided about it; `notes` say what could not be done.

    `journal` is the id of the decision's trace. Every method raises SlateError where a file may
    not go on.
    """

    source: Path
    target: Path
    facts: ContentFacts
    kind: ContentKind
    decided: LabelDecision
    standing: tuple[StandingObligation, ...]
    journal: str
    notes: list[str] = field(default_factory=list)

    @property
    def needed(self) -> frozenset[Layer]:
        """Layers without which it is not published."""
        return NEEDED & POSSIBLE[self.kind] if self.facts.synthetic else frozenset()

    def refuse_held(self) -> None:
        """Hold back what rules hold back, and what is synthetic and would go without a label."""
        decision, facts = self.decided.decision, self.facts
        if decision.verdict >= Verdict.REVIEW:
            raise self._held()
        if facts.source_type is None or (facts.synthetic and not self.decided.labels):
            raise SlateError(
                f"It is {facts.source_type or 'of unknown origin'}, and no rule gives it a label",
                where=self.source.name,
                do="Say its source type, or add a rule to the disclosure rulebook that labels it",
            )

    def _held(self) -> SlateError:
        decision = self.decided.decision
        held = [one for one in decision.findings if one.verdict >= Verdict.REVIEW]
        why = " ".join(f"{one.title}. {one.because}".rstrip() for one in held)
        blocked = decision.verdict is Verdict.BLOCK
        bound = any(one.binding for one in held)
        lift = "" if bound else ", or let it through with --because"
        return SlateError(
            f"{'It may not be published' if blocked else 'A person has to look first'}: {why}",
            where=self.source.name,
            do=f"Say what is not known{lift} (decision {self.journal})",
        )

    def refuse_switched_off(self, settings: DisclosureSettings) -> None:
        """Hold back what needs a layer that the settings switch off."""
        chosen = {
            Layer.LABEL: settings.label,
            Layer.CREDENTIAL: settings.sign,
            Layer.MARK: settings.mark,
        }
        for layer, on in chosen.items():
            if layer in self.needed and not on:
                name = "sign" if layer is Layer.CREDENTIAL else layer.value
                raise SlateError(
                    f"It is synthetic and needs {layer.words}, which is switched off here",
                    where=self.source.name,
                    do=f"Set disclosure.{name} = true in slate.toml",
                )

    def refuse_lacking(self, record: DisclosureRecord) -> None:
        """Hold back what, read back, lacks what it needs; note what else was asked for."""
        for layer in Layer:
            if layer in self.needed and layer not in record.present:
                raise SlateError(
                    f"It is synthetic, and {layer.words} was not found again in what was written",
                    where=self.source.name,
                    do="Publish it larger or in another format",
                )
        for layer in record.missing:
            why = (
                "" if layer in POSSIBLE[self.kind] else f"; Slate can't put it into {self.kind} yet"
            )
            self.notes.append(f"Asked for and not there: {layer.words}{why}.")

    def tried(self, what: str, work: Callable[[], Done], otherwise: Callable[[], Done]) -> Done:
        """Do it. Where that fails a synthetic file is held back; of another it is noted."""
        try:
            return work()
        except SlateError as error:
            if self.facts.synthetic:
                raise SlateError(
                    f"It is synthetic and could not be {what}: {error.what}",
                    where=self.source.name,
                    do=error.do,
                ) from error
            self.notes.append(f"It was not {what}: {error.what}.")
            return otherwise()
