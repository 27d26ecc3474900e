"""The sentence encoder of a workspace: named in slate.toml, said in words, in each decision."""

import json
import shutil
from pathlib import Path

import pytest
from tests.cli.conftest import Slate

from openslate.app.workspace import Workspace
from openslate.common.ids import hash_file
from openslate.guard.reading.sentences.sentence_heads import (
    SentenceHeads,
    save_sentence_heads,
    shipped_sentence_heads,
)
from openslate.store.journal import Journal

TINY = Path(__file__).parents[1] / "guard" / "reading" / "sentences" / "tiny_bert"
MODEL = "model.safetensors"


def named(slate: Slate, folder: str) -> Slate:
    """The workspace with a folder for its encoder, relative to it."""
    settings = slate.workspace / "slate.toml"
    text = settings.read_text(encoding="utf-8")
    assert 'sentence_model = ""' in text
    changed = text.replace('sentence_model = ""', f'sentence_model = "{folder}"')
    settings.write_text(changed, encoding="utf-8")
    return slate


@pytest.fixture
def tiny(empty: Slate) -> Slate:
    shutil.copytree(TINY, empty.workspace / "tiny")
    return named(empty, "tiny")


def test_an_encoder_without_heads_is_told_of(tiny: Slate) -> None:
    assert "No heads belong to your sentence encoder" in tiny.says("guard", "heads")
    assert "allow" in tiny.says("guard", "judge", "Good evening").lower()


def test_heads_beside_it_read_and_stand_in_the_decision(tiny: Slate) -> None:
    folder, shipped = tiny.workspace / "tiny", shipped_sentence_heads()
    size = 16  # numbers of the tiny encoder's points
    layers = [
        type(layer)(layer.inner[:size], layer.inner_bias, layer.outer, layer.outer_bias)
        for layer in (shipped.risk, shipped.topic)
    ]
    card = shipped.card.model_copy(update={"encoder": hash_file(folder / MODEL)})
    save_sentence_heads(SentenceHeads(card, layers[0], layers[1], shipped.blend), folder)
    assert f"What messages mean is read too, with {card.name}." in tiny.says("guard", "heads")
    judged = json.loads(tiny("guard", "judge", "Good evening", "--json").stdout)
    with Workspace.open(tiny.workspace) as opened:
        entry = Journal(opened.database).get(judged["id"])
    assert entry.provenance.model.endswith(f"+{card.name}")


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("nowhere", "The folder of the sentence encoder does not exist"),
        ("broken", "model.safetensors"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(empty: Slate, folder: str, said: str) -> None:
    broken = shutil.copytree(TINY, empty.workspace / "broken")
    (broken / MODEL).write_bytes((broken / MODEL).read_bytes()[:100])
    told = named(empty, folder).fails("guard", "judge", "Good evening")
    assert said in told
    assert told.count("\n") == 1
