"""Every kind of file: trusted with its time, how long it takes, and what others say of it."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from openslate.authenticity.credentials.chains import pem_of
from openslate.authenticity.credentials.sign import sign_file
from tests.authenticity.credentials.conftest import CAPTURED, House
from tests.authenticity.credentials.peers import Peers, find_peers
from tests.benchmarks.credentials_world import SignedKind, World
from tests.benchmarks.report import markdown_table, milliseconds

HEADINGS = (
    "kind",
    "state",
    "time",
    "bytes added",
    "to sign",
    "to read",
    "encypher-c2pa",
    "c2pa-ts",
)
INTRODUCTION = """## Every kind of file
Signed with a chain as `slate credentials init` makes it and a timestamp from an authority on
loopback, then read with the roots of both trusted. `txt` stands for all that has its credential
beside it. The last two columns are implementations that share no code with the library used here.
encypher-c2pa (Rust) judged the same files by the same roots. c2pa-ts (TypeScript) judged copies
without a timestamp, as it reads none of claims of version 2; it builds no chain of trust, so
*valid* is the most it says, and it reads MP3 and FLAC in a layout of its own. For plain text
encypher-c2pa knows only credentials inside of the text, so that it can't judge one beside it.
"""


def formats_section(world: World) -> str:
    """The part of the page about kinds of files."""
    peers = find_peers()
    others = _others(world, peers) if peers else {}
    rows = [
        (ending, *_row(world.house, kind), *others.get(ending, ("-", "-")))
        for ending, kind in world.signed.items()
    ]
    note = "" if peers else "\nNo peers were there; `tests/authenticity/credentials/peers.py`.\n"
    return INTRODUCTION + "\n" + markdown_table(HEADINGS, rows) + note


def _row(house: House, kind: SignedKind) -> Iterator[str]:
    report = kind.read(house)
    yield report.state.value
    yield "trusted" if report.time and report.time.trusted else "none"
    before = 0 if kind.sidecar else kind.source.stat().st_size
    yield f"{kind.target.stat().st_size - before:,}"
    yield milliseconds(_seconds_to_sign(house, kind))
    begun = perf_counter()
    kind.read(house)
    yield milliseconds(perf_counter() - begun)


def _seconds_to_sign(house: House, kind: SignedKind) -> float:
    """Without asking for the time: what that takes depends on the server."""
    with TemporaryDirectory() as place:
        target = Path(place) / kind.target.name
        begun = perf_counter()
        sign_file(kind.source, target, CAPTURED, house.signer)
        return perf_counter() - begun


def _others(world: World, peers: Peers) -> dict[str, tuple[str, str]]:
    roots, trust = world.folder / "roots.pem", world.house.trust
    roots.write_text(pem_of([*trust.anchors, *trust.timestamp_anchors]))
    plain = {}
    for ending, kind in world.signed.items():
        if not kind.sidecar:
            plain[ending] = world.folder / f"plain.{ending}"
            world.house.sign(kind.source, plain[ending])
    rust = peers.by_rust([kind.path for kind in world.signed.values()], roots)
    typescript = dict(zip(plain, peers.by_typescript(list(plain.values())), strict=True))
    return {
        ending: (_by_rust(said), _by_typescript(typescript.get(ending)))
        for ending, said in zip(world.signed, rust, strict=True)
    }


def _by_rust(said: dict[str, Any]) -> str:
    return " ".join([str(said.get("state", said.get("error"))).lower(), *said.get("codes", ())])


def _by_typescript(said: dict[str, Any] | None) -> str:
    if said is None:
        return "-"
    if "error" in said:
        return str(said["error"])
    return "valid" if said["valid"] else " ".join(said["codes"])
