"""Files appear whole, replace nothing, and keys are their owner's alone."""

import os
import stat
from pathlib import Path

import pytest

from openslate.authenticity.credentials.whole_files import (
    readable_by_others,
    whole_file,
    write_new,
)
from openslate.common.errors import SlateError


def test_a_private_file_is_its_owners_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        with whole_file(tmp_path / "key", private=True) as stream:
            (partial,) = tmp_path.iterdir()
            assert stat.S_IMODE(partial.stat().st_mode) == 0o600, "while it is written too"
            stream.write(b"secret")
        write_new(tmp_path / "open", b"known")
    finally:
        os.umask(before)
    assert not readable_by_others(tmp_path / "key")
    assert readable_by_others(tmp_path / "open")


def test_nothing_is_replaced_unless_it_may_be(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_new(path, b"first")
    with pytest.raises(SlateError, match="already a file of this name"):
        write_new(path, b"second")
    with whole_file(path, replace=True) as stream:
        stream.write(b"third")
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (b"third", [path])


def test_a_file_that_came_meanwhile_stays(tmp_path: Path) -> None:
    path = tmp_path / "file"
    writing = whole_file(path)
    writing.__enter__().write(b"ours")
    path.write_bytes(b"theirs")
    with pytest.raises(SlateError, match="already"):
        writing.__exit__(None, None, None)
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (b"theirs", [path])


def test_nothing_is_left_when_it_fails(tmp_path: Path) -> None:
    def fail() -> None:
        with whole_file(tmp_path / "file") as stream:
            stream.write(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_where_links_are_unknown_it_is_put_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    write_new(tmp_path / "file", b"content")
    assert (tmp_path / "file").read_bytes() == b"content"
