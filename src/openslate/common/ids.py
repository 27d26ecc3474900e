"""Names for things: hashes of content, short stable ids."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from openslate.common.errors import SlateError

CHUNK = 1 << 20


def hash_bytes(data: bytes) -> str:
    """SHA-256 of `data` in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def hash_file(path: Path) -> str:
    """SHA-256 of a file's bytes in hexadecimal, in bounded memory; SlateError if unreadable."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(CHUNK):
                digest.update(chunk)
    except OSError as error:
        raise SlateError(
            f"The file cannot be read ({error.strerror})",
            where=str(path),
            do="Check its name and that you may read it",
        ) from error
    return digest.hexdigest()


def hash_json(value: Any) -> str:
    """SHA-256 of a JSON value, independent of key order."""
    return hash_bytes(
        json.dumps(value, sort_keys=True, separators=(",", ":"), default=str).encode()
    )


def short_id(prefix: str, *parts: str) -> str:
    """A stable readable id: the same parts always give the same id.

    >>> short_id("i", "wikidata-films", "tt0114746") == short_id("i", "wikidata-films", "tt0114746")
    True
    """
    joined = "\x1f".join(parts)
    return f"{prefix}{hash_bytes(joined.encode())[:12]}"


def hash_lines(lines: Iterable[str]) -> str:
    """SHA-256 over lines in the order given."""
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line.encode() + b"\n")
    return digest.hexdigest()
