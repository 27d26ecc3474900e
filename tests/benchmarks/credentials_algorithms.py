"""Every algorithm of C2PA, with a chain of its own."""

from datetime import UTC, datetime

from openslate.authenticity.credentials.algorithms import ALGORITHMS
from openslate.authenticity.credentials.make_chain import make_chain
from openslate.authenticity.credentials.read import read_credential
from openslate.authenticity.credentials.sign import sign_file
from openslate.authenticity.credentials.trust import TrustList
from tests.authenticity.credentials.conftest import CAPTURED, signer_of
from tests.benchmarks.credentials_world import World
from tests.benchmarks.report import markdown_table

INTRODUCTION = """## Every algorithm
A JPEG signed with a chain of each. RSA keys sign PS256.
"""


def algorithms_section(world: World) -> str:
    """The part of the page about algorithms."""
    rows = []
    for name in ("ES256", "ES384", "ES512", "Ed25519", "PS256"):
        made = make_chain("Example", datetime.now(UTC), algorithm=ALGORITHMS[name])
        target = world.folder / f"{name}.jpg"
        sign_file(world.signed["jpg"].source, target, CAPTURED, signer_of(made))
        report = read_credential(target, TrustList((made.root.certificate,)))
        rows.append((name, report.state.value, report.signer and report.signer.algorithm))
    return INTRODUCTION + "\n" + markdown_table(("chain", "state", "signed with"), rows)
