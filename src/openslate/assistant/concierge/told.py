"""What one message says of items, piece by piece."""

from dataclasses import dataclass, field, replace

from openslate.assistant.concierge.query import AGE, Condition, Sort
from openslate.assistant.concierge.segments import Place
from openslate.graph.vocabulary import FIELD

RUNTIME = FIELD["runtime"].column
LONG, NOT_LONG = 150, 119  # minutes: what is 'long' at least, and 'not long' at most


@dataclass(frozen=True)
class Found:
    """A condition and the words that say it."""

    condition: Condition
    place: Place


@dataclass
class Told:
    """What a message says of items, collected from left to right."""

    found: list[Found] = field(default_factory=list)
    sort: Sort | None = None
    superlative: bool = False
    first: int | None = None
    unused: list[Place] = field(default_factory=list)
    pronoun_roles: list[tuple[str, bool, Place]] = field(default_factory=list)

    def add(self, made: Condition, place: Place) -> None:
        """One more condition."""
        self.found.append(Found(made, place))


def opposite(made: Condition) -> Condition:
    """The opposite: for a range that is open on one side, the other side."""
    if not made.ranged or (made.low is not None and made.high is not None):
        return replace(made, wanted=False)
    if made.field == RUNTIME and made.low == LONG:
        return replace(made, low=None, high=NOT_LONG)
    if made.low is not None:
        return replace(made, low=None, high=made.low - 1)
    return replace(made, low=(made.high or 0) + 1, high=None)


def merged(last: Found, made: Condition, place: Place) -> Found:
    one = last.condition
    if made.field == AGE:
        age = min(one.low or 0, made.low or 0)
        both = replace(one, low=age, high=age)
    elif made.ranged:
        low = min(one.low or 0, made.low or 0)
        both = replace(one, low=low, high=max(one.high or 0, made.high or 0))
    else:
        both = replace(one, values=tuple(sorted({*one.values, *made.values})))
    return Found(both, (last.place[0], place[1]))
