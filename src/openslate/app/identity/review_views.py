"""What reviewing shows: plain frozen data that the faces format."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from openslate.app.views import LinkView

Said = Literal["same", "different", "undo"]
"""What a person can say of a pair; undo takes back what was said before."""
Agreement = Literal["same", "partly", "differs", "one-sided"]
ApplyWord = Literal["idle", "running", "done", "failed"]


@dataclass(frozen=True)
class ComparedValue:
    """One value of a record; `shared` when the other record says it too, spelling aside."""

    text: str
    shared: bool


@dataclass(frozen=True)
class ComparedField:
    """What each record says of one field; nothing where it says nothing."""

    field: str
    left: tuple[ComparedValue, ...]
    right: tuple[ComparedValue, ...]

    @property
    def agreement(self) -> Agreement:
        """Whether both say the same, partly so, something else, or only one says anything."""
        if not (self.left and self.right):
            return "one-sided"
        shared = [value.shared for value in (*self.left, *self.right)]
        return "same" if all(shared) else "partly" if any(shared) else "differs"


@dataclass(frozen=True)
class ContributionView:
    """What one thing compared adds to the sum that speaks for the same item.

    `before` and `after` are the running sums, for drawing steps.
    """

    label: str
    amount: float
    before: float
    after: float


@dataclass(frozen=True)
class SaidView:
    """What a person said of a pair once; `status` is what they made of it."""

    by: str
    status: str
    because: str
    at: datetime


@dataclass(frozen=True)
class PairView:
    """Everything a person needs to decide about one pair.

    `if_same` and `if_different` say what either decision does; `told` is the latest first. `seen`
    names the review that counts now: who decides gives it back, so that nobody decides unaware.
    """

    link: LinkView
    fields: tuple[ComparedField, ...]
    contributions: tuple[ContributionView, ...]
    if_same: str
    if_different: str
    told: tuple[SaidView, ...]
    seen: str


@dataclass(frozen=True)
class BetweenView:
    """How many pairs of two sources wait."""

    left: str
    right: str
    waiting: int


@dataclass(frozen=True)
class QueueView:
    """The pairs that wait, the most doubtful and most watched first.

    `waiting` counts those asked for, `links` holds the first of them; `between` counts all, source
    pair by source pair. `pending` counts decisions that are not yet in the catalogue; `compared`
    counts every pair there is, whatever became of it.
    """

    snapshot: str
    waiting: int
    links: tuple[LinkView, ...]
    between: tuple[BetweenView, ...]
    pending: int
    compared: int


@dataclass(frozen=True)
class ApplyView:
    """How far writing decisions into the catalogue has come, in a sentence."""

    state: ApplyWord
    sentence: str
    snapshot: str | None = None
    by: str | None = None
