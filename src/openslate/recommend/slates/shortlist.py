"""Small sets of items worth looking at, so that nothing loops over a whole catalogue."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest

import numpy as np

from openslate.recommend.slates.bounds import BoolArray, FloatArray, IntArray, QuotaBound
from openslate.recommend.slates.slate_problem import SlateProblem

WIDTH = 15  # the greedy walk looks at this many times the row's length
SPARE = 3  # and at this many times what a quota wants, so that group caps leave a choice


def best_first(scores: FloatArray, items: IntArray) -> IntArray:
    """The same items by score, then by index."""
    return items[np.lexsort((items, -scores[items]))]


def best_among(scores: FloatArray, mask: BoolArray, count: int) -> IntArray:
    """The best `count` of the items in `mask`, best first, without sorting the others."""
    if count >= len(scores):
        return best_first(scores, np.flatnonzero(mask))
    lost = np.where(mask, -scores, np.float32(np.inf))  # NumPy is quicker at the small end
    bar = np.partition(lost, count)[count]
    above = np.flatnonzero(lost < bar)  # fewer than `count` when several share the bar
    if len(above) < count and np.isfinite(bar):
        level = np.flatnonzero(lost == bar)[: count - len(above)]
        above = np.concatenate([above, level])
    return best_first(scores, above)


def quick_shortlist(problem: SlateProblem) -> IntArray:
    """A few hundred open items, best first: enough for the greedy walk nearly always.

    The best of all, and the best that count (or do not count) for each quota where those are
    rare among the best of all.
    """
    found = best_among(problem.scores, problem.open, WIDTH * problem.length)
    extra = [found]
    for bound in problem.bounds:
        if bound.members is None:
            continue
        counted = np.count_nonzero(bound.members[found])
        if bound.at_least and counted < SPARE * bound.at_least:
            extra.append(_best_where(problem, bound.members))
        if bound.at_most is not None and len(found) - counted < problem.length:
            extra.append(_best_where(problem, ~bound.members))
    if len(extra) == 1:
        return found
    return best_first(problem.scores, np.unique(np.concatenate(extra)))


def _best_where(problem: SlateProblem, mask: BoolArray) -> IntArray:
    return best_among(problem.scores, problem.open & mask, problem.length)


def sufficient_items(problem: SlateProblem, eased: bool = False) -> IntArray:
    """Open items that are provably enough: some best row uses only these and the pins.

    Items that count for the same quotas form a class. Take a best row with an item x outside
    this set. The row's other items occupy at most `length` - 1 items of the class and fill up at
    most (length - 1) // at_most groups, so once a class has given more items than those can
    block, one of them can stand in for x: it scores no less, counts for the same quotas, and its
    group has room. Items alike in groups too are interchangeable, so of those only as many are
    kept as a row can hold. With `eased`, also enough when rules are dropped or their numbers
    eased, because then the groups' caps do not limit how many alike are kept.
    """
    caps = [b for b in problem.bounds if b.caps_groups]
    found = [
        item
        for members in _classes(problem)
        for item in _enough_of_class(problem, members, caps, eased)
    ]
    return np.sort(np.array(found, dtype=np.intp))


def _classes(problem: SlateProblem) -> Iterator[IntArray]:
    """Open items by the quotas they count for, each class best first."""
    ordered = best_first(problem.scores, np.flatnonzero(problem.open))
    codes = np.zeros(len(ordered), dtype=np.int64)
    for bound in problem.bounds:
        if bound.members is not None:
            codes = 2 * codes + bound.members[ordered]
    for code in np.unique(codes):
        yield ordered[codes == code]


def _enough_of_class(
    problem: SlateProblem, members: IntArray, caps: Sequence[QuotaBound], eased: bool
) -> Iterator[int]:
    groups = [b.marks(members).tolist() for b in caps]
    alike: Counter[tuple[int, ...]] = Counter()
    crowds = [Counter[int]() for _ in caps]
    kept = 0
    for item, *mine in zip(members.tolist(), *groups, strict=True):
        signature = tuple(mine)
        if alike[signature] >= _room_for_alike(problem, caps, signature, eased):
            continue
        alike[signature] += 1
        for crowd, number in zip(crowds, signature, strict=True):
            crowd[number] += number >= 0
        kept += 1
        yield item
        if kept >= problem.length and kept > _blocked_at_most(problem.length, caps, crowds):
            return


def _room_for_alike(
    problem: SlateProblem, caps: Iterable[QuotaBound], signature: tuple[int, ...], eased: bool
) -> int:
    """How many items of one class and the same groups a row can hold."""
    rooms = [
        (bound.at_most or 0) + problem.length - bound.reach(problem.length)
        for bound, number in zip(caps, signature, strict=True)
        if number >= 0 and not eased
    ]
    return min([problem.length, *rooms])


def _blocked_at_most(
    length: int, caps: Sequence[QuotaBound], crowds: Sequence[Counter[int]]
) -> int:
    """How many of a class the rest of a row can keep from standing in for one more item.

    `length` - 1 items stand elsewhere. A full group of the first quota holds at_most of those,
    so it blocks only what it has beyond; groups of further quotas are counted in full.
    """
    blocked = length - 1
    for position, (bound, crowd) in enumerate(zip(caps, crowds, strict=True)):
        cap = bound.at_most or 0
        full_groups = (length - 1) // cap if cap else len(crowd)
        credit = 0 if position else cap
        blocked += sum(max(0, count - credit) for count in nlargest(full_groups, crowd.values()))
    return blocked
