"""The demo, on the town's files in place of the real ones."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from openslate.app import demo
from openslate.app.demo import EDITOR, MakeDemo
from openslate.app.demo_data import DemoData
from openslate.app.desk import Desk
from openslate.app.doctor import examine
from openslate.cli.main import main
from openslate.testing.town import write_town


@pytest.fixture
def town_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Makes the demo take the town's files; the list counts how often it asked for them."""
    write_town(tmp_path / "files")
    asked: list[str] = []

    def fetch(**_: object) -> DemoData:
        asked.append("asked")
        return DemoData(tmp_path / "files", False, ())

    monkeypatch.setattr(demo, "fetch_demo_data", fetch)
    return asked


def silent(_done: int, _total: int | None) -> None:
    """Progress that nobody watches."""


def make(folder: Path) -> tuple[demo.DemoView, list[str]]:
    said: list[str] = []
    return MakeDemo(folder)(say=said.append, start=lambda _: silent), said


def test_a_demo_is_made_once_and_found_again(tmp_path: Path, town_data: list[str]) -> None:
    made, said = make(tmp_path / "demo")
    assert any("360 records are 240 items" in sentence for sentence in said)
    assert any("858 events" in sentence for sentence in said)
    assert make(tmp_path / "demo") == (made, [])
    assert town_data == ["asked"]
    assert all(finding.good for finding in examine(tmp_path / "demo"))
    with Desk.open(tmp_path / "demo") as desk:
        assert len(desk.home(made.viewer, desk.context(made.viewer)).rows) == 5
        account = desk.accounts.account(EDITOR)
        assert account is not None
        assert account.role == "editor"


@pytest.mark.parametrize(
    "stopped_at", ["records from movielens", "events", "360 records", "Snapshot"]
)
def test_a_demo_that_was_stopped_goes_on(
    tmp_path: Path, town_data: list[str], stopped_at: str
) -> None:
    def stop(sentence: str) -> None:
        if stopped_at in sentence:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        MakeDemo(tmp_path / "demo")(say=stop, start=lambda _: silent)
    made, said = make(tmp_path / "demo")
    assert any("was imported before; nothing changed" in sentence for sentence in said)
    undisturbed, _ = make(tmp_path / "other" / "demo")
    assert (made.viewer, made.model, made.snapshot.split("-")[1]) == (
        *(undisturbed.viewer, undisturbed.model, undisturbed.snapshot.split("-")[1]),
    )
    assert len(town_data) == 3


def test_the_command_makes_without_serving(tmp_path: Path, town_data: list[str]) -> None:
    words = ["demo", "--no-serve", "--json", "--workspace", str(tmp_path / "demo")]
    done = CliRunner().invoke(main, words, catch_exceptions=False)
    assert done.exit_code == 0
    assert json.loads(done.stdout)["viewer"] == "1"
    assert "Model m-" in done.stderr
    assert town_data == ["asked"]
