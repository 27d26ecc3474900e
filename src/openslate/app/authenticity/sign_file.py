"""Signing one file."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openslate.app.authenticity.credential_files import CredentialFiles
from openslate.app.authenticity.mark_key_file import MarkKeyFile
from openslate.app.workspace import Workspace
from openslate.authenticity.credentials.claim import (
    MARK_BITS,
    TRAINING_USES,
    Claim,
    TrainingPolicy,
)
from openslate.authenticity.credentials.claim_file import make_claim, read_claim
from openslate.authenticity.credentials.media_types import media_type_of_file
from openslate.authenticity.credentials.sign import SignedFile, sidecar_of, sign_file
from openslate.authenticity.marks.message import ALGORITHM
from openslate.authenticity.verification.read_mark import mark_in
from openslate.common.errors import SlateError

SIGNED = "-signed"


class SignFile:
    """Signs files of a workspace, one at a time; certificate and key are opened once.

    What the claim leaves open comes from the settings: the organisation and the training policy. A
    mark of the workspace's own that a picture bears is bound to the credential.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.files = CredentialFiles(workspace)
        self._key = MarkKeyFile(workspace).read()

    def __call__(
        self,
        source: Path,
        target: Path | None = None,
        claim: Claim | None = None,
        *,
        sidecar: bool = False,
        replace: bool = False,
    ) -> SignedFile:
        """Sign `source` into `target`; without one, into a name of its own beside it."""
        chosen = target or self.target_for(source, sidecar=sidecar)
        said = self._bound(source, self._completed(claim or Claim()))
        return sign_file(
            source, chosen, said, self.files.signer, trust=self.files.trust, replace=replace
        )

    def check(self) -> None:
        """Raise SlateError where there is no certificate or key to sign with."""
        _ = self.files.signer

    def target_for(self, source: Path, *, sidecar: bool = False) -> Path:
        """Where a file's signed copy goes: `photo-signed.jpg`, or `talk.c2pa` beside `talk.txt`."""
        try:
            embeds = media_type_of_file(source).embeds
        except OSError as error:
            raise SlateError(
                f"The file could not be read ({error.strerror})",
                where=str(source),
                do="Name another",
            ) from None
        if sidecar or not embeds:
            return sidecar_of(source)
        return source.with_stem(source.stem + SIGNED)

    def _bound(self, source: Path, claim: Claim) -> Claim:
        """The claim with the mark that is found in the file, so that it leads back to it."""
        if self._key is None or claim.soft_bindings:
            return claim
        mark = mark_in(source, self._key)
        return claim if mark is None else claim.with_mark(ALGORITHM, mark)

    def _completed(self, claim: Claim) -> Claim:
        settings = self.files.settings
        training = claim.training
        if training is None and settings.training:
            training = TrainingPolicy.all_uses(settings.training)
        organisation = claim.organisation or self.files.organisation
        return claim.model_copy(update={"training": training, "organisation": organisation})


def claim_of(
    claim_file: Path | None = None,
    *,
    actions: Sequence[str] = (),
    training: str | None = None,
    parent: Path | None = None,
    components: Sequence[Path] = (),
    mark: str | None = None,
    **fields: Any,
) -> Claim:
    """A claim from a file and from single words, which add to it or win; raises SlateError."""
    base = read_claim(claim_file) if claim_file else Claim()
    said: dict[str, Any] = {name: value for name, value in fields.items() if value}
    files = [(parent, "parentOf")] if parent else []
    files += [(path, "componentOf") for path in components]
    ingredients = [{"path": path, "relation": relation} for path, relation in files]
    said["actions"] = [*base.actions, *({"action": name} for name in actions)]
    said["ingredients"] = [*base.ingredients, *ingredients]
    if training:
        said["training"] = dict.fromkeys(TRAINING_USES, training)
    kept = {name: getattr(base, name) for name in base.model_fields_set - said.keys()}
    claim = make_claim({**kept, **said}, "what was said of the file")
    return claim.with_mark(*_mark(mark)) if mark else claim


def _mark(said: str) -> tuple[str, int]:
    algorithm, _, value = said.rpartition("=")
    try:
        number = int(value, 16)
    except ValueError:
        number = 0
    if not algorithm or not 0 < number < 1 << MARK_BITS:
        raise SlateError(
            f"{said!r} names no mark",
            where="--mark",
            do="Write the algorithm, =, and the id in hexadecimal digits",
        )
    return algorithm, number
