"""Exports are written whole or not at all."""

from pathlib import Path

import pytest

from openslate.app.deliveries.export import ExportItems
from openslate.app.workspace import Workspace
from openslate.common.errors import NotFoundError, SlateError
from openslate.testing.workspace import MadeWorkspace


def test_an_export_takes_the_place_of_the_file_before(
    tiny_workspace: MadeWorkspace, tmp_path: Path
) -> None:
    file, told = tmp_path / "items.csv", list[tuple[int, int | None]]()
    file.write_text("old")
    with Workspace.open(tiny_workspace.folder) as workspace:
        report = ExportItems(workspace)(
            "csv", file, progress=lambda done, total: told.append((done, total))
        )
    assert report.written == 8
    assert report.sentence == f"{file}: 8 items of snapshot {report.snapshot}."
    assert len(file.read_text().splitlines()) == 9
    assert told[-1] == (8, 8)
    assert [path.name for path in tmp_path.iterdir()] == ["items.csv"]


def test_what_cannot_be_finished_leaves_the_file_before(
    tiny_workspace: MadeWorkspace, tmp_path: Path
) -> None:
    file = tmp_path / "items.ttl"
    file.write_text("old")
    with Workspace.open(tiny_workspace.folder) as workspace:
        export = ExportItems(workspace)
        with pytest.raises(NotFoundError, match="no item 'i0'"):
            export("turtle", file, ["i0"])
        with pytest.raises(SlateError, match="cannot be written"):
            export("turtle", tmp_path / "nowhere" / "items.ttl")
        with pytest.raises(SlateError, match="Did you mean 'turtle'"):
            export("turtel", file)
    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]
