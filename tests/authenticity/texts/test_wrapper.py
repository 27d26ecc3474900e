"""Credentials in a text as invisible characters are found, and not judged."""

import struct
from pathlib import Path

import pytest

from openslate.authenticity.texts.wrapper import credential_in_text
from openslate.authenticity.verification.examine import examine


def wrapped(content: bytes, version: int = 1, length: int | None = None) -> str:
    told = len(content) if length is None else length
    whole = b"C2PATXT\0" + struct.pack(">BI", version, told) + content
    return "\ufeff" + "".join(chr(0xFE00 + b) if b < 16 else chr(0xE0100 + b - 16) for b in whole)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Hello", None),
        ("\ufeffHello \u2764\ufe0f", None),
        ("\ufeff" + "\ufe00" * 40, None),
        ("Hello" + wrapped(bytes(range(256)) * 5), "of 1,280 bytes"),
        ("Hello" + wrapped(b"abc") + "\ufe00" * 3 + " there", "of 3 bytes"),
        ("Hello" + wrapped(b"abc") + wrapped(b"abc"), "Several"),
        ("Hello" + wrapped(b"abc", length=9), "damaged"),
        ("Hello" + wrapped(b"abc", version=2), "damaged"),
        ("Hello" + wrapped(b""), "damaged"),
    ],
)
def test_what_is_told(text: str, told: str | None) -> None:
    found = credential_in_text(text)
    assert found is None if told is None else told in str(found)


def test_it_is_told_when_a_file_is_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    path.write_text("Hello" + wrapped(b"abc"))
    assert "was not judged" in " ".join(examine(path, None).unseen)
    path.write_text("Hello")
    assert len(examine(path, None).unseen) == 1
