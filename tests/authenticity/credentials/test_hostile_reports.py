"""What the library tells may hold anything a stranger wrote; the report stays small and whole."""

from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.authenticity.credentials.certificates import NOW

from openslate.authenticity.credentials.embedded_certificates import certificates_in
from openslate.authenticity.credentials.history import DEEPEST, MOST, HistoryReader
from openslate.authenticity.credentials.make_chain import make_chain
from openslate.authenticity.credentials.report import CredentialState, IngredientReport
from openslate.authenticity.credentials.report_maker import make_report

KEYS = st.sampled_from(
    ["active_manifest", "manifests", "label", "a", "assertions", "data", "actions", "ingredients",
     "validation_results", "activeManifest", "failure", "code", "signature", "certificateInfo",
     "timeStampInfo", "timestamp", "entries", "blocks", "claim_generator_info", "redactions"]
)  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=25,
)


@settings(max_examples=40)
@given(JSON, JSON)
def test_any_json_makes_a_report(told: object, detail: object) -> None:
    assert make_report(told, detail).state is CredentialState.BROKEN


def size(ingredients: tuple[IngredientReport, ...]) -> int:
    """How many nodes a tree has."""
    return sum(1 + size(one.ingredients) for one in ingredients)


def depth(ingredients: tuple[IngredientReport, ...]) -> int:
    """How deep a tree is."""
    return max((1 + depth(one.ingredients) for one in ingredients), default=0)


@pytest.mark.parametrize("twins", [1, 2, 50])
def test_a_history_that_goes_in_circles_ends(twins: int) -> None:
    source: dict[str, Any] = {"title": "x", "active_manifest": "a"}
    found = HistoryReader({"a": {"ingredients": [source] * twins}}).of("a")
    assert size(found) <= MOST
    assert depth(found) <= DEEPEST


def test_bytes_full_of_beginnings_hold_no_certificate() -> None:
    assert list(certificates_in(b"\x30\x82\x00\x40" * 20_000)) == []


def test_a_damaged_certificate_is_none() -> None:
    der = make_chain("Example", NOW).leaf.certificate.public_bytes(Encoding.DER)
    assert len(list(certificates_in(b"before" + der + b"after"))) == 1
    found = []
    for at in range(4, len(der)):
        damaged = bytes([*der[:at], der[at] ^ 0x10, *der[at + 1 :]])
        for one in certificates_in(damaged):
            found.append((one.subject, one.issuer, one.extensions, one.public_key()))
    assert found, "some bits do no harm"
