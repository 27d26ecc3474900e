"""A workspace folder, and the doctor who looks at it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from openslate.app import doctor
from openslate.app.deliveries.import_files import ImportCatalogue
from openslate.app.doctor import examine
from openslate.app.identity.make_snapshot import MakeSnapshot
from openslate.app.workspace import Workspace
from openslate.common.errors import SlateError
from openslate.store.events import EventStore
from openslate.testing.ratings import ratings
from openslate.testing.tiny import TinyFiles, write_tiny
from openslate.testing.workspace import MadeWorkspace


def bad(folder: Path) -> dict[str, str]:
    """What the doctor finds wrong."""
    return {finding.what: finding.says for finding in examine(folder) if not finding.good}


def test_a_new_workspace_has_settings_rules_and_empty_stores(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "town"
    Workspace.create(folder).close()
    names = {path.name for path in folder.iterdir()}
    assert {"slate.toml", "rules.yaml", "slate.db", "graph"} <= names
    with Workspace.open(folder) as workspace:
        assert EventStore(workspace.database).count() == 0
        assert workspace.quads.deliveries.reports() == []


@pytest.mark.parametrize("name", ["notes.txt", "slate.toml"])
def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")
    with pytest.raises(SlateError, match="There is already something here"):
        Workspace.create(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_what_a_killed_init_left_behind_is_no_obstacle(tmp_path: Path) -> None:
    Workspace.create(tmp_path / "town").close()
    (tmp_path / "town" / "slate.toml").unlink()  # it is written last
    with pytest.raises(SlateError, match="not a Slate workspace"):
        Workspace.open(tmp_path / "town")
    Workspace.create(tmp_path / "town").close()
    with Workspace.open(tmp_path / "town") as workspace:
        assert EventStore(workspace.database).count() == 0


def test_a_file_in_the_way_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SlateError, match="could not be written: Not a directory"):
        Workspace.create(tmp_path / "file" / "town")


def test_the_secret_is_made_once_and_for_its_owner_only(tiny_copy: MadeWorkspace) -> None:
    with tiny_copy.open() as workspace:
        secret = workspace.secret()
        assert workspace.secret() == secret
    assert len(secret) > 40
    assert (tiny_copy.folder / "secret.key").stat().st_mode & 0o777 == 0o600


def test_names_of_what_is_gone_are_told(tiny_workspace: MadeWorkspace) -> None:
    with tiny_workspace.open() as workspace:
        for ask in (workspace.snapshot, workspace.model, workspace.rulebook):
            with pytest.raises(SlateError, match=r"x0.* is no longer here"):
                ask("x0")


def test_a_healthy_workspace(tiny_workspace: MadeWorkspace) -> None:
    findings = examine(tiny_workspace.folder)
    assert bad(tiny_workspace.folder) == {}
    assert [finding.what for finding in findings] == [
        *("Settings", "Disk", "Database", "Catalogue", "Rulebook", "Norms", "Snapshot", "Model"),
    ]
    says = {finding.what: finding.says for finding in findings}
    assert says["Database"].startswith("25 events, ")
    assert "wikidata-films" in says["Catalogue"]
    assert "all examples pass" in says["Rulebook"]
    assert "8 items" in says["Snapshot"]


def test_an_empty_workspace_says_what_to_run(tmp_path: Path) -> None:
    Workspace.create(tmp_path / "town").close()
    found = bad(tmp_path / "town")
    assert list(found) == ["Catalogue", "Snapshot", "Model"]
    assert "slate import catalogue" in found["Catalogue"]
    assert "slate snapshot" in found["Snapshot"]
    assert "slate train" in found["Model"]


def test_no_workspace_at_all(tmp_path: Path) -> None:
    assert "not a Slate workspace" in bad(tmp_path)["Settings"]


def test_a_rule_whose_example_fails(tiny_copy: MadeWorkspace) -> None:
    rules = tiny_copy.folder / "rules.yaml"
    text = rules.read_text().replace(
        "- {item.available: false, expect: block}", "- {item.available: false, expect: allow}"
    )
    rules.write_text(text)
    assert "rules.yaml:" in bad(tiny_copy.folder)["Rulebook"]


def test_an_import_that_stopped(tiny_copy: MadeWorkspace) -> None:
    def stop(_done: int, _total: int | None) -> None:
        raise KeyboardInterrupt

    with tiny_copy.open() as workspace, pytest.raises(KeyboardInterrupt):
        EventStore(workspace.database).import_events(
            "m", "f", ratings(3000), chunk=1000, progress=stop
        )
    assert "An import from m stopped after 1,000 rows" in bad(tiny_copy.folder)["Database"]


def test_a_model_older_than_the_snapshot(tiny_copy: MadeWorkspace, tmp_path: Path) -> None:
    files: TinyFiles = write_tiny(tmp_path / "less")
    lines = files.item.read_text().splitlines(keepends=True)
    files.item.write_text("".join(lines[:-1]))
    with tiny_copy.open() as workspace:
        ImportCatalogue(workspace)(files.item, "movielens")
        MakeSnapshot(workspace)()
    assert "the newest snapshot is s0002-" in bad(tiny_copy.folder)["Model"]


def test_a_damaged_model(tiny_copy: MadeWorkspace) -> None:
    with tiny_copy.open() as workspace:
        name, _ = workspace.model_in_force()
    (tiny_copy.folder / "models" / name / "solved.npy").unlink()
    assert "solved.npy: The model file cannot be read" in bad(tiny_copy.folder)["Model"]


def test_a_database_that_is_none_or_newer(tiny_copy: MadeWorkspace) -> None:
    database = tiny_copy.folder / "slate.db"
    with closing(sqlite3.connect(database)) as db:
        db.execute("UPDATE alembic_version SET version_num = 'r9999'")
        db.commit()
    assert "newer" in bad(tiny_copy.folder)["Database"]
    for name in ("slate.db", "slate.db-wal", "slate.db-shm"):
        (tiny_copy.folder / name).unlink(missing_ok=True)
    database.write_text("no database " * 100)
    assert "This is not a database" in bad(tiny_copy.folder)["Database"]


def test_a_disk_that_is_nearly_full(
    tiny_workspace: MadeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "LOW_SPACE", 1 << 60)
    assert "MB are free. Make room before importing." in bad(tiny_workspace.folder)["Disk"]


def test_a_graph_that_another_process_has_open(tiny_copy: MadeWorkspace) -> None:
    with tiny_copy.open() as busy:
        _ = busy.quads
        assert "another slate process may be using it" in bad(tiny_copy.folder)["Catalogue"]
