"""Keys in devices: the address of one, and signing with SoftHSM, which is a real module."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.authenticity.credentials.conftest import House

from openslate.authenticity.credentials.chains import CertificateChain, parse_certificates
from openslate.authenticity.credentials.claim import Claim
from openslate.authenticity.credentials.hardware_key import EXAMPLE, KeyAddress, parse_address
from openslate.authenticity.credentials.keys import matches, open_key
from openslate.authenticity.credentials.report import CredentialState
from openslate.authenticity.credentials.sign import sign_file
from openslate.authenticity.credentials.signer import CredentialSigner
from openslate.common.errors import SlateError

MODULES = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib64/pkcs11/libsofthsm2.so",
    "/opt/homebrew/lib/softhsm/libsofthsm2.so",
)
PIN = "48151623"


def test_an_address_has_all_its_parts() -> None:
    module = "/usr/lib/softhsm/libsofthsm2.so"
    assert parse_address(EXAMPLE) == KeyAddress(module, "slate", "signing", None, "SLATE_PIN")
    by_id = parse_address("pkcs11:token=My%20card;id=%01%ff?module-path=/m.so")
    assert (by_id.token, by_id.key_id, by_id.pin_variable) == ("My card", b"\x01\xff", None)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("pkcs11:token=a;object=b?module-path=/m.so&pin-value=1234", "PIN must not stand"),
        ("pkcs11:object=b?module-path=/m.so", "lacks a part"),
        ("pkcs11:token=a?module-path=/m.so", "lacks a part"),
        ("pkcs11:token=a;object=b", "lacks a part"),
        ("pkcs11:token=a;object=b?module-path=/m.so&pin-source=/pin.txt", "lacks a part"),
    ],
)
def test_what_is_wrong_with_an_address(address: str, said: str) -> None:
    with pytest.raises(SlateError, match=said) as refused:
        parse_address(address)
    assert "1234" not in str(refused.value)


@pytest.fixture(scope="module")
def module() -> str:
    pytest.importorskip("pkcs11", reason="no PKCS #11: pip install 'openslate[pkcs11]'")
    found = next((path for path in MODULES if Path(path).exists()), None)
    if found is None or shutil.which("softhsm2-util") is None:
        pytest.skip("no SoftHSM: apt-get install softhsm2")
    return found


@pytest.fixture(scope="module")
def device(module: str, house: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a key in a token that was just made."""
    folder = tmp_path_factory.mktemp("device")
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder}/tokens\n")
    (folder / "key.pem").write_bytes(house.made.leaf.key_pem)
    before = os.environ.get("SOFTHSM2_CONF")
    os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")
    token = ["softhsm2-util", "--token", "slate", "--pin", PIN]
    made = ["softhsm2-util", "--init-token", "--free", "--label", "slate", "--so-pin", PIN]
    subprocess.run([*made, "--pin", PIN], check=True, capture_output=True)
    key = ["--import", str(folder / "key.pem"), "--label", "signing", "--id", "01"]
    subprocess.run([*token, *key], check=True, capture_output=True)
    yield f"pkcs11:token=slate;object=signing?module-path={module}&pin-source=env:PIN"
    os.environ.pop("SOFTHSM2_CONF")
    if before is not None:
        os.environ["SOFTHSM2_CONF"] = before


def test_a_device_signs_a_file(device: str, house: House, signed: Path, tmp_path: Path) -> None:
    key = open_key(device, tmp_path, {"PIN": PIN})
    assert matches(key, house.made.leaf.certificate)
    assert not matches(key, house.made.root.certificate)
    assert repr(key) == "HardwareKey(token='slate')"
    chain = CertificateChain(tuple(parse_certificates(house.made.chain_pem)))
    target = tmp_path / "by-device.jpg"
    sign_file(signed, target, Claim(), CredentialSigner(chain, key), trust=house.trust)
    assert house.read(target).state is CredentialState.TRUSTED


@pytest.mark.parametrize(
    ("change", "pin", "said"),
    [
        (("object=signing", "object=other"), PIN, "could not be opened"),
        (("token=slate", "token=other"), PIN, "could not be opened"),
        (("", ""), "wrong-pin", "could not be opened"),
        (("", ""), "", "PIN holds no PIN"),
    ],
)
def test_what_a_device_refuses_is_one_sentence(
    device: str, tmp_path: Path, change: tuple[str, str], pin: str, said: str
) -> None:
    with pytest.raises(SlateError, match=said) as refused:
        open_key(device.replace(*change), tmp_path, {"PIN": pin})
    assert not pin or pin not in str(refused.value)


def test_a_module_that_is_none(tmp_path: Path) -> None:
    pytest.importorskip("pkcs11", reason="no PKCS #11: pip install 'openslate[pkcs11]'")
    address = "pkcs11:token=a;object=b?module-path=/none.so"
    with pytest.raises(SlateError, match=r"token a: The key in the device could not be opened"):
        open_key(address, tmp_path, {})
