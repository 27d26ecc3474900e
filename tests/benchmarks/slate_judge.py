"""What a row breaks, read slot by slot from what the rules say; nothing of the product's is used.

What a slate says it gave instead of what was asked is taken at its word, and no more than that.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from math import isnan

from tests.benchmarks.slate_cases import SIZE, Case

Given = Mapping[tuple[str, str], float]
"""By rule and what gave ("at_least", "at_most", "unknown", "apart"; "length" of no rule)."""
ROUNDING = 1e-6  # in sums of minutes


def broken(case: Case, row: Sequence[int], given: Given | None = None) -> list[str]:
    """The names of all rules that a row breaks, after what was given; "row" if it is no row."""
    given = given or {}
    found = [] if _is_row(case, row, given) else ["row"]
    found += [f"pin-{slot}" for slot, item in case.pins.items() if row[slot - 1 : slot] != (item,)]
    found += _kinds(case, row, given)
    if _cap_broken(case, row, given):
        found.append("cap")
    if _apart_broken(case, row, given):
        found.append("apart")
    if _evening_broken(case, row, given):
        found.append("evening")
    return found


def _is_row(case: Case, row: Sequence[int], given: Given) -> bool:
    size = given.get(("", "length"), SIZE)
    return len(row) == len(set(row)) == size and all(case.allowed[item] for item in row)


def _kinds(case: Case, row: Sequence[int], given: Given) -> Iterator[str]:
    for number, kind in enumerate(case.kinds):
        name, count = f"kind-{number}", sum(bool(kind.members[i]) for i in row[: kind.first])
        least = given.get((name, "at_least"), kind.least)
        if not least <= count <= given.get((name, "at_most"), kind.most):
            yield name


def _cap_broken(case: Case, row: Sequence[int], given: Given) -> bool:
    films = Counter(director for item in row for director in case.directors[item])
    return max(films.values(), default=0) > given.get(("cap", "at_most"), case.cap)


def _apart_broken(case: Case, row: Sequence[int], given: Given) -> bool:
    apart = given.get(("apart", "apart"), case.apart)
    return any(
        later - slot < apart and set(case.directors[item]) & set(case.directors[other])
        for (slot, item), (later, other) in combinations(enumerate(row), 2)
    )


def _evening_broken(case: Case, row: Sequence[int], given: Given) -> bool:
    minutes = [float(case.minutes[item]) for item in row[: case.evening]]
    known = [amount for amount in minutes if not isnan(amount)]
    most = given.get(("evening", "at_most"), case.minutes_most)
    strangers = given.get(("evening", "unknown"), 0)
    return sum(known) > most + ROUNDING or len(minutes) - len(known) > strangers
