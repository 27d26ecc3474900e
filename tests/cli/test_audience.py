"""Commands about events and viewers' wishes."""

import json
from pathlib import Path

from tests.cli.conftest import Slate

ROWS = [
    {"viewer": "6", "record": "3", "event": "finish", "at": "2026-03-01T09:00:00Z"},
    {"viewer": "6", "record": "3", "event": "like", "at": "2026-03-01T09:00:00"},
]


def events(folder: Path) -> Path:
    path = folder / "events.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    return path


def test_importing_events(slate: Slate, tmp_path: Path) -> None:
    path, take = events(tmp_path), ("import", "events")
    assert "Name the catalogue's source with --source" in slate.fails(*take, path)
    words = (*take, path, "--source", "movielens-100k")
    first = slate.json(*words)
    assert (first["rows"], first["new"]) == (1, 1)
    assert f"{path}, row 2, at: '2026-03-01T09:00:00' is not a time" in first["problems"][0]
    assert "was imported before" in slate.says(*words)
    assert "Did you mean 'Europe/Berlin'" in slate.fails(*words, "--zone", "Europe/Berln")
    zoned = slate.json(*words, "--zone", "Europe/Berlin", "--purpose", "personalisation")
    assert (zoned["rows"], zoned["new"], zoned["problems"]) == (2, 1, [])


def test_withdrawing_and_giving_again(slate: Slate) -> None:
    gone = slate.says("viewer", "withdraw", "1", "--purpose", "research")
    assert gone == "Withdrawn: research.\n"
    assert slate.json("viewer", "give", "1", "--purpose", "research")["withdrawn"] == []
    assert "Given again: research, for what" in slate.says("viewer", "purposes", "1")
    assert "There is no viewer" in slate.fails("viewer", "purposes", "nobody")


def test_erasing_asks_first(slate: Slate) -> None:
    asked = slate("viewer", "erase", "1", given="n\n")
    assert (asked.exit_code, slate.json("viewer", "show", "1")["viewings"]) == (1, 5)
    assert "Erased: 5 events and 1 profiles. Tombstone x" in slate.says(
        "viewer", "erase", "1", "--yes"
    )
    assert "There is no viewer '1'" in slate.fails("viewer", "show", "1")


def test_segments(slate: Slate) -> None:
    by_gender = ("audience", "segments", "--by", "gender")
    assert "by subtraction: Gender: F and Gender: M." in slate.says(*by_gender)
    settings = slate.workspace / "slate.toml"
    settings.write_text(settings.read_text().replace("least_group = 10", "least_group = 2"))
    assert [row["segment"] for row in slate.json(*by_gender)["segments"]] == [
        "gender:F",
        "gender:M",
    ]
    assert "Viewers are not divided by 'shoe'" in slate.fails(
        "audience", "segments", "--by", "shoe"
    )


def test_learning_segments_of_too_few(slate: Slate) -> None:
    assert "are too few to tell groups apart" in slate.fails("audience", "learn-segments")


def test_retention(slate: Slate) -> None:
    item = slate.json("item", "find", "toy")["cards"][0]["item"]
    assert "Fewer than 10 viewers sent heartbeats" in slate.says("audience", "retention", item)
    assert slate.json("audience", "retention", item)["overall"] is None
    assert "There is no item" in slate.fails("audience", "retention", "i0")
