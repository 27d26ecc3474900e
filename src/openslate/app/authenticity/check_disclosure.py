"""Which layers of disclosure a file is asked for, and which it has."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from openslate.app.authenticity.disclosure_files import DisclosureFiles
from openslate.app.authenticity.examining import Examining
from openslate.app.authenticity.publication_journal import finding_to_json
from openslate.app.authenticity.reputation.known_reputation import KnownReputation
from openslate.app.authenticity.sizes import refuse_larger
from openslate.app.workspace import Workspace
from openslate.authenticity.credentials.report import CredentialReport
from openslate.authenticity.disclosure import wording
from openslate.authenticity.disclosure.applying import Standing, StandingObligation
from openslate.authenticity.disclosure.decide import LabelDecision
from openslate.authenticity.disclosure.facts import CIRCUMSTANCES, ContentFacts
from openslate.authenticity.disclosure.kinds import ContentKind, content_kind
from openslate.authenticity.disclosure.layers import NEEDED, POSSIBLE, Layer
from openslate.authenticity.disclosure.record import (
    DisclosureRecord,
    obligations_to_json,
    record_in,
)
from openslate.common.ids import hash_file
from openslate.store.register import Register, RegisteredFile, mark_text


@dataclass(frozen=True)
class LayerCheck:
    """One layer: whose obligations ask for it, whether it is there, and how that is known.

    `present` is None where it can't be known.
    """

    layer: Layer
    asked_by: tuple[str, ...]
    present: bool | None
    how: str


@dataclass(frozen=True)
class DisclosureCheck:
    """Everything about one file's disclosure; `registered` is its id in the register."""

    facts: ContentFacts
    registered: str | None
    decided: LabelDecision
    obligations: tuple[StandingObligation, ...]
    layers: tuple[LayerCheck, ...]

    @property
    def needed(self) -> tuple[Layer, ...]:
        """Layers without which Slate does not publish it."""
        if not self.facts.synthetic or self.facts.kind is None:
            return ()
        return tuple(one for one in Layer if one in NEEDED & POSSIBLE[self.facts.kind])

    @property
    def missing(self) -> tuple[Layer, ...]:
        """Layers that are asked for and were not found."""
        return tuple(one.layer for one in self.layers if one.asked_by and not one.present)


@dataclass(frozen=True)
class _Seen:
    """What was read off a file, and found of it in the register; `same` to the byte."""

    kind: ContentKind
    credential: CredentialReport
    metadata: str | None
    mark: int | None
    registered: RegisteredFile | None
    record: DisclosureRecord | None
    same: bool


