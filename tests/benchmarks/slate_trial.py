"""One random row: what Slate makes of it, what the whole model says, and whether they agree."""

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter, process_time
from typing import TypeVar

import numpy as np

from openslate.recommend.slates.slate import Slate
from tests.benchmarks.slate_cases import draw_case
from tests.benchmarks.slate_judge import broken
from tests.benchmarks.slate_model import Model, Solved

SEED = 7
SECONDS = 6.0  # the model may take so long to find the best row, or any
ROUNDING = 2e-6  # a slate gives its gap in millionths

T = TypeVar("T")


@dataclass(frozen=True)
class Took:
    """Seconds that passed, and that a processor worked."""

    passed: float
    worked: float


@dataclass(frozen=True)
class Trial:
    """What came of one case.

    `conflict` is None where Slate says that all rules can be met. `minimal` says that the model
    finds no row under the conflict's rules and one as soon as any of them is left out; None where
    it did not get that far. `known` is worth what the best row is that the model found, `ceiling`
    what it proved that none can pass.
    """

    candidates: int
    ours: Took
    peer: Took
    solved: Solved
    conflict: tuple[str, ...] | None
    breaks: tuple[str, ...]
    gap: float
    worth: float
    known: float
    minimal: bool | None

    @property
    def true_gap(self) -> float:
        """The share of the best row's worth that ours lacks; of the ceiling if that is unknown."""
        best = self.known if self.solved.finished else max(self.known, self.solved.ceiling)
        return max(0.0, 1 - self.worth / best) if best > 0 else 0.0

    @property
    def honest(self) -> bool:
        """Whether no row is known that is worth more than the gap told allows."""
        return self.worth >= self.known * (1 - self.gap - ROUNDING)


def explained(slate: Slate) -> Slate:
    """A slate whose conflicts, if there are any, were worked out."""
    _ = slate.conflicts
    return slate


def trial(number: int) -> Trial:
    """Draw a case, fill its row, solve it in full and compare."""
    case = draw_case(np.random.default_rng([SEED, number]))
    slate, ours = _timed(lambda: explained(case.build()))
    model, build = _timed(lambda: Model(case))
    solved, solve = _timed(lambda: model.best(case.rules, SECONDS))
    conflict = slate.conflicts[0].rules if slate.conflicts else None
    return Trial(
        candidates=int(np.count_nonzero(case.allowed)),
        ours=ours,
        peer=Took(build.passed + solve.passed, build.worked + solve.worked),
        solved=solved,
        conflict=conflict,
        breaks=tuple(broken(case, slate.items, _given(slate))),
        gap=slate.gap,
        worth=model.worth(slate.items),
        known=model.worth(solved.row),
        minimal=None if conflict is None else _is_minimal(model, conflict),
    )


def _given(slate: Slate) -> dict[tuple[str, str], float]:
    return {(said.rule, said.kind): said.given for said in slate.relaxed}


def _is_minimal(model: Model, conflict: tuple[str, ...]) -> bool | None:
    rest = [model.any(set(conflict) - {rule}, SECONDS).status for rule in conflict]
    whole = model.any(conflict, SECONDS).status
    if whole == "row" or "no row" in rest:
        return False
    return None if "not finished" in (whole, *rest) else True


def _timed(call: Callable[[], T]) -> tuple[T, Took]:
    start, started = perf_counter(), process_time()
    result = call()
    return result, Took(perf_counter() - start, process_time() - started)
