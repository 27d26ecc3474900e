"""Heads over sentences: what they learn, what they add to words, when they are not asked."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from openslate.common.errors import SlateError
from openslate.common.ids import hash_file
from openslate.guard.conversation import Setting, Turn
from openslate.guard.reading.examples import LESSONS, Example, family
from openslate.guard.reading.heads import ABOUT, shipped_heads
from openslate.guard.reading.message_reader import MessageReader
from openslate.guard.reading.scores import score
from openslate.guard.reading.sentences import sentence_reading as room
from openslate.guard.reading.sentences.sentence_heads import (
    SentenceHeads,
    load_sentence_heads,
    save_sentence_heads,
    shipped_sentence_heads,
)
from openslate.guard.reading.sentences.sentence_reading import PLAIN, SentenceReading
from openslate.guard.reading.sentences.sentence_training import (
    SentenceTrainingSettings,
    train_sentence_heads,
)
from openslate.guard.reading.training import TrainingSettings, train

Points = NDArray[np.float32]
SIZE, HARM, TAKING = 12, 0, 1  # what the numbers of a made-up point stand for
TINY = Path(__file__).parent / "tiny_bert"
SETTINGS = SentenceTrainingSettings(hidden=16, rounds=60, folds=2, fewest=2)


def point(harm: float, taking: float, seed: int = 0) -> Points:
    """A point of unit length that means so much harm, and taking rather than hitting."""
    made = np.random.default_rng(seed).normal(0, 0.1, SIZE)
    made[HARM], made[TAKING] = harm, taking
    return np.asarray(made / np.linalg.norm(made), dtype=np.float32)


def lessons() -> tuple[list[Example], Points]:
    """Three hundred messages, half of them harmful, as many of theft as of assault; in one of
    nineteen the label is wrong."""
    examples, points = [], []
    for seed in range(300):
        bad, taking = seed % 2 == 0, seed % 4 < 2
        topic = "theft" if taking else "assault"
        text = f"message {seed}"
        told = bad != (seed % 19 == 0)
        examples.append(Example(text, told, topic, family(text), LESSONS))
        points.append(point(1.0 if bad else -1.0, 1.0 if taking else -1.0, seed))
    return examples, np.stack(points)


def trained() -> SentenceHeads:
    examples, points = lessons()
    words = np.random.default_rng(1).normal(0, 1, len(examples))
    return train_sentence_heads(points, examples, words, "e" * 64, "ours", SETTINGS)


HEADS = trained()
WORDS = train(
    [
        Example(text.format(thing), bad, topic, family(text + thing), LESSONS)
        for bad, topic, text in (
            (True, "theft", "steal a {}"),
            (True, "assault", "hit him with a {}"),
            (False, "theft", "buy a {}"),
            (False, "assault", "help him with a {}"),
        )
        for thing in ("car", "lamp", "boat", "phone", "chair", "ladder")
    ],
    TrainingSettings(fewest=2, folds=2),
)


class Encoder:
    """Gives the points it is told to, and keeps what it is asked."""

    def __init__(self, points: dict[str, Points]) -> None:
        self.points = points
        self.asked: list[str] = []

    def __call__(self, text: str) -> Points:
        self.asked.append(text)
        return self.points.get(text, point(-1.0, 0.0))


def test_meaning_is_learned_and_words_that_say_nothing_are_not_heeded() -> None:
    for words in (-2.0, 2.0):
        assert HEADS.risk_sum(words, point(1.0, 1.0, 999)) > 1
        assert HEADS.risk_sum(words, point(-1.0, 1.0, 999)) < -1
    assert HEADS.card.figures["lessons held out: recall"] > 0.85
    assert HEADS.card.figures["lessons held out: false alarms"] < 0.15


def test_the_topic_is_told_by_words_and_meaning_together() -> None:
    equal = {"theft": 0.0, "assault": 0.0}
    taking, hitting = point(1.0, 1.0, 999), point(1.0, -1.0, 999)
    assert HEADS.shares(equal, taking)["theft"] > 0.8
    assert HEADS.shares(equal, hitting)["assault"] > 0.8
    assert HEADS.shares({"theft": 0.0, "assault": 30.0}, taking)["assault"] > 0.8
    assert sum(HEADS.shares(equal, taking).values()) == pytest.approx(1)
    assert HEADS.shares({**equal, "hate": 0.0}, taking)["hate"] < 0.5


def test_the_same_lessons_make_the_same_heads_and_they_survive_a_file(tmp_path: Path) -> None:
    again = trained()
    assert (again.card, again.blend) == (HEADS.card, HEADS.blend)
    assert np.array_equal(again.risk.inner, HEADS.risk.inner)
    save_sentence_heads(HEADS, tmp_path)
    loaded = load_sentence_heads(tmp_path)
    assert (loaded.card, loaded.blend) == (HEADS.card, HEADS.blend)
    here = point(0.3, 0.2, 7)
    assert loaded.risk_sum(0.5, here) == pytest.approx(HEADS.risk_sum(0.5, here), abs=0.05)


def test_a_folder_without_them_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SlateError, match="no heads over sentences"):
        load_sentence_heads(tmp_path)


def test_words_that_say_little_are_told_apart_by_their_meaning() -> None:
    text = "walk off with somebody's bicycle"
    harmful = SentenceReading(Encoder({text: point(1.0, 1.0)}), HEADS)
    harmless = SentenceReading(Encoder({text: point(-1.0, 1.0)}), HEADS)
    bad, good = score(WORDS, text, harmful), score(WORDS, text, harmless)
    assert good.risk < 0.4 < 0.6 < bad.risk
    assert max(bad.topics, key=lambda topic: bad.topics[topic]) == "theft"
    assert bad.about == good.about == score(WORDS, text).about
    facts = MessageReader(WORDS, sentences=harmful).read([Turn(text)], Setting())
    assert facts.risk == bad.risk
    assert facts.topics[0].topic == "theft"


def test_a_long_text_is_encoded_once_and_its_worst_part_still_counts() -> None:
    harmless = "We had a fine day by the river and looked at boats all afternoon, he and I. " * 3
    text = f"{harmless}Then steal a lamp and steal a phone and steal a chair. {harmless}"
    encoder = Encoder({})
    bad = score(WORDS, text, SentenceReading(encoder, HEADS))
    good = score(WORDS, harmless * 2, SentenceReading(encoder, HEADS))
    assert encoder.asked == [text, harmless * 2]
    assert bad.risk > good.risk
    assert bad.risk < score(WORDS, text).risk


def test_what_is_plainly_harmless_is_not_encoded() -> None:
    encoder = Encoder({})
    reading = SentenceReading(encoder, HEADS)
    assert reading.weigh("hello", PLAIN - 0.1, {"theft": 0.0}) is None
    assert encoder.asked == []
    assert reading.weigh("hello", PLAIN + 0.1, {"theft": 0.0}) is not None


def test_an_encoder_of_other_weights_brings_no_heads_until_they_lie_beside_it(
    tmp_path: Path,
) -> None:
    folder = shutil.copytree(TINY, tmp_path / "tiny")
    assert room.sentence_reading(folder) is None
    assert room.sentence_encoder(folder) is not None
    theirs = HEADS.card.model_copy(update={"encoder": hash_file(folder / "model.safetensors")})
    save_sentence_heads(SentenceHeads(theirs, HEADS.risk, HEADS.topic, HEADS.blend), folder)
    found = room.sentence_reading(folder)
    assert found is not None
    assert found.heads.card == theirs


def test_nothing_is_read_where_nothing_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "extra_installed", lambda: False)
    assert room.sentence_reading() is None


def test_shipped_heads_know_the_topics_of_the_words_heads() -> None:
    shipped = shipped_sentence_heads()
    assert set(shipped.card.topics) <= set(shipped_heads().places(ABOUT))
    assert shipped.card.data == shipped_heads().card.data
