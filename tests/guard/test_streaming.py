"""Nothing is shown that was not judged, however it is cut into pieces."""

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from tests.guard.deciding.small_book import BOOK, facts, topic

from openslate.decision.verdict import Verdict
from openslate.guard.conversation import Setting, Turn
from openslate.guard.deciding import Judgement, NormJudge
from openslate.guard.streaming import MOST_HELD, StreamGuard

ANSWER = "It begins well. Then comes a secret recipe for poison! And it ends well."


def check(turns: Sequence[Turn]) -> Judgement:
    """Off limits wherever 'recipe for poison' stands."""
    found = (topic("weapons", 0.9),) if "recipe for poison" in turns[-1].text else ()
    return NormJudge(BOOK).judge(facts(*found), Setting())


@given(st.lists(st.integers(1, len(ANSWER) - 1), max_size=20))
def test_it_stops_before_what_is_off_limits(cuts: list[int]) -> None:
    places = [0, *sorted(cuts), len(ANSWER)]
    pieces = [ANSWER[a:b] for a, b in pairwise(places)]
    guard = StreamGuard(check, [Turn("Tell me")])
    assert "".join(guard.passed(pieces)) == "It begins well."
    assert guard.stopped is not None
    assert guard.stopped.verdict is Verdict.BLOCK


@given(st.lists(st.text(max_size=30), max_size=20))
def test_harmless_answers_pass_whole(pieces: list[str]) -> None:
    guard = StreamGuard(check, [])
    assert "".join(guard.passed(pieces)) == "".join(pieces) == guard.shown
    assert guard.stopped is None


def test_a_sentence_is_judged_with_those_before_it() -> None:
    pieces = ["Here is the recipe", "\nfor poison"]
    guard = StreamGuard(lambda t: check([Turn(t[-1].text.replace("\n", " "))]), [])
    assert "".join(guard.passed(pieces)) == "Here is the recipe\n"
    assert guard.stopped is not None


def test_text_without_sentences_is_judged_word_by_word_and_ends() -> None:
    guard = StreamGuard(check, [], most_letters=2_000)
    shown = list(guard.passed("la " for _ in range(1_000_000)))
    assert all(len(piece) <= MOST_HELD for piece in shown)
    assert len("".join(shown)) <= 2_000