class CheckDisclosure:
    """Checks files of anybody, one at a time; made once for many, closed at the end."""

    def __init__(self, workspace: Workspace) -> None:
        self._files = DisclosureFiles(workspace)
        self._examining = Examining(workspace)
        self._register = Register(workspace.database, workspace.clock)
        self._clock = workspace.clock
        self._largest = workspace.settings.verify.largest_gigabytes
        self._repute = KnownReputation(workspace)

    def __enter__(self) -> "CheckDisclosure":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process that reads the files."""
        self._examining.close()

    def __call__(self, path: Path, said: ContentFacts | None = None) -> DisclosureCheck:
        """Check a file. What is not `said` of it is taken from the register and from the file.

        Raises SlateError for what can't be read or is of no kind that is disclosed.
        """
        refuse_larger(path, self._largest, path.name)
        kind = content_kind(path)
        seen = self._seen(path, kind)
        facts = _completed(said or ContentFacts(path.name), seen)
        facts = replace(facts, name=path.name, kind=kind, day=facts.day or self._clock.now().date())
        facts = self._repute(facts)
        standing = self._files.about(facts)
        registered = seen.registered.id if seen.registered else None
        layers = tuple(_layers(seen, standing))
        return DisclosureCheck(facts, registered, self._files.rules(facts), standing, layers)

    def foresee(self, said: ContentFacts) -> DisclosureCheck:
        """What content of a kind would need, before there is a file of it."""
        facts = self._repute(replace(said, day=said.day or self._clock.now().date()))
        standing = self._files.about(facts)
        layers = tuple(
            LayerCheck(layer, _asked_by(layer, standing), None, "There is no file yet.")
            for layer in Layer
        )
        return DisclosureCheck(facts, None, self._files.rules(facts), standing, layers)

    def _seen(self, path: Path, kind: ContentKind) -> _Seen:
        digest, examined = hash_file(path), self._examining.look(path)
        mark = examined.mark.found if examined.mark else None
        registered = self._register.with_hash(digest)
        same = registered is not None
        if registered is None and mark is not None:
            registered = next(iter(self._register.with_mark(mark)), None)
        record = record_in(registered.about) if registered else None
        return _Seen(
            kind, self._examining.credential(path), self._examining.source_type(path),
            mark, registered, record, same,
        )  # fmt: skip


def _completed(said: ContentFacts, seen: _Seen) -> ContentFacts:
    """What was said now; else what was said when it was published; else what the file says."""
    kept = seen.record.facts if seen.record else ContentFacts("")
    in_file = seen.credential.source_type or seen.metadata
    found = {
        name: getattr(kept, name) if getattr(said, name) is None else getattr(said, name)
        for name in (*CIRCUMSTANCES, "source_type", "item", "territory", "source")
    }
    return replace(said, **{**found, "source_type": found["source_type"] or in_file})


def _layers(seen: _Seen, standing: tuple[StandingObligation, ...]) -> Iterator[LayerCheck]:
    for layer in Layer:
        present, how = FOUND[layer](seen)
        yield LayerCheck(layer, _asked_by(layer, standing), present, how)


def _asked_by(layer: Layer, standing: tuple[StandingObligation, ...]) -> tuple[str, ...]:
    """The obligations that ask for a layer now."""
    return tuple(
        one.obligation.id
        for one in standing
        if layer in one.obligation.asks and one.standing is not Standing.LATER
    )


def _label(seen: _Seen) -> tuple[bool | None, str]:
    if seen.record is None:
        return None, "Labels are known from the register only, and no disclosure of it is in there."
    if not seen.record.labels:
        return False, "It was published without a label."
    text = f"It was published with the label {wording.shown(seen.record.labels)!r}."
    return (True, text) if seen.same else (None, f"{text} It was changed since then.")


def _metadata(seen: _Seen) -> tuple[bool, str]:
    return seen.metadata is not None, f"Its metadata state: {seen.metadata or 'nothing'}."


def _credential(seen: _Seen) -> tuple[bool, str]:
    found = seen.credential
    there = found.holds and found.source_type is not None
    return there, f"Credential: {found.state.value}; it states: {found.source_type or 'nothing'}."


def _mark(seen: _Seen) -> tuple[bool | None, str]:
    if Layer.MARK not in POSSIBLE[seen.kind]:
        return False, f"Slate puts no marks into {seen.kind} yet, and looks for none."
    if seen.mark is None:
        return False, "No mark was found, which does not mean that there never was one."
    return True, f"It bears the mark {mark_text(seen.mark)}."


FOUND = {
    Layer.LABEL: _label,
    Layer.METADATA: _metadata,
    Layer.CREDENTIAL: _credential,
    Layer.MARK: _mark,
}


def check_to_json(found: DisclosureCheck) -> dict[str, Any]:
    """A check as plain values, with the trace of the decision about its label."""
    decision = found.decided.decision
    return {
        "facts": found.facts.to_json(),
        "registered": found.registered,
        "verdict": decision.verdict.name.lower(),
        "labels": list(found.decided.labels),
        "rulebook": found.decided.rulebook,
        "findings": [finding_to_json(one) for one in decision.findings],
        "obligations": list(obligations_to_json(found.obligations)),
        "layers": [
            {
                "layer": one.layer.value,
                "asked_by": list(one.asked_by),
                "present": one.present,
                "how": one.how,
            }
            for one in found.layers
        ],
        "missing": [layer.value for layer in found.missing],
    }
