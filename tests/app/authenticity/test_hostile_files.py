"""One hostile file of each kind: a verdict or one sentence, and the next is read as well."""

import shutil
from pathlib import Path

import pytest
from tests.hostile_files import hostile_files

from openslate.app.authenticity.verify_file import VerifyFile
from openslate.app.workspace import Workspace
from openslate.authenticity.verification.origin import Origin
from openslate.common.errors import SlateError


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What was said of the first file of each kind of trouble."""
    folder = tmp_path_factory.mktemp("hostile")
    Workspace.create(folder / "w").close()
    first = {one.wrong: one for one in reversed(hostile_files(folder))}
    told = {}
    with Workspace.open(folder / "w") as workspace, VerifyFile(workspace) as verify:
        for wrong, one in first.items():
            path = folder / one.name
            path.write_bytes(one.content)
            try:
                found = verify(path)
                told[wrong] = found.origin.code
                assert found.origin is not Origin.TRUSTED
            except SlateError as error:
                told[wrong] = str(error)
    return told


def test_each_has_an_answer(said: dict[str, str]) -> None:
    assert len(said) > 12
    assert set(said.values()) <= {"nothing", "broken"}


def test_there_are_some_three_hundred(tmp_path: Path) -> None:
    found = hostile_files(tmp_path)
    assert len(found) >= (300 if shutil.which("ffmpeg") else 150)
