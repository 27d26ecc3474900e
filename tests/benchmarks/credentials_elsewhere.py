"""Files that another implementation signed."""

from datetime import UTC, datetime

from openslate.authenticity.credentials.algorithms import ALGORITHMS
from openslate.authenticity.credentials.chains import pem_of
from openslate.authenticity.credentials.make_chain import make_chain
from openslate.authenticity.credentials.read import read_credential
from openslate.authenticity.credentials.trust import TrustList
from tests.authenticity.credentials.peers import find_peers
from tests.benchmarks.credentials_flips import SEED, turned
from tests.benchmarks.credentials_world import World
from tests.benchmarks.report import markdown_table

KINDS = ("jpg", "png", "mp3")
HEADINGS = ("kind", "its root trusted", "nobody trusted", "last byte changed", "encypher-c2pa says")
INTRODUCTION = """## Signed elsewhere
Signed by c2pa-ts with an Ed25519 chain of its own (what it signs with ECDSA is not in the form that
COSE demands, and is refused), read here.
"""


def elsewhere_section(world: World) -> str:
    """The part of the page about others' files."""
    peers = find_peers()
    if peers is None:
        return INTRODUCTION + "\nNot measured: no peers were there.\n"
    made = make_chain("Elsewhere", datetime.now(UTC), algorithm=ALGORITHMS["Ed25519"])
    chain, key = world.folder / "chain.pem", world.folder / "chain.key"
    chain.write_bytes(made.chain_pem)
    key.write_bytes(made.leaf.key_pem)
    trust = TrustList((made.root.certificate,))
    rows = []
    for kind in KINDS:
        target, roots = world.folder / f"elsewhere.{kind}", world.folder / "elsewhere.pem"
        roots.write_text(pem_of(trust.anchors))
        peers.sign(world.signed[kind].source, target, chain, key)
        content = target.read_bytes()
        states = (
            read_credential(content, trust),
            read_credential(content, TrustList()),
            read_credential(turned(content, len(content) - 1, SEED), trust),
        )
        (rust,) = peers.by_rust([target], roots)
        said = " ".join([str(rust.get("state") or "nothing").lower(), *rust.get("codes", ())])
        rows.append((kind, *(one.state.value for one in states), said))
    return INTRODUCTION + "\n" + markdown_table(HEADINGS, rows) + "\n" + MP3_NOTE


MP3_NOTE = """In MP3 c2pa-ts lays the credential out in another way than the others, which do not
take it for sound; nor does it find theirs. Files signed by cameras or editing programs were not in
any package registry, so none is measured here.
"""
