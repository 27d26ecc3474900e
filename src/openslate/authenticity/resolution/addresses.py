"""Which registers of others may be asked: their addresses, checked, and the keys they want."""

import os
from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

KEYS_ENVIRONMENT = "SLATE_REGISTER_KEYS"
MOST = 5
"""Registers that are asked at most."""


def register_addresses(text: str) -> tuple[str, ...]:
    """The addresses between commas; raises ValueError with what is wrong about one."""
    found = tuple(_checked(one.strip()) for one in text.split(",") if one.strip())
    if len(found) > MOST:
        raise ValueError(f"name at most {MOST} registers")
    return found


def register_name(address: str) -> str:
    """What a register is called: its host, and its port where it has one."""
    return urlsplit(address).netloc


def register_keys(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """API keys by register name, from SLATE_REGISTER_KEYS: `host=key host:port=key ...`."""
    pairs = (one.partition("=") for one in environment.get(KEYS_ENVIRONMENT, "").split())
    return {name: key for name, _, key in pairs if key}


def _checked(address: str) -> str:
    parts = urlsplit(address)
    try:
        _ = parts.port
    except ValueError:
        raise ValueError(f"{address!r} has no port that can be") from None
    if parts.scheme != "https" and not (parts.scheme == "http" and _loopback(parts)):
        raise ValueError(f"{address!r} must begin with https://")
    if not parts.hostname or parts.username or parts.password or parts.query or parts.fragment:
        raise ValueError(f"{address!r} must be a host and a path, without name, query or part")
    return address.rstrip("/")


def _loopback(parts: SplitResult) -> bool:
    try:
        return ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return parts.hostname == "localhost"
