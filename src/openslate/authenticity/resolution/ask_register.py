"""Asks one register by C2PA's soft binding resolution API; for a process apart.

C2PA, "Soft Binding Resolution API for C2PA Manifest Recovery", version 2.2. Only the mark or the
fingerprint is sent, never the file. Whatever is answered is a stranger's: its size is bounded, it
is taken as it comes (no compression, no other address), and nothing in it is believed.
"""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

import httpx2

from openslate.authenticity.credentials.library import LARGEST_MANIFEST_MB
from openslate.authenticity.resolution.answers import read_matches
from openslate.common.errors import SlateError

TIMEOUT = httpx2.Timeout(5.0)
"""Seconds for connecting, and for each piece; the process apart bounds the whole."""
MOST_ANSWER = 64 << 10
MOST_MANIFEST = LARGEST_MANIFEST_MB << 20
MOST_CREDENTIALS = 3
"""Credentials that are fetched of each answer."""


@dataclass(frozen=True)
class AskedBinding:
    """A mark or a fingerprint to ask about, under its algorithm's name."""

    algorithm: str
    value: bytes


@dataclass(frozen=True)
class GivenCredential:
    """A credential that a register gave for a binding, as it came."""

    binding: AskedBinding
    content: bytes


def ask_register(
    address: str, key: str | None, bindings: Sequence[AskedBinding]
) -> list[GivenCredential]:
    """Credentials for the bindings, each once; raises SlateError where no use can be made of it."""
    headers = {"accept-encoding": "identity", **({"authorization": f"Bearer {key}"} if key else {})}
    # trust_env=False: neither a proxy nor a netrc file decides who learns what is asked
    with httpx2.Client(
        headers=headers, timeout=TIMEOUT, trust_env=False, follow_redirects=False
    ) as client:
        try:
            return list(_given(client, address, bindings))
        except httpx2.TimeoutException:
            raise SlateError("It took too long to answer") from None
        except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError):
            raise SlateError("It could not be reached") from None


def _given(
    client: httpx2.Client, address: str, bindings: Sequence[AskedBinding]
) -> Iterator[GivenCredential]:
    fetched: set[str] = set()
    for binding in bindings:
        for name in _matches(client, address, binding):
            if name not in fetched:
                fetched.add(name)
                place = f"{address}/manifests/{quote(name, safe='')}"
                yield GivenCredential(binding, _fetched(client, place, {}, MOST_MANIFEST) or b"")


def _matches(client: httpx2.Client, address: str, binding: AskedBinding) -> list[str]:
    asked = {
        "alg": binding.algorithm,
        "value": b64encode(binding.value).decode(),
        "maxResults": str(MOST_CREDENTIALS),
    }
    content = _fetched(client, f"{address}/matches/byBinding", asked, MOST_ANSWER)
    return [] if content is None else read_matches(content, MOST_CREDENTIALS)


def _fetched(client: httpx2.Client, place: str, asked: dict[str, str], most: int) -> bytes | None:
    """What stands there, None where there is nothing; read only as far as it may be long."""
    with client.stream("GET", place, params=asked) as answer:
        _check(answer)
        if answer.status_code == httpx2.codes.NOT_FOUND:
            return None
        content = bytearray()
        for piece in answer.iter_raw():
            content += piece
            if len(content) > most:
                raise SlateError("It answered with more than such an answer may hold")
        return bytes(content)


def _check(answer: httpx2.Response) -> None:
    if answer.is_redirect:
        raise SlateError("It answered with another address, which is not followed")
    if answer.status_code in (httpx2.codes.UNAUTHORIZED, httpx2.codes.FORBIDDEN):
        raise SlateError("It wants a key that it knows")
    if not answer.is_success and answer.status_code != httpx2.codes.NOT_FOUND:
        raise SlateError(f"It answered with status {answer.status_code}")
    if answer.headers.get("content-encoding", "identity").lower() != "identity":
        raise SlateError("It answered with something compressed, which was not asked for")
