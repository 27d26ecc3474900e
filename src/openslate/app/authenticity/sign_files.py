"""Signing every file of a library, with the marks that are in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from openslate.app.authenticity.mark_key_file import MarkKeyFile
from openslate.app.authenticity.sign_file import SignFile
from openslate.app.workspace import Workspace
from openslate.authenticity.credentials.claim import Claim
from openslate.authenticity.marks.key import MarkKey
from openslate.authenticity.marks.message import ALGORITHM
from openslate.authenticity.verification.examine import examine
from openslate.common.errors import SlateError
from openslate.common.ids import hash_json
from openslate.store.register import mark_text


@dataclass(frozen=True)
class SignLibraryFile:
    """Signs one file with a claim that all files of the library share.

    Where a file bears a mark of this workspace, the credential is bound to it, so that it is
    found again when it was cut off. Work of a `LibraryRun`.
    """

    workspace: Path
    claim: Claim

    @property
    def name(self) -> str:
        """Names the work by what is said of the files."""
        return f"sign-{hash_json(self.claim.model_dump(mode='json'))[:12]}"

    def __call__(self, source: Path, target: Path) -> Mapping[str, Any]:
        """Write a signed copy to `target`, or a credential beside it; tells the mark."""
        opened = _opened(self.workspace)
        mark = _mark_in(source, opened.key)
        claim = self.claim if mark is None else self.claim.with_mark(ALGORITHM, mark)
        chosen = opened.sign.target_for(source)
        place = target if chosen.suffix == source.suffix else target.with_suffix(chosen.suffix)
        signed = opened.sign(source, place, claim, replace=True)
        told = {"target": str(signed.target.name), "sidecar": signed.sidecar}
        return told if mark is None else {**told, "mark": mark_text(mark)}


@dataclass(frozen=True)
class _Opened:
    sign: SignFile
    key: MarkKey | None


@lru_cache(maxsize=1)
def _opened(folder: Path) -> _Opened:
    """Certificate and keys in this process, which keeps them for the next file."""
    workspace = Workspace.open(folder)
    return _Opened(SignFile(workspace), MarkKeyFile(workspace).read())


def _mark_in(source: Path, key: MarkKey | None) -> int | None:
    if key is None:
        return None
    try:
        reading = examine(source, key).mark
    except SlateError:
        return None
    return None if reading is None else reading.found
