"""Figures of a handful of messages that can be counted by hand."""

from collections.abc import Sequence

from openslate.guard.conversation import Setting, Turn
from openslate.guard.deciding import BALANCED, STRICT, NormJudge
from openslate.guard.evaluation.judged_messages import Asked, figures_of, judge_all
from openslate.guard.facts import Asks, MessageFacts, Reader, TopicFact
from openslate.guard.norms import default_norms

SCORES = {"a": 0.9, "b": 0.4, "c": 0.9, "d": 0.4, "e": 0.1}
ASKED = (
    Asked("a", True, "piracy", "en"),
    Asked("b", True, "piracy", "de"),
    Asked("c", False, "piracy", "en"),
    Asked("d", False, None, "en"),
    Asked("e", False, None, "en"),
)


class Told:
    """A reader that knows how likely each message is about piracy."""

    def read(self, turns: Sequence[Turn], setting: Setting) -> MessageFacts:  # noqa: ARG002
        text = turns[-1].text
        topic = TopicFact("piracy", SCORES[text], Reader.HEAD, about=SCORES[text])
        return MessageFacts(text, text, "en", Asks.OBTAIN, SCORES[text], (topic,))


class Clock:
    """Each look at it is a second later."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        self.at += 1
        return self.at


def test_what_is_found_and_what_is_refused_wrongly() -> None:
    book = default_norms()
    judges = {point.name: NormJudge(book, point) for point in (BALANCED, STRICT)}
    done: list[int] = []
    judged = judge_all(ASKED, Told(), judges, Clock(), lambda so_far, _: done.append(so_far))
    assert done == [1, 2, 3, 4, 5]
    figures = figures_of("five", judged, BALANCED.name)
    assert (figures.messages, figures.restrained) == (5, 2)
    balanced, strict = figures.points
    assert balanced.recall is not None
    assert balanced.recall.value == 0.5
    assert balanced.false_flags is not None
    assert round(balanced.false_flags.value, 3) == 0.333
    assert balanced.f1 is not None
    assert balanced.f1.value == 0.5
    assert strict.recall is not None
    assert strict.recall.value == 1.0
    assert strict.false_refusals is not None
    assert round(strict.false_refusals.value, 3) == 0.667
    assert figures.auc is not None
    assert round(figures.auc.value, 4) == round((1 + 0.5 + 1 + 0 + 0.5 + 1) / 6, 4)
    assert figures.median_seconds == 1.0
    parts = {(p.kind, p.name): (p.restrained, p.harmless) for p in figures.parts}
    assert parts == {
        ("topic", "piracy"): (2, 1),
        ("language", "de"): (1, 0),
        ("language", "en"): (1, 3),
    }
    (german,) = (p for p in figures.parts if p.name == "de")
    assert german.recall is not None
    assert german.recall.value == 0.0
    assert german.false_flags is None


def test_a_set_of_one_kind_has_no_area() -> None:
    judges = {BALANCED.name: NormJudge(default_norms(), BALANCED)}
    judged = judge_all(ASKED[:2], Told(), judges, Clock(), lambda *_: None)
    figures = figures_of("two", judged, BALANCED.name)
    assert figures.auc is None
    assert figures.points[0].f1 is None
    assert figures.points[0].false_flags is None
