"""Keys are found where they are kept, and nothing ever shows them."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
)
from tests.authenticity.credentials.certificates import NOW

from openslate.authenticity.credentials.algorithms import ALGORITHMS
from openslate.authenticity.credentials.keys import (
    PASSPHRASE_ENVIRONMENT,
    HeldKey,
    matches,
    open_key,
    verifies,
)
from openslate.authenticity.credentials.make_chain import Request, issue, make_chain
from openslate.authenticity.credentials.purposes import EMAIL_PROTECTION
from openslate.authenticity.credentials.whole_files import write_new
from openslate.common.errors import SlateError

MADE = make_chain("Example", NOW)
PEM = MADE.leaf.key_pem
SECRET = PEM.decode().splitlines()[1]


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    path = tmp_path / "own.key"
    write_new(path, PEM, private=True)
    return path


def test_a_key_in_a_file_or_a_variable_belongs_to_its_certificate(key_file: Path) -> None:
    for place, environment in ((key_file.name, {}), ("env:SIGNS", {"SIGNS": PEM.decode()})):
        key = open_key(place, key_file.parent, environment)
        assert matches(key, MADE.leaf.certificate)
        assert not matches(key, MADE.root.certificate)


@pytest.mark.parametrize("name", ["ES384", "Ed25519", "PS256"])
def test_what_a_key_signs_verifies(name: str) -> None:
    request = Request("Own", "Example", ALGORITHMS[name], NOW, NOW, purposes=(EMAIL_PROTECTION,))
    made = issue(request, None)
    signature = HeldKey(made.key).sign(b"said", ALGORITHMS[name])
    assert verifies(made.certificate, b"said", signature)
    assert not verifies(made.certificate, b"forged", signature)


def test_a_key_of_another_kind_does_not_match() -> None:
    other = make_chain("Example", NOW, algorithm=ALGORITHMS["Ed25519"])
    assert not matches(HeldKey(other.leaf.key), MADE.leaf.certificate)


def test_a_key_that_others_may_read_is_refused(key_file: Path) -> None:
    key_file.chmod(0o640)
    with pytest.raises(SlateError, match=r"Others than its owner.*chmod 600") as refused:
        open_key("own.key", key_file.parent)
    assert SECRET not in str(refused.value)


def test_a_locked_key_wants_its_passphrase(tmp_path: Path) -> None:
    how = BestAvailableEncryption(b"open")
    locked = MADE.leaf.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, how)
    write_new(tmp_path / "locked.key", locked, private=True)
    with pytest.raises(SlateError, match=f"locked.*{PASSPHRASE_ENVIRONMENT}"):
        open_key("locked.key", tmp_path, {})
    with pytest.raises(SlateError, match="can't be read with that passphrase") as refused:
        open_key("locked.key", tmp_path, {PASSPHRASE_ENVIRONMENT: "wrong-guess"})
    assert "wrong-guess" not in str(refused.value)
    right = open_key("locked.key", tmp_path, {PASSPHRASE_ENVIRONMENT: "open"})
    assert matches(right, MADE.leaf.certificate)


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("none.key", "could not be read"),
        ("env:NOTHING", "NOTHING holds no key"),
        ("env:NONSENSE", "variable NONSENSE: This private key can't be read"),
    ],
)
def test_what_is_wrong_is_one_sentence(tmp_path: Path, place: str, said: str) -> None:
    with pytest.raises(SlateError, match=said) as refused:
        open_key(place, tmp_path, {"NONSENSE": f"{SECRET} is no key"})
    assert SECRET not in str(refused.value)


def test_no_text_shows_a_key() -> None:
    key = HeldKey(MADE.leaf.key)
    assert repr(key) == str(key) == "HeldKey(not shown)"
