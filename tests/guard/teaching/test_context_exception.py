"""Where an exception may apply: words, ages and territories that can be, in a condition."""

from typing import Any

import pytest

from openslate.common.errors import SlateError
from openslate.guard.conversation import Part, Purpose
from openslate.guard.teaching.context_exception import ExceptionContext


def test_words_become_a_condition() -> None:
    context = ExceptionContext.of(
        purpose="education", part="employee", at_least=12, under=18, territory="de", surface=""
    )
    assert (context.purpose, context.part) == (Purpose.EDUCATION, Part.EMPLOYEE)
    assert context.condition().text == (
        "context.purpose = 'education' AND context.part = 'employee' "
        "AND viewer.age >= 12 AND viewer.age < 18 AND viewer.territory = 'DE'"
    )
    assert context.setting().viewer_age == 17


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({}, "An exception needs a context."),
        ({"purpose": "magic"}, "There is no purpose 'magic'. Choose news, education, fiction or"),
        ({"surface": "wall"}, "There is no surface 'wall'."),
        ({"at_least": 200}, "No viewer is of that age. Give ages of up to 130"),
        ({"under": 0}, "No viewer is of that age."),
        ({"at_least": 18, "under": 12}, "Nobody is at least 18 and under 12."),
        ({"territory": "Germany"}, "'GERMANY' is no territory. Write a country code"),
        ({"territory": "D'"}, "is no territory."),
    ],
)
def test_what_can_not_be_is_said(told: dict[str, Any], says: str) -> None:
    with pytest.raises(SlateError) as error:
        ExceptionContext.of(**told).condition()
    assert str(error.value).startswith(says) or says in str(error.value)
