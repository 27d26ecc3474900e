"""Answers many conditions over all items in one pass, and remembers each answer.

An answer is remembered by the facts frame and by the values of the condition's slots: a condition
that reads the item alone is worked out once a frame, one that asks whether it is before nine
in the evening twice, whatever the minutes of the requests are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray
from sqlglot import exp

from openslate.common.memory import Memory
from openslate.rules.condition import Condition
from openslate.rules.fields import DTYPES, ITEM
from openslate.rules.kinds import kind
from openslate.rules.polars_form import column, literal, to_polars
from openslate.rules.request import Request, Slots, slots_of

Flags = NDArray[np.bool_]
FRAMES = 64  # facts frames remembered (one a territory and day)
ANSWERS = 256  # answers of single conditions remembered, over all frames
FALSE, TRUE, UNKNOWN = range(3)  # one byte leaves polars faster than two bits
_UNKNOWN = pl.lit(UNKNOWN, dtype=pl.UInt8)


@dataclass(frozen=True)
class Truth:
    """A condition's answer by item: true, unknown, or (neither) false."""

    true: Flags
    unknown: Flags


@dataclass(frozen=True)
class FrameNumbers:
    """What names facts in memories: one number for all of them, one for those that last.

    `lasting` are the columns that stay the same from frame to frame.
    """

    whole: int
    part: int
    lasting: frozenset[str]

    def of(self, columns: frozenset[str]) -> int:
        """The number to remember by what was worked out from these columns."""
        return self.part if columns <= self.lasting else self.whole


class Frames:
    """Numbers for facts frames, by identity; a number is never given to a second frame."""

    def __init__(self) -> None:
        self._numbers = count()
        self._frames: Memory[tuple[int, pl.DataFrame]] = Memory(FRAMES)

    def key(self, facts: pl.DataFrame, lasting: pl.DataFrame | None) -> FrameNumbers:
        """The key of facts of which `lasting`, if given, are those that come again."""
        whole = self._number(facts)
        if lasting is None:
            return FrameNumbers(whole, whole, frozenset())
        return FrameNumbers(whole, self._number(lasting), frozenset(lasting.columns))

    def _number(self, facts: pl.DataFrame) -> int:
        """The frame's number; the frame is kept while it is remembered, so its id stays its own."""
        found = self._frames.get(id(facts))
        if found is None:
            found = self._frames.put(id(facts), (next(self._numbers), facts))
        return found[0]


class ConditionAnswers:
    """A fixed list of conditions, ready to be answered for facts of one schema."""

    def __init__(self, conditions: Sequence[Condition], schema: Mapping[str, pl.DataType]) -> None:
        self.conditions = conditions
        self.schema = schema
        self._nodes: list[exp.Expr] = []
        self._spans = [self._add_slots(condition.tree) for condition in conditions]
        self._slots = Slots(self._nodes)
        self._columns = [_item_columns(condition) for condition in conditions]
        self._ready = {i: self._form(i, {}) for i in range(len(conditions)) if not self._asks(i)}
        self._values: Memory[tuple[Any, ...]] = Memory(ANSWERS)
        self._answers: Memory[Truth] = Memory(ANSWERS)

    def values(self, request: Request) -> tuple[Any, ...]:
        """The values of all slots for a request, in order."""
        read = self._slots.read(request)
        found = self._values.get(read)
        return self._values.put(read, self._slots.values(read)) if found is None else found

    def answer(
        self, facts: pl.DataFrame, key: FrameNumbers, values: tuple[Any, ...], wanted: Sequence[int]
    ) -> dict[int, Truth]:
        """Truths of the wanted conditions; all that are not remembered are one polars select."""
        keys = {i: (key.of(self._columns[i]), i, values[self._spans[i]]) for i in wanted}
        known = {i: self._answers.get(keys[i]) for i in wanted}
        missing = [i for i, truth in known.items() if truth is None]
        found = dict(zip(missing, self._work_out(facts, values, missing), strict=True))
        for i, truth in found.items():
            self._answers.put(keys[i], truth)
        return {i: known[i] or found[i] for i in wanted}

    def forget(self) -> None:
        """Drop every remembered answer."""
        self._answers.clear()
        self._values.clear()

    def _add_slots(self, tree: exp.Expr) -> slice:
        start = len(self._nodes)
        self._nodes.extend(slots_of(tree))
        return slice(start, len(self._nodes))

    def _asks(self, i: int) -> bool:
        """Whether a condition reads the request too, so that its form differs by request."""
        return bool(self._nodes[self._spans[i]])

    def _work_out(
        self, facts: pl.DataFrame, values: tuple[Any, ...], wanted: Sequence[int]
    ) -> list[Truth]:
        if not wanted:
            return []
        given = {id(slot): value for slot, value in zip(self._nodes, values, strict=True)}
        forms = [self._ready[i] if i in self._ready else self._form(i, given) for i in wanted]
        return [_truth(series, facts.height) for series in facts.select(forms).get_columns()]

    def _form(self, i: int, given: Mapping[int, Any]) -> pl.Expr:
        """One byte by item; `given` are the values of slots by the id of their node."""
        condition = self.conditions[i]

        def lookup(node: exp.Expr) -> pl.Expr | None:
            if id(node) in given:
                return literal(given[id(node)], node)
            if isinstance(node, exp.Column) and node.table == ITEM:
                return column(node.name, self.schema[node.name], DTYPES[kind(node)])
            return None

        form = to_polars(condition.tree, lookup).cast(pl.Boolean)
        # Polars 2.1 leaves COALESCE and CASE over a wholly unknown column one value long.
        if _chooses(condition):
            form = form & pl.repeat(True, pl.len(), dtype=pl.Boolean)
        # Polars works out an expression as often as it is named; this names it once.
        return form.cast(pl.UInt8).fill_null(_UNKNOWN).alias(str(i))


def _chooses(condition: Condition) -> bool:
    return condition.tree.find(exp.Coalesce, exp.Case) is not None


def _item_columns(condition: Condition) -> frozenset[str]:
    """The columns of the facts that a condition reads."""
    scoped = (name.partition(".") for name in condition.reads)
    return frozenset(column for scope, _, column in scoped if scope == ITEM)


def _truth(series: pl.Series, height: int) -> Truth:
    if len(series) != height:  # polars leaves a constant as one value when all are constants
        series = series.new_from_index(0, height) if len(series) else series.clear(height)
    codes = series.to_numpy()
    return Truth(codes == TRUE, codes == UNKNOWN)
