"""Names and seeds depend on what they are made from, and on nothing else."""

from pathlib import Path

import pytest

from openslate.common.errors import SlateError
from openslate.common.ids import hash_bytes, hash_file, hash_json, short_id
from openslate.common.seeds import generator_for, seed_for


def test_hash_of_a_file_is_that_of_its_bytes(tmp_path: Path) -> None:
    data = bytes(range(256)) * 9_000  # longer than what is read at once
    (tmp_path / "file").write_bytes(data)
    assert hash_file(tmp_path / "file") == hash_bytes(data)


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(SlateError, match="nowhere"):
        hash_file(tmp_path / "nowhere")


def test_the_order_of_keys_does_not_count() -> None:
    assert hash_json({"a": 1, "b": [2]}) == hash_json({"b": [2], "a": 1})
    assert hash_json([1, 2]) != hash_json([2, 1])


def test_parts_are_kept_apart() -> None:
    assert short_id("i", "ab", "c") != short_id("i", "a", "bc")
    assert seed_for("ab", "c") != seed_for("a", "bc")


def test_a_seed_gives_the_same_numbers_again() -> None:
    first, again = generator_for("viewer", 7), generator_for("viewer", 7)
    assert first.integers(1 << 30, size=5).tolist() == again.integers(1 << 30, size=5).tolist()
