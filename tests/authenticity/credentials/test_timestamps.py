"""The authority for tests answers as RFC 3161 wants: OpenSSL, which others wrote, agrees."""

import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from openslate.authenticity.credentials.algorithms import ALGORITHMS
from openslate.authenticity.credentials.make_chain import make_chain, make_timestamp_chain
from openslate.testing.clock import FrozenClock
from openslate.testing.der import INTEGER, SEQUENCE, der, parts, whole
from openslate.testing.timestamps import TimestampAuthority

AT = datetime(2026, 3, 15, 12, 30, tzinfo=UTC)


@pytest.fixture
def authority() -> TimestampAuthority:
    return TimestampAuthority(make_timestamp_chain("Example", AT), FrozenClock(AT))


def openssl(*words: object) -> str:
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("no openssl: apt-get install openssl")
    command = [program, "ts", *(str(word) for word in words)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_openssl_verifies_an_answer(authority: TimestampAuthority, tmp_path: Path) -> None:
    data, query, answer = (tmp_path / name for name in ("data", "query", "answer"))
    data.write_text("content")
    openssl("-query", "-data", data, "-sha256", "-cert", "-out", query)
    answer.write_bytes(authority.answer(query.read_bytes()))
    root = tmp_path / "root.pem"
    root.write_bytes(authority.chain.root.pem)
    at = int(AT.timestamp())
    told = openssl("-verify", "-data", data, "-in", answer, "-CAfile", root, "-attime", at)
    assert "Verification: OK" in told
    assert "Mar 15 12:30:00 2026 GMT" in openssl("-reply", "-in", answer, "-text")
    assert authority.asked == 1


@pytest.mark.parametrize("request_", [b"", b"\x30", der(SEQUENCE, whole(1)), b"\x30\x05abc"])
def test_what_is_no_request_is_refused(authority: TimestampAuthority, request_: bytes) -> None:
    with pytest.raises((ValueError, IndexError)):
        authority.answer(request_)


def test_long_values_have_long_lengths() -> None:
    content = bytes(300)
    assert list(parts(der(4, content))) == [(4, content, der(4, content))]
    assert der(4, content)[:4] == b"\x04\x82\x01\x2c"


@pytest.mark.parametrize(("number", "written"), [(0, "00"), (127, "7f"), (128, "0080")])
def test_whole_numbers_are_never_negative(number: int, written: str) -> None:
    assert whole(number) == der(INTEGER, bytes.fromhex(written))


def test_it_signs_with_one_algorithm_only() -> None:
    chain = make_chain("Example", AT, algorithm=ALGORITHMS["Ed25519"])
    with pytest.raises(TypeError, match="ES256"):
        TimestampAuthority(chain, FrozenClock(AT))
