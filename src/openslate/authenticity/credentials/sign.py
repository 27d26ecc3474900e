"""Signs one file: a signed copy, or a credential beside it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import c2pa

from openslate.authenticity.credentials.claim import Claim, ClaimIngredient
from openslate.authenticity.credentials.definition import definition_of, source_label
from openslate.authenticity.credentials.library import context
from openslate.authenticity.credentials.media_types import (
    OTHER,
    SIDECAR,
    FileKind,
)
from openslate.authenticity.credentials.opening import OpenFiles, file_kind, open_files
from openslate.authenticity.credentials.signer import CredentialSigner
from openslate.authenticity.credentials.trust import TrustList
from openslate.common.errors import SlateError

NO_CREDENTIAL = (c2pa.C2paError.ManifestNotFound, c2pa.C2paError.NotSupported)


@dataclass(frozen=True)
class SignedFile:
    """What came of signing: `target` is the signed copy, or the credential beside `source`.

    `manifest` holds the credential's bytes, for a register.
    """

    source: Path
    target: Path
    media_type: str
    sidecar: bool
    manifest: bytes = field(repr=False)


def sidecar_of(path: Path) -> Path:
    """Where a credential that does not fit into a file is kept (C2PA 2.2, 11.4).

    >>> str(sidecar_of(Path("talks/opening.txt")))
    'talks/opening.c2pa'
    """
    return path.with_suffix(SIDECAR)


def sign_file(
    source: Path,
    target: Path,
    claim: Claim,
    signer: CredentialSigner,
    *,
    trust: TrustList | None = None,
    replace: bool = False,
) -> SignedFile:
    """Sign a file into `target`: a signed copy, or a sidecar where it ends in `.c2pa`.

    The source is only read; the target is there whole or not at all. A credential that the source
    carries becomes its past. So does the source itself where neither the claim nor the file says
    how it began. Raises SlateError.
    """
    kind = file_kind(source)
    sidecar = target.suffix == SIDECAR
    _refuse(source, target, kind, sidecar)
    claim = _with_past(claim, source, kind)
    own = OTHER if sidecar else kind.name  # a sidecar vouches for every byte of its file
    definition = definition_of(
        claim.model_copy(update={"title": claim.title or source.name}),
        kind.name,
        begins=claim.parent is None,
    )
    # What the source was signed with before is told as its past says, whoever is trusted here.
    used = context(trust or TrustList())
    with open_files(source, target, signer, replace=replace) as files:
        builder = c2pa.Builder(definition, context=used)
        if claim.parent:
            builder.set_intent(c2pa.C2paBuilderIntent.EDIT)
        for place, ingredient in enumerate(claim.ingredients):
            _add(builder, ingredient, source_label(place))
        manifest = _sign(builder, files, own, sidecar)
    return SignedFile(source, target, kind.name, sidecar, manifest)


def _sign(builder: Any, files: OpenFiles, kind: str, sidecar: bool) -> bytes:
    if not sidecar:
        return bytes(builder.sign(files.signing, kind, files.source, files.target))
    builder.set_no_embed()
    with _discarded() as copy:
        manifest = bytes(builder.sign(files.signing, kind, files.source, copy))
    files.target.write(manifest)
    return manifest


@contextmanager
def _discarded() -> Iterator[BinaryIO]:
    """Where the library may write the copy that it makes of a file even for a sidecar."""
    from tempfile import TemporaryFile

    with TemporaryFile() as stream:
        yield stream


def _with_past(claim: Claim, source: Path, kind: FileKind) -> Claim:
    """The claim with the source as its own parent where something came before it, or may have."""
    carries = carries_credential(source, kind)
    if claim.parent and carries and not claim.parent.path.samefile(source):
        raise SlateError(
            "The file carries a credential already, and that is its past",
            where=str(source),
            do="Leave out the parent, or name it as a component",
        )
    if claim.parent or (claim.source_type and not carries):
        return claim
    past = ClaimIngredient(path=source, relation="parentOf", title=source.name)
    return claim.model_copy(update={"ingredients": (past, *claim.ingredients)})


def carries_credential(path: Path, kind: FileKind) -> bool:
    """Whether a file holds a credential, sound or not."""
    if not kind.embeds:
        return False
    unchecked = {"verify": {"verify_after_reading": False, "remote_manifest_fetch": False}}
    try:
        with path.open("rb") as stream:
            c2pa.Reader(kind.name, stream, context=c2pa.Context.from_dict(unchecked)).close()
    except NO_CREDENTIAL:
        return False
    except c2pa.C2paError:
        return True
    return True


def _add(builder: Any, ingredient: ClaimIngredient, label: str) -> None:
    kind = file_kind(ingredient.path)
    said = {
        "title": ingredient.title or ingredient.path.name,
        "relationship": ingredient.relation,
        "format": kind.name,
        "label": label,
    }
    with ingredient.path.open("rb") as stream:
        builder.add_ingredient(said, kind.name, stream)


def _refuse(source: Path, target: Path, kind: FileKind, sidecar: bool) -> None:
    if target.exists() and target.samefile(source):
        raise SlateError(
            "A file is never signed in its own place",
            where=str(source),
            do="Name another file to write to",
        )
    if not sidecar and not kind.embeds:
        raise SlateError(
            "The C2PA library puts no credential into this kind of file",
            where=str(source),
            do=f"Write it beside the file, as {sidecar_of(source).name}",
        )
