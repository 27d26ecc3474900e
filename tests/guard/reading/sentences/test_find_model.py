"""The model is the folder that is named, else an installed package with the known weights."""

import re
from pathlib import Path

import pytest
from tests.repository import ROOT

from openslate.common.errors import SlateError
from openslate.common.ids import hash_bytes
from openslate.guard.reading.sentences import find_model
from openslate.guard.reading.sentences.find_model import find_sentence_model
from openslate.guard.settings import GuardSettings

WEIGHTS = b"weights"


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of the model's name that may not be imported; its folder with the weights."""
    model = tmp_path / find_model.PACKAGE / "model"
    model.mkdir(parents=True)
    (model.parent / "__init__.py").write_text("raise SystemExit('code of the package was run')\n")
    (model / "model.safetensors").write_bytes(WEIGHTS)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(find_model, "DIGEST", hash_bytes(WEIGHTS))
    return model


def test_the_package_is_found_without_running_it(package: Path) -> None:
    assert find_sentence_model(None) == package


def test_the_folder_that_is_named_comes_first(package: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    assert find_sentence_model(own) == own
    assert own != package


def test_without_folder_and_package_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(find_model, "PACKAGE", "no_package_has_this_name")
    assert find_sentence_model(None) is None


def test_other_weights_are_refused(package: Path) -> None:
    (package / "model.safetensors").write_bytes(WEIGHTS + b".")
    with pytest.raises(SlateError, match="not the weights that Slate knows") as caught:
        find_sentence_model(None)
    assert caught.value.where == str(package / "model.safetensors")
    (package / "model.safetensors").unlink()
    with pytest.raises(SlateError, match="not the weights that Slate knows"):
        find_sentence_model(None)


def test_a_folder_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SlateError, match=r"guard\.sentence_model") as caught:
        find_sentence_model(tmp_path / "nowhere")
    assert caught.value.where == str(tmp_path / "nowhere")


def test_the_setting_names_a_folder_or_none() -> None:
    assert GuardSettings().sentence_folder(Path("house")) is None
    named = GuardSettings(sentence_model="models/own")
    assert named.sentence_folder(Path("house")) == Path("house/models/own")


def test_one_file_of_the_package_is_pinned_and_it_is_no_source_to_build() -> None:
    pinned = (ROOT / "scripts" / "pins" / "sentences.txt").read_text()
    named = re.fullmatch(r"([\w-]+)==[\d.]+ \\\n    --hash=sha256:[0-9a-f]{64}\n", pinned)
    assert named is not None
    assert named[1].replace("-", "_") == find_model.PACKAGE
