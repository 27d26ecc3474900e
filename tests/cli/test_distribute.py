"""Sending slates out from the command line."""

from pathlib import Path

import pytest
from tests.cli.conftest import Slate

from openslate.testing.workspace import MadeWorkspace

SCHEDULE = """
schedule: Channel One
channel: one.example
dayparts:
- {daypart: prime, from: '20:15', until: '23:00'}
"""


@pytest.fixture
def town_slate(town_copy: MadeWorkspace) -> Slate:
    return Slate(town_copy.folder)


def test_batch_feed_and_schedule(town_slate: Slate, tmp_path: Path) -> None:
    file, moment = tmp_path / "slates.jsonl", "2026-03-15T21:30"
    command = ("distribute", "batch", file, "--segment", "gender:F", "--at", moment)
    assert "places for 20 viewers." in town_slate.says(*command)
    feed = town_slate.says("distribute", "feed", "popular", tmp_path / "popular.xml")
    assert "items for US" in feed
    rules, out = tmp_path / "one.yaml", tmp_path / "one.xml"
    rules.write_text(SCHEDULE, encoding="utf-8")
    plan = town_slate.json("distribute", "schedule", rules, "--day", "2026-03-16", "--out", out)
    assert plan["journal_id"]
    assert out.read_text("utf-8").count("<programme ") == len(plan["showings"]) > 0


def test_what_is_wrong_is_one_sentence(town_slate: Slate, tmp_path: Path) -> None:
    for command, said in (
        (("batch", tmp_path / "slates.csv"), "End it in .parquet or .jsonl"),
        (("schedule", tmp_path / "none.yaml"), "can't be read"),
        (("feed", "because", tmp_path / "a.xml"), "There is no row 'because'"),
    ):
        assert said in town_slate.fails("distribute", *command)
    assert [path.name for path in tmp_path.iterdir()] == ["workspace"]
