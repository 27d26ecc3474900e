"""Batches: the same slates as a viewer's own, resumable, in two forms."""

import json
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from openslate.app.desk import Desk
from openslate.app.distribution import make_batch
from openslate.common.errors import SlateError
from openslate.testing.workspace import NOW


def lines(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def test_every_viewer_of_a_segment_has_a_slate_without_what_they_watched(
    town: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "slates.jsonl"
    kept = (
        town.workspace.folder / "rulebooks" / f"{town.distribution.serving().rulebook.version}.yaml"
    )
    kept.unlink(missing_ok=True)
    report = town.distribution.batch(file, "jsonl", NOW, segment="gender:F", size=10)
    assert kept.exists()
    slates = lines(file)
    assert (report.viewers, report.places) == (20, 200)
    assert len({slate["viewer"] for slate in slates}) == 20
    for slate in slates:
        watched = {card.item for card in town.viewer(str(slate["viewer"])).latest}
        items = [one["item"] for one in slate["items"]]  # type: ignore[attr-defined]
        assert len(set(items)) == len(items)
        assert not watched & set(items)


def test_a_batch_goes_on_where_it_was_stopped(
    town: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make_batch, "PART", 8)
    whole = tmp_path / "whole.jsonl"
    town.distribution.batch(whole, "jsonl", NOW, size=5)

    def stop(done: int, _of: int | None) -> None:
        if done >= 24:
            raise KeyboardInterrupt

    file = tmp_path / "slates.jsonl"
    with pytest.raises(KeyboardInterrupt):
        town.distribution.batch(file, "jsonl", NOW, size=5, progress=stop)
    assert not file.exists()
    report = town.distribution.batch(file, "jsonl", NOW, size=5)
    assert report.resumed == 24
    assert file.read_bytes() == whole.read_bytes()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_processes_side_by_side_make_the_same_batch(
    town: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make_batch, "PART", 8)
    monkeypatch.setattr(make_batch, "LARGE", 2)
    town.distribution.batch(tmp_path / "one.jsonl", "jsonl", NOW, size=5)
    done: list[int] = []
    report = town.distribution.batch(
        tmp_path / "two.jsonl", "jsonl", NOW, size=5, workers=2,
        progress=lambda so_far, _of: done.append(so_far),
    )  # fmt: skip
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()
    assert done == [*range(8, report.viewers, 8), report.viewers]


def test_what_fails_in_another_process_is_told(
    town: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make_batch, "PART", 8)
    monkeypatch.setattr(make_batch, "LARGE", 2)
    serving = town.distribution.serving()
    gone = replace(serving, model_name="m-gone")
    room = replace(town.distribution, serving=lambda: gone)
    with pytest.raises(SlateError, match="m-gone"):
        room.batch(tmp_path / "a.jsonl", "jsonl", NOW, size=5, workers=2)
    assert not (tmp_path / "a.jsonl").exists()


def test_parquet_holds_the_same_places(town: Desk, tmp_path: Path) -> None:
    town.distribution.batch(tmp_path / "a.jsonl", "jsonl", NOW, size=5)
    town.distribution.batch(tmp_path / "a.parquet", "parquet", NOW, size=5)
    table = pl.read_parquet(tmp_path / "a.parquet")
    flat = [
        (slate["viewer"], slot, one["item"])
        for slate in lines(tmp_path / "a.jsonl")
        for slot, one in enumerate(slate["items"], start=1)  # type: ignore[arg-type, var-annotated]
    ]
    assert table.select("viewer", "slot", "item").rows() == flat


def test_a_segment_must_be_written_and_known(town: Desk, tmp_path: Path) -> None:
    for segment, said in (("women", "Write it like"), ("gender:X", "There is no segment")):
        with pytest.raises(SlateError, match=said):
            town.distribution.batch(tmp_path / "a.jsonl", "jsonl", NOW, segment=segment)
