"""Where a signed file's credential lies, and which other bytes no hash covers."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import c2pa

from openslate.authenticity.credentials.library import context
from openslate.authenticity.credentials.trust import TrustList
from tests.benchmarks.credentials_world import SignedKind

UNHASHED = ("ftyp", "free", "skip", "mfra")
"""Boxes that C2PA 2.2, section 18.7 leaves out of the hash of ISO base media files."""


@dataclass(frozen=True)
class Regions:
    """`credential` from one byte to another; `unhashed` are others, each with its name."""

    size: int
    credential: tuple[int, int]
    unhashed: tuple[tuple[int, int, str], ...] = ()

    def outside(self) -> list[int]:
        """Places outside of the credential."""
        start, end = self.credential
        return [*range(start), *range(end, self.size)]

    def name_of(self, at: int) -> str:
        """What no hash covers at a place, or that one does."""
        found = (name for start, end, name in self.unhashed if start <= at < end)
        return next(found, "hashed")


def regions_of(kind: SignedKind) -> Regions:
    """Regions as the credential itself states them, or as the boxes of the file lie."""
    content = kind.path.read_bytes()
    if kind.sidecar:
        return Regions(len(content), (0, 0))
    stated = _assertion(kind, "c2pa.hash.data")
    if stated:
        starts = [(one["start"], one["start"] + one["length"]) for one in stated["exclusions"]]
        return Regions(len(content), (min(starts)[0], max(starts)[1]))
    boxes = list(_boxes(content))
    (credential,) = [(start, end) for start, end, name in boxes if name == "uuid"]
    unhashed = tuple(box for box in boxes if box[2] in UNHASHED)
    return Regions(len(content), credential, unhashed)


def _assertion(kind: SignedKind, label: str) -> dict[str, Any] | None:
    with (
        kind.path.open("rb") as stream,
        c2pa.Reader(stream, context=context(TrustList())) as reader,
    ):
        manifests = json.loads(reader.crjson())["manifests"]
    found: dict[str, Any] | None = manifests[0]["assertions"].get(label)
    return found


def _boxes(content: bytes) -> Iterator[tuple[int, int, str]]:
    """Outermost boxes of an ISO base media file: start, end and kind."""
    at = 0
    while at < len(content):
        size = int.from_bytes(content[at : at + 4], "big") or len(content) - at
        yield at, at + size, content[at + 4 : at + 8].decode("latin-1")
        at += size
