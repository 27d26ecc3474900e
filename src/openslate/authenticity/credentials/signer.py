"""Who signs: a certificate chain, its key, and a server that tells the time."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import c2pa

from openslate.authenticity.credentials.chains import CertificateChain
from openslate.authenticity.credentials.keys import SigningKey
from openslate.authenticity.credentials.library import in_english
from openslate.common.errors import SlateError


@dataclass(frozen=True)
class CredentialSigner:
    """Signs credentials; without `timestamp_url` they end with their certificate.

    The timestamp server is one of RFC 3161. It is the only thing that signing asks over the
    network, and it is sent a hash, never the file.
    """

    chain: CertificateChain
    key: SigningKey
    timestamp_url: str = ""

    @contextmanager
    def for_library(self, where: str) -> Iterator[Any]:
        """The library's signer, which calls back for each signature and never sees the key.

        Raises SlateError: what the key's place said where it refused, else what the library says.
        """
        algorithm = self.chain.algorithm
        refused: list[SlateError] = []

        def sign(data: bytes) -> bytes:
            try:
                return self.key.sign(data, algorithm)
            except SlateError as error:
                refused.append(error)
            return b""  # the library writes what is raised here into a log; so nothing is

        with in_english(where):
            signer = c2pa.Signer.from_callback(
                sign, algorithm.library, self.chain.pem, self.timestamp_url or None
            )
        try:
            yield signer
        except SlateError:
            if refused:
                raise refused[0] from None
            raise
        finally:
            signer.close()
