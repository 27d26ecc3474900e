"""What the exam's tuning half teaches."""

from openslate.guard.exam.read_exam import shipped_pairs
from openslate.guard.norms import default_norms
from openslate.guard.reading.train import tuning_examples


def test_neither_the_test_half_nor_hard_pairs_teach() -> None:
    taught = {example.text for example in tuning_examples()}
    kept_out = [pair for pair in shipped_pairs() if pair.half == "test" or pair.level == "hard"]
    assert taught
    assert not taught & {pair.refuse for pair in kept_out}


def test_a_topic_without_lessons_teaches_the_nearest_broader_one() -> None:
    norms, known = default_norms(), {"weapons", "privacy", "hazards"}
    topics = {example.topic for example in tuning_examples(known)}
    assert {"weapons", "privacy"} <= topics
    assert not topics & {"explosives", "doxxing"}
    assert {"explosives", "doxxing"} <= set(norms.topics)
