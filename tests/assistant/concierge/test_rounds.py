"""The rounds of practice are whole, and what is kept of them can be true."""

import pytest
from tests.benchmarks.concierge_questions import Round, read_rounds

from openslate.assistant.concierge.query_text import read_query

MARKS = {"@oldest": "1", "@newest": "1", "@shortest": "1", "@longest": "1"}


@pytest.mark.parametrize("one", read_rounds(), ids=lambda one: str(one.round))
def test_a_round_can_be_read(one: Round) -> None:
    for asked in one.questions:
        text = asked.expected
        for mark, number in MARKS.items():
            text = text.replace(mark, number)
        assert read_query(text).act, asked.messages


@pytest.mark.parametrize("one", read_rounds(), ids=lambda one: str(one.round))
def test_no_more_was_understood_than_asked(one: Round) -> None:
    assert one.understood + one.put_right <= len(one.questions)


def test_no_question_is_asked_in_two_rounds() -> None:
    asked = [question.messages for one in read_rounds() for question in one.questions]
    assert len(set(asked)) == len(asked)
