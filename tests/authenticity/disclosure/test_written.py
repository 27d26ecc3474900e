"""Labels before texts, and which files are texts at all."""

from pathlib import Path

import pytest

from openslate.authenticity.disclosure.kinds import HEAD, ContentKind, content_kind
from openslate.authenticity.disclosure.written import labelled_text, read_text
from openslate.common.errors import SlateError


@pytest.mark.parametrize(
    ("text", "labelled"),
    [
        ("It rained.", "L.\n\nIt rained."),
        ("\ufeffIt rained.", "\ufeffL.\n\nIt rained."),
        ("---\ntitle: x\n---\nIt rained.", "---\ntitle: x\n---\nL.\n\nIt rained."),
        ("---\nno end", "L.\n\n---\nno end"),
    ],
)
def test_the_label_is_what_people_read_first(text: str, labelled: str) -> None:
    assert labelled_text(text, "L.") == labelled


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"\xff\xfe", "not UTF-8"), (b"<!DOCTYPE html><p>x", "web page"), (b"<?xml ?><a/>", "XML")],
)
def test_what_cannot_be_labelled(content: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(content)
    with pytest.raises(SlateError, match=said):
        read_text(tmp_path / "x.txt")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\xff\xd8\xff\xe0", ContentKind.PICTURE),
        (b"RIFF\0\0\0\0WAVE", ContentKind.SOUND),
        (b"\0\0\0\x18ftypisom", ContentKind.VIDEO),
        ("Grüße".encode(), ContentKind.TEXT),
        (b"a" * (HEAD - 1) + "ü".encode(), ContentKind.TEXT),
    ],
)
def test_kinds_are_told_by_bytes(content: bytes, kind: ContentKind, tmp_path: Path) -> None:
    (tmp_path / "x.bin").write_bytes(content)
    assert content_kind(tmp_path / "x.bin") is kind


@pytest.mark.parametrize("content", [b"", b"  ", b"\0\1", b"\xff\xfa\xfb", b"\0\0\0\x10jumb"])
def test_what_is_no_content(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.bin").write_bytes(content)
    with pytest.raises(SlateError, match="no picture, video, sound or text"):
        content_kind(tmp_path / "x.bin")
