"""Secrets that are shown once and kept only as a hash."""

import secrets

from openslate.common.ids import hash_bytes

BYTES = 32  # 256 bits of chance: a fast hash is enough, nobody can guess their way through


def new_token(prefix: str = "") -> str:
    """A secret that fits into a URL."""
    return prefix + secrets.token_urlsafe(BYTES)


def hash_token(token: str) -> str:
    """What is stored of a secret."""
    return hash_bytes(token.encode())
