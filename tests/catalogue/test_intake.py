"""Opening what others sent: packed or plain, any encoding, and nothing that floods the machine."""

import gzip
import zipfile
from pathlib import Path

import pytest

from openslate.catalogue.intake import IntakeLimits, open_binary, open_text, open_zip, text_encoding
from openslate.common.errors import SlateError

SMALL = IntakeLimits(unpacked_bytes=100_000, times_packed=50, always_allowed=10_000, entries=3)


def written(tmp_path: Path, data: bytes, name: str = "delivery") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("Amélie\r\n".encode(), "utf-8"),
        ("Amélie\r\n".encode("utf-8-sig"), "utf-8-sig"),
        ("Amélie\r\n".encode("cp1252"), "cp1252"),
        ("Amélie\x81\r\n".encode("latin-1"), "latin-1"),
        ("Amélie\r\n".encode("utf-16"), "utf-16"),
        ("Amélie\r\n".encode("utf-16-le"), "utf-16-le"),
        ("Amélie\r\n".encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_text_in_every_encoding(tmp_path: Path, data: bytes, encoding: str) -> None:
    for packed in (data, gzip.compress(data)):
        path = written(tmp_path, packed)
        assert text_encoding(path) == encoding
        with open_text(path) as stream:
            assert stream.read() in ("Amélie\r\n", "Amélie\x81\r\n")


def test_a_wrong_byte_far_into_the_file_decides_too(tmp_path: Path) -> None:
    path = written(tmp_path, b"a" * 1_000_000 + "é".encode("cp1252"))
    assert text_encoding(path) == "cp1252"


def test_what_is_not_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SlateError, match="not text"):
        text_encoding(written(tmp_path, bytes(range(256)) * 9))


def test_no_file_no_bytes_no_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "none", tmp_path, Path("/dev/zero"), Path("a\0b")):
        with pytest.raises(SlateError, match="cannot be read"):
            open_binary(path)
    with pytest.raises(SlateError, match="empty"):
        open_binary(written(tmp_path, b""))


def test_a_packed_file_is_read_whatever_its_name(tmp_path: Path) -> None:
    with open_binary(written(tmp_path, gzip.compress(b"name\nHeat\n"), "x.csv")) as stream:
        assert list(stream) == [b"name\n", b"Heat\n"]


def test_a_packed_file_that_unfolds_without_end_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, gzip.compress(bytes(1_000_000)))
    with open_binary(path, SMALL) as stream, pytest.raises(SlateError, match="unfolds without end"):
        stream.read()


def test_a_packed_file_within_the_limits_is_read_to_its_end(tmp_path: Path) -> None:
    path = written(tmp_path, gzip.compress(bytes(10_000)))
    with open_binary(path, SMALL) as stream:
        assert len(stream.read()) == 10_000


def test_a_packed_file_that_is_cut_off_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, gzip.compress(bytes(range(256)) * 99)[:-20])
    with open_binary(path) as stream, pytest.raises(SlateError, match="damaged or cut off"):
        stream.read()


def zipped(tmp_path: Path, sizes: list[int]) -> Path:
    path = tmp_path / "book.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, size in enumerate(sizes):
            archive.writestr(f"sheet{number}.xml", bytes(size))
    return path


def test_a_zip_within_the_limits_opens(tmp_path: Path) -> None:
    with open_zip(zipped(tmp_path, [100, 200]), SMALL) as archive:
        assert len(archive.read("sheet1.xml")) == 200


@pytest.mark.parametrize(
    ("sizes", "told"),
    [([90_000], "would unfold to 90,000"), ([1] * 4, "holds 4 files")],
)
def test_a_zip_beyond_the_limits_is_refused(tmp_path: Path, sizes: list[int], told: str) -> None:
    with pytest.raises(SlateError, match=told), open_zip(zipped(tmp_path, sizes), SMALL):
        pytest.fail("it opened")


def test_a_declared_ten_gigabytes_is_refused_before_reading(tmp_path: Path) -> None:
    path = zipped(tmp_path, [100])
    data = bytearray(path.read_bytes())
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (0xFFFFFFF0).to_bytes(4, "little")
    path.write_bytes(data)
    with pytest.raises(SlateError, match=r"would unfold to 4,294,967,280"), open_zip(path):
        pytest.fail("it opened")


def test_what_is_no_zip_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, b"PK\x03\x04 and no more")
    with pytest.raises(SlateError, match="damaged"), open_zip(path):
        pytest.fail("it opened")
