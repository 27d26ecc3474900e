"""A stated change has been tried, and settings come before words."""

from collections.abc import Sequence

from tests.guard.deciding.small_book import BOOK, facts, topic

from openslate.decision.verdict import Verdict
from openslate.guard.conversation import Setting, Turn
from openslate.guard.deciding import NormJudge, smallest_change
from openslate.guard.facts import MessageFacts, Span

JUDGE = NormJudge(BOOK)


def read(turns: Sequence[Turn]) -> MessageFacts:
    """A reader that knows one word: piracy is where 'copy' stands, in any turn."""
    spans = [
        Span("copy", turn.text.index("copy"), turn.text.index("copy") + 4, len(turns) - 1 - i)
        for i, turn in enumerate(turns)
        if "copy" in turn.text
    ]
    found = (topic("piracy", 0.9, 0.9, *spans),) if spans else ()
    return facts(*found, text=turns[-1].text)


def test_words_are_left_out_of_any_turn() -> None:
    turns = (Turn("I want to copy"), Turn("a film"))
    judgement = JUDGE.judge(read(turns), Setting())
    change = smallest_change(JUDGE, judgement, turns, read)
    assert change is not None
    assert (change.sentence, change.verdict) == ("without 'copy'", Verdict.ALLOW)
    assert [turn.text for turn in change.turns] == ["I want to ", "a film"]


def test_the_setting_is_changed_first() -> None:
    judgement = JUDGE.judge(facts(topic("violence", 0.1, 0.9)), Setting(viewer_age=40))
    change = smallest_change(JUDGE, judgement, (Turn("blood"),), read)
    assert change is not None
    assert (change.sentence, change.verdict) == ("if the viewer were 9 years old", Verdict.BLOCK)


def test_none_is_stated_where_none_was_found() -> None:
    judgement = JUDGE.judge(facts(topic("weapons", 0.9)), Setting())
    assert smallest_change(JUDGE, judgement, (Turn("poison"),), lambda _: judgement.facts) is None
