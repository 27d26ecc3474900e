"""The encoder gives the points that torch gives: for a tiny BERT, and for a real one."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from openslate.common.ids import hash_file
from openslate.guard.reading.sentences import bert_encoder
from openslate.guard.reading.sentences.bert_encoder import SentenceEncoder
from openslate.guard.reading.sentences.find_model import find_sentence_model

HERE = Path(__file__).parent
TINY = HERE / "tiny_bert"
NEAR = 1e-5


def stored(name: str) -> tuple[list[str], NDArray[np.float32]]:
    """Messages and what `make_tiny_bert.py` found of them."""
    rows = json.loads((HERE / name).read_text())
    return [row["text"] for row in rows], np.array([row["point"] for row in rows], np.float32)


TEXTS, POINTS = stored("tiny_points.json")


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return SentenceEncoder.load(TINY)


@pytest.mark.parametrize(("text", "point"), list(zip(TEXTS, POINTS, strict=True)))
def test_a_message_alone_is_where_torch_puts_it(
    encoder: SentenceEncoder, text: str, point: NDArray[np.float32]
) -> None:
    found = encoder(text)
    assert found.dtype == np.float32
    assert np.abs(found - point).max() < NEAR


@pytest.mark.parametrize("together", [1, 20, 512])
def test_many_messages_are_where_torch_puts_each(
    encoder: SentenceEncoder, together: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bert_encoder, "TOGETHER", together)
    order = [5, 0, 2, 7, 1, 1, 6, 3, 4, 2, 0]
    found = encoder.many([TEXTS[at] for at in order])
    assert found.dtype == np.float32
    assert np.abs(found - POINTS[order]).max() < NEAR


def test_of_no_messages_there_are_no_points(encoder: SentenceEncoder) -> None:
    assert encoder.many([]).shape == (0, 16)


def test_points_have_unit_length(encoder: SentenceEncoder) -> None:
    assert np.linalg.norm(encoder.many(TEXTS), axis=1) == pytest.approx(1.0, abs=1e-6)


def test_what_is_past_the_bound_changes_nothing(encoder: SentenceEncoder) -> None:
    long = "who made it " * 60
    assert np.array_equal(encoder(long), encoder(long + "at night with you"))
    assert np.array_equal(encoder("a" + " " * 9_000 + "film"), encoder("a"))


@pytest.mark.parametrize("text", ["\ud800 film", "\0", "🎬" * 300, " \n\t"])
def test_any_string_has_a_point(encoder: SentenceEncoder, text: str) -> None:
    assert np.isfinite(encoder(text)).all()
    assert np.isfinite(encoder.many([text, "film"])).all()


def test_the_digest_is_that_of_the_weights(encoder: SentenceEncoder) -> None:
    assert encoder.digest == hash_file(TINY / "model.safetensors")
    assert encoder.size == 16


def test_a_message_of_late_is_not_computed_again(encoder: SentenceEncoder) -> None:
    point = encoder("is it new")
    assert encoder("is it new") is point
    with pytest.raises(ValueError, match="read-only"):
        point[0] = 0


def test_threads_share_an_encoder(encoder: SentenceEncoder) -> None:
    texts = [f"{text} {number}" for number in range(20) for text in TEXTS[:5]]
    with ThreadPoolExecutor(4) as pool:
        found = np.stack(list(pool.map(encoder, texts)))
    assert np.abs(found - encoder.many(texts)).max() < NEAR


def test_nothing_of_the_extra_is_imported_before_an_encoder_is_read() -> None:
    code = (
        "import sys; import openslate.guard.reading.sentences.bert_encoder; "
        "import openslate.guard.reading.sentences.find_model; "
        "print({'safetensors', 'tokenizers'} & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"


def test_the_real_model_puts_messages_where_torch_puts_them() -> None:
    folder = find_sentence_model(None)
    if folder is None:
        pytest.skip("no sentence encoder: scripts/setup test sentences")
    texts, points = stored("real_points.json")
    encoder = SentenceEncoder.load(folder)
    assert encoder.size == 384
    first = points.shape[1]
    assert np.abs(np.stack([encoder(text)[:first] for text in texts]) - points).max() < NEAR
    assert np.abs(encoder.many(texts)[:, :first] - points).max() < NEAR
