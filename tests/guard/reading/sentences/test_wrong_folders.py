"""A folder that can't be read as an encoder is refused with one clear sentence."""

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from openslate.common.errors import SlateError
from openslate.guard.reading.sentences.bert_encoder import SentenceEncoder

TINY = Path(__file__).parent / "tiny_bert"
FILES = ["config.json", "tokenizer.json", "model.safetensors", "1_Pooling/config.json"]
EMBEDDINGS = "embeddings.word_embeddings.weight"
QUERY = "encoder.layer.1.attention.self.query.bias"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "model"))


def refused(folder: Path) -> SlateError:
    """What is said of the folder; it always says where and what to do."""
    with pytest.raises(SlateError) as caught:
        SentenceEncoder.load(folder)
    assert str(folder) in (caught.value.where or "")
    assert caught.value.do
    return caught.value


def change(path: Path, **values: Any) -> None:
    """Set keys of a JSON file."""
    path.write_text(json.dumps(json.loads(path.read_text()) | values))


def rewrite(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change the arrays of the model's file."""
    arrays: dict[str, Any] = dict(load_file(folder / "model.safetensors"))
    change(arrays)
    save_file(arrays, folder / "model.safetensors")


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    refused(tmp_path / "nowhere")


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_missing(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert str(refused(folder).where) == str(folder / name)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("left", [0, 9, 300])
def test_a_file_that_was_cut_off(folder: Path, name: str, left: int) -> None:
    whole = (folder / name).read_bytes()
    (folder / name).write_bytes(whole[: min(left, len(whole) // 2)])
    assert str(refused(folder).where) == str(folder / name)


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_something_else(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"\xff\xfe[1, 2]" * 50)
    assert str(refused(folder).where) == str(folder / name)
    (folder / name).write_text("[1, 2]")
    assert str(refused(folder).where) == str(folder / name)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("model_type", "roberta"),
        ("hidden_act", "relu"),
        ("position_embedding_type", "relative_key"),
        ("is_decoder", True),
        ("hidden_size", 0),
        ("num_attention_heads", 3),
        ("num_hidden_layers", "two"),
    ],
)
def test_an_encoder_of_another_kind(folder: Path, key: str, value: object) -> None:
    change(folder / "config.json", **{key: value})
    assert key in refused(folder).what


def test_another_pooling(folder: Path) -> None:
    change(folder / "1_Pooling" / "config.json", pooling_mode_cls_token=True)
    assert "mean" in refused(folder).what


def test_a_step_that_is_unknown(folder: Path) -> None:
    names = ["Transformer", "Pooling", "Normalize", "Dense"]
    steps = [{"type": f"sentence_transformers.models.{name}"} for name in names]
    (folder / "modules.json").write_text(json.dumps(steps[:3]))
    SentenceEncoder.load(folder)
    (folder / "modules.json").write_text(json.dumps(steps))
    assert "Dense" in refused(folder).what


def test_an_array_that_is_missing(folder: Path) -> None:
    rewrite(folder, lambda arrays: arrays.pop(QUERY))
    assert QUERY in refused(folder).what


@pytest.mark.parametrize(
    "value", [np.zeros(15, np.float32), np.zeros(16, np.int64), np.full(16, np.nan, np.float32)]
)
def test_an_array_that_does_not_fit(folder: Path, value: Any) -> None:
    rewrite(folder, lambda arrays: arrays.update({QUERY: value}))
    assert QUERY in refused(folder).what


def test_a_tokenizer_with_more_words_than_the_encoder(folder: Path) -> None:
    change(folder / "config.json", vocab_size=20)
    rewrite(folder, lambda arrays: arrays.update({EMBEDDINGS: arrays[EMBEDDINGS][:20]}))
    assert "tokenizer" in refused(folder).what


def test_a_tokenizer_that_puts_no_marks_around_a_message(folder: Path) -> None:
    change(folder / "tokenizer.json", post_processor=None)
    assert "tokenizer" in refused(folder).what


@pytest.mark.parametrize("half", [False, True])
def test_arrays_may_be_named_and_kept_as_others_do(folder: Path, half: bool) -> None:
    plain = SentenceEncoder.load(folder)("who made it")

    def renamed(arrays: dict[str, Any]) -> None:
        for name in list(arrays):
            value = arrays.pop(name)
            arrays[f"bert.{name}"] = value.astype(np.float16) if half else value

    rewrite(folder, renamed)
    assert np.abs(SentenceEncoder.load(folder)("who made it") - plain).max() < (0.02 * half + 1e-9)


@pytest.mark.parametrize("package", ["safetensors", "tokenizers"])
def test_the_extra_that_is_not_installed(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(SlateError, match=r"openslate\[sentences\]"):
        SentenceEncoder.load(TINY)
