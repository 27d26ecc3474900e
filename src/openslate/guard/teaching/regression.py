"""Messages whose verdicts must stay what they are when somebody teaches the guard."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from openslate.decision.verdict import Verdict
from openslate.guard.conversation import Setting, Turn
from openslate.guard.deciding import Judgement
from openslate.guard.norms import NormBook

Check = Callable[[Sequence[Turn], Setting], Judgement]
GROWN_UP = Setting(viewer_age=35)
"""Who the examples of norms are asked by."""


@dataclass(frozen=True)
class RegressionCase:
    """A message with the verdict that it should have: restrained or not.

    `source` says whose it is: a norm's example, or an earlier correction.
    """

    text: str
    restrained: bool
    source: str
    floor: bool = False
    setting: Setting = GROWN_UP


@dataclass(frozen=True)
class Turned:
    """A case that a change turns: right before and wrong after it, or the other way round."""

    case: RegressionCase
    before: Verdict
    after: Verdict

    @property
    def worse(self) -> bool:
        """Whether it was right before."""
        return (self.before > Verdict.ALLOW) == self.case.restrained


def cases_of(book: NormBook) -> Iterator[RegressionCase]:
    """The examples of all norms that restrain, for and against."""
    for norm in book.norms.values():
        if norm.stance.strictness == 0 or norm.when is not None:
            continue  # what a condition decides, its own examples can't show for a grown-up
        for text in norm.examples.meant:
            yield RegressionCase(text, True, norm.norm, norm.floor)
        for text in norm.examples.not_meant:
            yield RegressionCase(text, False, norm.norm)


def turned_by(cases: Iterable[RegressionCase], before: Check, after: Check) -> list[Turned]:
    """The cases that are restrained before a change and not after it, or the other way round."""
    found = []
    for case in cases:
        turns = [Turn(case.text)]
        old = before(turns, case.setting).verdict
        new = after(turns, case.setting).verdict
        if (old > Verdict.ALLOW) != (new > Verdict.ALLOW):
            found.append(Turned(case, old, new))
    return found
