"""What every SQL database must do for the register of files; run it on yours.

Give a fixture `database` with an empty, migrated `Database`.
"""

from datetime import UTC, datetime

import pytest

from openslate.common.errors import NotFoundError, SlateError
from openslate.store.database import Database
from openslate.store.register import NewFile, Register, RegisteredFile
from openslate.testing.clock import FrozenClock

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
LARGEST = (1 << 64) - 1


class RegisterTests:
    """A file is kept once, and found by its bytes, its mark and its fingerprints."""

    PHOTO = NewFile(
        "aa", "photo.jpg", "image/jpeg", 1200, mark=LARGEST, manifest=b"\x00signed\xff",
        fingerprints={"pdq": bytes(range(32))}, about={"item": "i1", "title": "Amélie"},
    )  # fmt: skip
    COPY = NewFile("bb", "copy.png", "image/png", 900, mark=LARGEST, manifest=b"\x00signed\xff")
    SONG = NewFile("cc", "song.mp3", "audio/mpeg", 3 << 32, fingerprints={"chromaprint": b"1234"})

    @pytest.fixture
    def register(self, database: Database) -> Register:
        return Register(database, FrozenClock(NOON))

    @pytest.fixture
    def kept(self, register: Register) -> list[RegisteredFile]:
        return [register.keep(new, by="ada") for new in (self.PHOTO, self.COPY, self.SONG)]

    def test_what_went_in_comes_out(self, register: Register, kept: list[RegisteredFile]) -> None:
        photo = register.get(kept[0].id)
        assert (photo.name, photo.mark, photo.at) == ("photo.jpg", LARGEST, NOON)
        assert (photo.registered_by, photo.about) == ("ada", self.PHOTO.about)
        assert photo.manifest is not None
        assert register.manifest(photo.manifest) == self.PHOTO.manifest
        assert register.get(kept[2].id).size == 3 << 32

    def test_the_same_bytes_are_kept_once(
        self, register: Register, kept: list[RegisteredFile]
    ) -> None:
        again = NewFile("aa", "other name.jpg", "image/jpeg", 1200)
        assert register.keep(again, by="bob") == kept[0]
        assert register.count() == len(kept)

    def test_a_mark_finds_all_that_bear_it(
        self, register: Register, kept: list[RegisteredFile]
    ) -> None:
        assert register.with_mark(LARGEST) == kept[:2]
        assert register.with_mark(1) == []

    def test_bytes_find_their_file(self, register: Register, kept: list[RegisteredFile]) -> None:
        assert register.with_hash("cc") == kept[2]
        assert register.with_hash("c") is None

    def test_fingerprints_come_in_the_order_of_files(
        self, register: Register, kept: list[RegisteredFile]
    ) -> None:
        (found,) = register.fingerprints("pdq")
        assert (found.file, found.bits) == (kept[0].id, bytes(range(32)))
        assert register.fingerprints("pdq", after=found.file) == []

    def test_pages_begin_with_the_latest(
        self, register: Register, kept: list[RegisteredFile]
    ) -> None:
        first = register.page(limit=2)
        assert first == [kept[2], kept[1]]
        assert register.page(limit=2, before=first[-1].id) == [kept[0]]

    def test_what_is_not_there_is_said(self, register: Register) -> None:
        with pytest.raises(NotFoundError, match="no file 'f0'"):
            register.get("f0")
        with pytest.raises(NotFoundError, match="no credential"):
            register.manifest("00")

    @pytest.mark.parametrize("mark", [0, -1, 1 << 64])
    def test_a_mark_has_64_bits_and_is_not_zero(self, mark: int, register: Register) -> None:
        with pytest.raises(SlateError, match="64 bits"):
            register.keep(NewFile("dd", "x.png", "image/png", 1, mark=mark), by="ada")
