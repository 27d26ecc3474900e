"""Which items a single condition holds for, outside any rulebook."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from openslate.common.errors import SlateError
from openslate.rules.answers import ConditionAnswers, Frames
from openslate.rules.condition import read_condition
from openslate.rules.fields import fields_of


def items_where(text: str, facts: pl.DataFrame) -> NDArray[np.bool_]:
    """Bool by row of `facts`: where a condition over `item.*` is true; unknown is not true.

    Raises SlateError with the first thing that is wrong with the condition.
    """
    condition, troubles = read_condition(text, fields_of(facts.schema, ()))
    if condition is None:
        raise SlateError(troubles[0].message, where=text, do=troubles[0].suggestion)
    answers = ConditionAnswers([condition], facts.schema)
    return answers.answer(facts, Frames().key(facts, None), (), [0])[0].true
