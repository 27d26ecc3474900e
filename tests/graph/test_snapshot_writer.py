"""Snapshots: the right rows, the same bytes, a number only for new content."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from openslate.common.errors import SlateError
from openslate.graph.canonical import derive_canonical, item_id
from openslate.graph.links import REJECTED
from openslate.graph.quad_store import QuadStore
from openslate.graph.snapshot import TABLES, Snapshot, read_snapshot
from openslate.graph.snapshot_writer import current_snapshot, write_snapshot
from openslate.testing.tiny import MOVIELENS, WIKIDATA


@pytest.fixture
def snapshot(store: QuadStore, tmp_path: Path) -> Snapshot:
    return write_snapshot(derive_canonical(store), tmp_path / "snapshots")


def test_each_table_has_its_schema(snapshot: Snapshot) -> None:
    for name, schema in TABLES.items():
        assert dict(getattr(snapshot, name).schema) == schema


def test_an_item_has_what_both_sources_know(snapshot: Snapshot) -> None:
    item = snapshot.index_of(item_id(WIKIDATA, "tt0110877"))
    row = snapshot.item.row(item, named=True)
    assert {column: row[column] for column in ("name", "alternate_names", "genres", "country")} == {
        "name": "Il Postino: The Postman",
        "alternate_names": ["Postino, Il"],
        "genres": ["Romance", "Comedy", "Drama"],
        "country": "IT",
    }
    assert (row["director"], row["language"], row["minimum_age"]) == ("Massimo Troisi", "it", 8)
    assert row["sources"] == [WIKIDATA, MOVIELENS]
    assert snapshot.item_of_record[MOVIELENS, "1"] == item


def test_unknown_is_null_never_empty(snapshot: Snapshot) -> None:
    row = snapshot.item.row(snapshot.item_of_record[MOVIELENS, "7"], named=True)
    known = {column for column, value in row.items() if value is not None}
    assert known == {"item", "id", "sources"}


def test_credits_and_tags_are_lists_laid_out(snapshot: Snapshot) -> None:
    item = snapshot.item_of_record[WIKIDATA, "tt0083658"]
    said = snapshot.credit.filter(pl.col("item") == item)
    assert said.select("person", "role", "position").rows() == [
        ("Ridley Scott", "director", 0),
        ("David Peoples", "writer", 0),
        ("Hampton Fancher", "writer", 1),
        ("Harrison Ford", "actor", 0),
    ]
    tags = snapshot.tag.filter(pl.col("item") == item)
    assert tags.select("kind", "tag").rows() == [
        ("genres", "Sci-Fi"),
        ("countries", "US"),
        ("languages", "en"),
        ("companies", "Ladd Company"),
        ("companies", "Samuel Goldwyn, Inc."),
    ]


def test_claims_say_who_says_what_and_what_lost(snapshot: Snapshot) -> None:
    item = snapshot.item_of_record[WIKIDATA, "tt0211915"]
    claims = snapshot.claim.filter(pl.col("item") == item, pl.col("field").is_in(["name", "year"]))
    assert sorted(claims.select("field", "value", "source", "won").rows()) == [
        ("name", "Amelie", MOVIELENS, False),
        ("name", "Amélie", WIKIDATA, True),
        ("year", "2001", MOVIELENS, True),  # both say so
        ("year", "2001", WIKIDATA, True),
    ]


def test_windows_are_those_of_the_item(snapshot: Snapshot) -> None:
    item = snapshot.item_of_record[WIKIDATA, "tt0110877"]
    (window,) = snapshot.availability.filter(pl.col("item") == item).iter_rows()
    assert window == (
        *(item, "GB", date(2026, 1, 1), date(2026, 4, 1)),
        *("subscription", None, None, None, "availability", 2),
    )


def test_the_same_content_takes_no_new_number(store: QuadStore, tmp_path: Path) -> None:
    root = tmp_path / "snapshots"
    assert current_snapshot(root) is None
    first = write_snapshot(derive_canonical(store), root)
    assert first.name.startswith("s0001-")
    assert write_snapshot(derive_canonical(store), root).name == first.name
    store.links.decide((MOVIELENS, "4", WIKIDATA, "tt0114709"), REJECTED, "mia")
    second = write_snapshot(derive_canonical(store), root)
    assert second.name.startswith("s0002-")
    assert [second.size, first.size] == [9, 8]
    latest = current_snapshot(root)
    assert latest is not None
    assert latest.name == second.name
    assert sorted(path.name for path in root.iterdir()) == [first.name, second.name]


def test_the_same_content_has_the_same_bytes(store: QuadStore, tmp_path: Path) -> None:
    canonical = derive_canonical(store)
    names = {write_snapshot(canonical, tmp_path / root).name for root in ("one", "two")}
    assert len(names) == 1


def test_what_a_killed_writer_left_is_no_snapshot(store: QuadStore, tmp_path: Path) -> None:
    root = tmp_path / "snapshots"
    (root / "unfinished").mkdir(parents=True)
    (root / "unfinished" / "item.parquet").write_bytes(b"half")
    assert current_snapshot(root) is None
    assert write_snapshot(derive_canonical(store), root).size == 8


def test_where_nothing_can_be_written_is_one_sentence(store: QuadStore, tmp_path: Path) -> None:
    root = tmp_path / "snapshots"
    root.write_text("a file where the folder should be")
    with pytest.raises(SlateError, match="The snapshot could not be written: ") as caught:
        write_snapshot(derive_canonical(store), root)
    assert caught.value.where == str(root)
    assert root.read_text().startswith("a file")


def test_a_snapshot_without_a_table_is_one_sentence(snapshot: Snapshot, tmp_path: Path) -> None:
    folder = tmp_path / "snapshots" / snapshot.name
    (folder / "tag.parquet").unlink()
    with pytest.raises(SlateError, match="Table tag is missing"):
        read_snapshot(folder)


def test_a_snapshot_of_another_version_is_one_sentence(snapshot: Snapshot, tmp_path: Path) -> None:
    folder = tmp_path / "snapshots" / snapshot.name
    snapshot.item.drop("name").write_parquet(folder / "item.parquet")
    with pytest.raises(SlateError, match="another version of Slate wrote it") as caught:
        read_snapshot(folder)
    assert caught.value.where == str(folder)
