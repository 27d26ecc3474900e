"""Disclosures in a register, as publishing would keep them, without publishing."""

from dataclasses import replace
from datetime import date

from openslate.app.authenticity.disclosure_files import DisclosureFiles
from openslate.app.authenticity.publication_journal import keep_decision
from openslate.app.authenticity.reputation.keep_origin import KeepOrigin
from openslate.app.authenticity.reputation.note_correction import NoteCorrection
from openslate.app.workspace import Workspace
from openslate.authenticity.credentials.report import CredentialReport, CredentialState
from openslate.authenticity.disclosure.applying import layers_asked
from openslate.authenticity.disclosure.facts import ContentFacts
from openslate.authenticity.disclosure.kinds import ContentKind
from openslate.authenticity.disclosure.layers import Layer
from openslate.authenticity.disclosure.record import KEY, DisclosureRecord, obligations_to_json
from openslate.authenticity.verification.conclude import conclude
from openslate.authenticity.verification.evidence import Evidence
from openslate.store.register import NewFile, Register, RegisteredFile

STATES = {
    "T": CredentialState.TRUSTED,
    "V": CredentialState.VALID,
    "B": CredentialState.BROKEN,
    "N": CredentialState.NONE,
}
DAY = date(2026, 9, 1)
GENERATED = ContentFacts(
    "flood <b>.jpg", ContentKind.PICTURE, "trainedAlgorithmicMedia", shows_real_people=True,
    public_interest=False, item="i1", territory="DE", day=DAY, source="North Agency",
)  # fmt: skip
CAPTURED = ContentFacts("street.mp4", ContentKind.VIDEO, "digitalCapture", day=DAY)


def disclose(
    workspace: Workspace, facts: ContentFacts, present: tuple[Layer, ...], content: str
) -> RegisteredFile:
    """Keep a disclosure of a file as the rules of the workspace decide about it."""
    files = DisclosureFiles(workspace)
    decided, standing = files.rules(facts), files.about(facts)
    journal = keep_decision(workspace, files.rules.rulebook, facts, decided, "ada")
    record = DisclosureRecord(
        facts, decided.labels if Layer.LABEL in present else (), layers_asked(standing), present,
        obligations_to_json(standing), journal, decided.rulebook,
    )  # fmt: skip
    about = {KEY: record.to_json(), "item": facts.item}
    new = NewFile(content * 32, facts.name, "image/jpeg", 9, about=about)
    return Register(workspace.database, workspace.clock).keep(new, by="ada")


def fill(workspace: Workspace) -> None:
    """Two published files, and files of an agency that were checked: for pages and pictures."""
    layers = (Layer.LABEL, Layer.METADATA, Layer.CREDENTIAL, Layer.MARK)
    disclose(workspace, replace(GENERATED, name="flood.jpg"), layers, "aa")
    voice = replace(GENERATED, name="weather.wav", kind=ContentKind.SOUND, item=None)
    disclose(workspace, voice, layers[:3], "bb")
    disclose(workspace, CAPTURED, (Layer.CREDENTIAL,), "cc")
    keep = KeepOrigin(workspace)
    states = {"North Agency": "TTTVN", "South Desk": "BBNNB", "New Stringer": "N"}
    for source, told in states.items():
        for number, letter in enumerate(told):
            credential = CredentialReport(STATES[letter], ())
            name, content = f"{source.split()[0].lower()}-{number}.jpg", f"{source}{number}"
            keep(conclude(Evidence(name, content, None, credential)), source, by="ada")
    note = NoteCorrection(workspace)
    note("South Desk", "bridge-2.jpg", by="eve", because="It shows another bridge")
