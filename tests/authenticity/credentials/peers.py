"""Other implementations of C2PA, in a folder of their own that is never part of this repository.

    mkdir peers && cd peers && npm install @trustnxt/c2pa-ts
    python -m venv venv && venv/bin/pip install encypher-c2pa
    export SLATE_CREDENTIAL_PEERS=$PWD

c2pa-ts is written in TypeScript, encypher-c2pa in Rust; neither shares code with the library that
is used here.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ENVIRONMENT = "SLATE_CREDENTIAL_PEERS"
SCRIPT = Path(__file__).with_name("peers.mjs")
VERIFY = """
import json, os, sys, encypher_c2pa
for path in sys.argv[2:]:
    roots = open(sys.argv[1]).read()
    given = {"trust_pem": roots, "tsa_trust_pem": roots, "no_default_trust": True}
    beside = os.path.splitext(path)[0] + ".c2pa"
    if os.path.exists(beside):
        given["manifest_store"] = beside
    try:
        found = encypher_c2pa.verify(path, telemetry=False, **given)
        failed = [one["code"] for one in found["validation_results"]["failure"]]
        print(json.dumps({"state": found["validation_state"], "codes": failed}))
    except Exception as error:
        print(json.dumps({"error": str(error)}))
"""


@dataclass(frozen=True)
class Peers:
    """Both implementations in one folder."""

    folder: Path

    def by_typescript(self, files: Sequence[Path]) -> list[dict[str, Any]]:
        """What c2pa-ts says of each file; it reads JPEG, PNG, MP3 and HEIC."""
        return self._lines(self._node("verify", *files))

    def by_rust(self, files: Sequence[Path], roots: Path) -> list[dict[str, Any]]:
        """What encypher-c2pa says of each file, trusting some roots only."""
        python = self.folder / "venv" / "bin" / "python"
        return self._lines([str(python), "-c", VERIFY, str(roots), *map(str, files)])

    def sign(self, source: Path, target: Path, chain: Path, key: Path) -> None:
        """A copy that c2pa-ts signed with an Ed25519 key."""
        self._run(self._node("sign", source, target, chain, key))

    def _node(self, *words: object) -> list[str]:
        return ["node", "--input-type=module", "-", *(str(word) for word in words)]

    def _lines(self, command: Sequence[str]) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self._run(command).splitlines()]

    def _run(self, command: Sequence[str]) -> str:
        done = subprocess.run(
            command,
            cwd=self.folder,
            env={**os.environ, "HOME": str(self.folder)},
            input=SCRIPT.read_text(encoding="utf-8"),
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
        return done.stdout


def find_peers() -> Peers | None:
    """The folder that the environment names, None where there is none."""
    named = os.environ.get(ENVIRONMENT)
    return Peers(Path(named).absolute()) if named and shutil.which("node") else None


def peers_or_skip() -> Peers:
    """The peers, or the reason why a test is skipped."""
    found = find_peers()
    if found is None:
        pytest.skip(f"no other implementations of C2PA: set {ENVIRONMENT}, see peers.py")
    return found
