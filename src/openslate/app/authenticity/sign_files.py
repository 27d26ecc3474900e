"""Signing every file of a library."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from openslate.app.authenticity.sign_file import SignFile
from openslate.app.workspace import Workspace
from openslate.authenticity.credentials.claim import Claim
from openslate.common.ids import hash_json


@dataclass(frozen=True)
class SignLibraryFile:
    """Signs one file with a claim that all files of the library share; work of a `LibraryRun`."""

    workspace: Path
    claim: Claim

    @property
    def name(self) -> str:
        """Names the work by what is said of the files."""
        return f"sign-{hash_json(self.claim.model_dump(mode='json'))[:12]}"

    def __call__(self, source: Path, target: Path) -> Mapping[str, Any]:
        """Write a signed copy to `target`, or a credential of that name in `.c2pa`."""
        sign = _signing(self.workspace)
        usual = sign.target_for(source)
        place = target if usual.suffix == source.suffix else target.with_suffix(usual.suffix)
        signed = sign(source, place, self.claim, replace=True)
        return {"target": signed.target.name, "sidecar": signed.sidecar}


@lru_cache(maxsize=1)
def _signing(folder: Path) -> SignFile:
    """Certificate and keys in this process, which keeps them for the next file."""
    return SignFile(Workspace.open(folder))
