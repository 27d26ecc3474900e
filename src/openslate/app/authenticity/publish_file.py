"""Publishing a file: decided by rules, labelled, stated, marked, signed and registered."""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from openslate.app.authenticity.disclosure_claim import disclosure_claim
from openslate.app.authenticity.disclosure_files import DisclosureFiles
from openslate.app.authenticity.mark_key_file import MarkKeyFile
from openslate.app.authenticity.publication import Publication
from openslate.app.authenticity.publication_journal import keep_decision
from openslate.app.authenticity.published_place import refuse_ending, refuse_place
from openslate.app.authenticity.register_file import RegisterFile
from openslate.app.authenticity.reputation.known_reputation import KnownReputation
from openslate.app.authenticity.sign_file import SignFile
from openslate.app.workspace import Workspace
from openslate.authenticity.credentials.media_types import SIDECAR
from openslate.authenticity.credentials.sign import sidecar_of
from openslate.authenticity.disclosure.applying import layers_asked
from openslate.authenticity.disclosure.copies import CopyPlan, MadeCopy, make_copy
from openslate.authenticity.disclosure.decide import LabelDecision
from openslate.authenticity.disclosure.facts import ContentFacts
from openslate.authenticity.disclosure.kinds import content_kind
from openslate.authenticity.disclosure.layers import POSSIBLE, Layer
from openslate.authenticity.disclosure.picture_packet import source_type_of
from openslate.authenticity.disclosure.record import KEY, DisclosureRecord, obligations_to_json
from openslate.decision.types import Review
from openslate.decision.verdict import Verdict
from openslate.store.register import NewFile, RegisteredFile

PUBLISHED = "-published"


@dataclass(frozen=True)
class PublishedFile:
    """What came of publishing; `sidecar` is the credential where it stands beside `target`.

    `notes` say in sentences what is absent and why.
    """

    source: Path
    target: Path
    sidecar: Path | None
    decided: LabelDecision
    record: DisclosureRecord
    registered: RegisteredFile
    notes: tuple[str, ...]


class PublishFile:
    """Publishes files of a workspace, one at a time; made once for many, closed at the end.

    A synthetic file without label, signature or, where Slate can put one in, mark is refused. The
    source is only read; what is written is there whole or not at all.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._files = DisclosureFiles(workspace)
        self._sign = SignFile(workspace)
        self._register = RegisterFile(workspace)
        self._repute = KnownReputation(workspace)

    def __enter__(self) -> "PublishFile":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process that reads the files."""
        self._register.close()

    def __call__(
        self,
        source: Path,
        said: ContentFacts,
        target: Path | None = None,
        *,
        by: str,
        because: str = "",
        replace_old: bool = False,
    ) -> PublishedFile:
        """Publish `source` as `target`, or under a name of its own beside it.

        What is `said` of it decides; kind and day are found here. `because` is the reason of a
        person who looked and lets through what rules hold back. Raises SlateError.
        """
        chosen = target or source.with_stem(source.stem + PUBLISHED)
        refuse_place(source, chosen, replace_old)
        refuse_ending(source, chosen)
        work = self._begun(source, chosen, said, by, because)
        chosen.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".slate-publish-", dir=chosen.parent) as folder:
            return self._published(work, Path(folder), by, replace_old)

    def _begun(
        self, source: Path, target: Path, said: ContentFacts, by: str, because: str
    ) -> Publication:
        """The decision about a file; raises SlateError where it holds the file back."""
        kind, now = content_kind(source), self._workspace.clock.now()
        facts = self._repute(replace(said, name=source.name, kind=kind, day=said.day or now.date()))
        review = Review(by, Verdict.LABEL, because, now) if because else None
        decided = self._files.rules(facts, review)
        book = self._files.rules.rulebook
        journal = keep_decision(self._workspace, book, facts, decided, by)
        standing = self._files.about(facts)
        work = Publication(source, target, facts, kind, decided, standing, journal)
        work.refuse_held()
        work.refuse_switched_off(self._files.settings)
        return work

    def _published(
        self, work: Publication, folder: Path, by: str, replace_old: bool
    ) -> PublishedFile:
        made, out = folder / "made" / work.target.name, folder / "out" / work.target.name
        made.parent.mkdir()
        out.parent.mkdir()
        put = self._copied(work, made)
        sidecar = self._signed(work, made, out, put)
        placed = work.target.with_suffix(SIDECAR) if sidecar else None
        if placed is not None:
            refuse_place(work.source, placed, replace_old)
        record, new = self._read_back(work, out, put)
        told = {KEY: record.to_json(), **({"item": i} if (i := work.facts.item) else {})}
        registered = self._register.keep(replace(new, about=told), by=by)
        if sidecar and placed:
            sidecar.replace(placed)
        out.replace(work.target)
        return PublishedFile(
            work.source, work.target, placed, work.decided, record, registered, tuple(work.notes)
        )

    def _copied(self, work: Publication, made: Path) -> MadeCopy:
        """The labelled and marked copy; of what is not synthetic a plain one where it can't be."""
        settings, key = self._files.settings, None
        if settings.mark and Layer.MARK in POSSIBLE[work.kind]:
            key = MarkKeyFile(self._workspace).make()
        plan = CopyPlan(
            work.kind, str(work.facts.source_type),
            work.decided.labels if settings.label else (),
            settings, key, self._files.voice,
        )  # fmt: skip
        return work.tried(
            "labelled and marked",
            lambda: make_copy(work.source, made, plan),
            lambda: _plain_copy(work.source, made),
        )

    def _signed(self, work: Publication, made: Path, out: Path, put: MadeCopy) -> Path | None:
        """Sign into `out`; gives the credential beside it where it does not fit in."""
        if not self._files.settings.sign:
            return _unsigned(made, out)
        return work.tried(
            "signed", lambda: self._sign_into(work, made, out, put), lambda: _unsigned(made, out)
        )

    def _sign_into(self, work: Publication, made: Path, out: Path, put: MadeCopy) -> Path | None:
        claim = disclosure_claim(work.source, work.facts, put)
        if self._sign.target_for(made).suffix != SIDECAR:
            self._sign(made, out, claim)
            return None
        self._sign(made, sidecar_of(out), claim)
        made.replace(out)
        return sidecar_of(out)

    def _read_back(
        self, work: Publication, out: Path, put: MadeCopy
    ) -> tuple[DisclosureRecord, NewFile]:
        """The record of what the written file really holds; raises SlateError for what it lacks."""
        new = self._register.read(out)
        there = {
            Layer.LABEL: bool(put.labels),
            Layer.METADATA: source_type_of(out) == work.facts.source_type,
            Layer.CREDENTIAL: new.manifest is not None,
            Layer.MARK: put.mark is not None and new.mark == put.mark,
        }
        record = DisclosureRecord(
            work.facts, put.labels, layers_asked(work.standing),
            tuple(layer for layer in Layer if there[layer]),
            obligations_to_json(work.standing), work.journal, work.decided.rulebook,
        )  # fmt: skip
        work.refuse_lacking(record)
        return record, new


def _plain_copy(source: Path, made: Path) -> MadeCopy:
    made.unlink(missing_ok=True)
    shutil.copyfile(source, made)
    return MadeCopy()


def _unsigned(made: Path, out: Path) -> Path | None:
    out.unlink(missing_ok=True)
    made.replace(out)
    return None
