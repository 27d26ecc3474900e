"""Private keys that never leave a device: PKCS #11, such as a hardware security module."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock
from typing import Any
from urllib.parse import parse_qsl, unquote

from openslate.authenticity.credentials.algorithms import SigningAlgorithm
from openslate.common.errors import SlateError

EXAMPLE = (
    "pkcs11:token=slate;object=signing?module-path=/usr/lib/softhsm/libsofthsm2.so"
    "&pin-source=env:SLATE_PIN"
)
PIN_FROM = "env:"


@dataclass(frozen=True)
class KeyAddress:
    """Where a key is, as RFC 7512 writes it; the PIN is named by its variable, never held."""

    module: str
    token: str
    label: str | None
    key_id: bytes | None
    pin_variable: str | None


def parse_address(uri: str) -> KeyAddress:
    """Reads a PKCS #11 URI; raises SlateError when something is missing or a PIN stands in it."""
    path, _, query = uri.removeprefix("pkcs11:").partition("?")
    said = dict(part.partition("=")[::2] for part in path.split(";") if part)
    asked = dict(parse_qsl(query))
    if "pin-value" in asked:
        raise SlateError(
            "A PIN must not stand in the settings",
            where="credentials.key",
            do="Write pin-source=env:NAME and set that environment variable",
        )
    pin = asked.get("pin-source", "")
    named = "token" in said and ("object" in said or "id" in said)
    if not named or "module-path" not in asked or (pin and not pin.startswith(PIN_FROM)):
        raise SlateError(
            "This PKCS #11 address lacks a part",
            where="credentials.key",
            do=f"Write it like {EXAMPLE}",
        )
    label = unquote(said["object"]) if "object" in said else None
    key_id = unquote(said["id"], encoding="latin-1").encode("latin-1") if "id" in said else None
    variable = pin.removeprefix(PIN_FROM) or None
    return KeyAddress(asked["module-path"], unquote(said["token"]), label, key_id, variable)


class HardwareKey:
    """A key in a device: it signs there. One signature at a time."""

    def __init__(self, address: KeyAddress, session: Any, key: Any) -> None:
        self._address, self._session, self._key = address, session, key
        self._lock = Lock()

    def __repr__(self) -> str:
        return f"HardwareKey(token={self._address.token!r})"

    def sign(self, data: bytes, algorithm: SigningAlgorithm) -> bytes:
        """A raw signature made in the device; raises SlateError when it refuses."""
        from pkcs11.exceptions import PKCS11Error

        content, options = _for_device(data, algorithm)
        try:
            with self._lock:
                return bytes(self._key.sign(content, **options))
        except PKCS11Error as error:
            raise SlateError(
                f"The device did not sign with {algorithm.name} ({_named(error)})",
                where=f"token {self._address.token}",
                do="Check that the key may sign and that the certificate belongs to it",
            ) from None

    def close(self) -> None:
        """Log out of the device."""
        with suppress(Exception):  # a device that was pulled out is closed too
            self._session.close()


def open_hardware_key(uri: str, environment: Mapping[str, str]) -> HardwareKey:
    """Opens the device and finds the key; raises SlateError."""
    address = parse_address(uri)
    try:
        import pkcs11
        from pkcs11.exceptions import PKCS11Error
    except ImportError:
        raise SlateError(
            "Keys in devices need an extra part that is not installed",
            do="Run pip install 'openslate[pkcs11]'",
        ) from None
    where = f"token {address.token}"
    try:
        token = pkcs11.lib(address.module).get_token(token_label=address.token)
        session = token.open(user_pin=_pin(address, environment))
        kind = pkcs11.ObjectClass.PRIVATE_KEY
        key = session.get_key(object_class=kind, label=address.label, id=address.key_id)
    except (PKCS11Error, RuntimeError, OSError) as error:
        raise SlateError(
            f"The key in the device could not be opened ({_named(error)})",
            where=where,
            do="Check the module's path, the names of token and key, and the PIN",
        ) from None
    return HardwareKey(address, session, key)


def _pin(address: KeyAddress, environment: Mapping[str, str]) -> str | None:
    if address.pin_variable is None:
        return None
    pin = environment.get(address.pin_variable)
    if not pin:
        raise SlateError(
            f"The environment variable {address.pin_variable} holds no PIN",
            where=f"token {address.token}",
            do=f"Set {address.pin_variable}",
        )
    return pin


def _for_device(data: bytes, algorithm: SigningAlgorithm) -> tuple[bytes, dict[str, Any]]:
    """What a device is given: for ECDSA the digest, as few devices hash (PKCS #11 3.0, 2.3)."""
    from cryptography.hazmat.primitives.hashes import Hash
    from pkcs11 import MGF, Mechanism

    if algorithm.curve is not None and algorithm.digest is not None:
        digest = Hash(algorithm.digest)
        digest.update(data)
        return digest.finalize(), {"mechanism": Mechanism.ECDSA}
    if algorithm.digest is None:
        return data, {"mechanism": Mechanism.EDDSA}
    name = algorithm.digest.name.upper()
    parameters = (Mechanism[name], MGF[name], algorithm.digest.digest_size)
    return data, {"mechanism": Mechanism[f"{name}_RSA_PKCS_PSS"], "mechanism_param": parameters}


def _named(error: Exception) -> str:
    """The kind of an error and no more: what a device says may hold what must not be shown."""
    return type(error).__name__
