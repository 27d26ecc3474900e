"""Filling the rows of a page from the top, with rules that speak of all rows together.

Rows are filled one after the other and an item is shown once. A cap on the page hands on what the
rows above have used. What a page must have at least is asked of a row only as far as the rows below
could not give it; should that hope fail, the page is filled again with every row giving its part
early, as far as its own rules allow.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from openslate.recommend.slates.bounds import BoolArray, Bound, FloatArray, Pin, QuotaBound
from openslate.recommend.slates.budget import BudgetBound
from openslate.recommend.slates.slate import Slate, build_slate

PageBound = QuotaBound | BudgetBound


@dataclass(frozen=True, eq=False)
class PageRow:
    """One row of a page: its scores, what it may show (bool by item), its own rules and pins.

    `page` are the places of the page's rules that speak of this row.
    """

    scores: FloatArray
    allowed: BoolArray
    bounds: tuple[Bound, ...] = ()
    pins: tuple[Pin, ...] = ()
    page: tuple[int, ...] = ()


def fill_page(
    rows: Sequence[PageRow], together: Sequence[PageBound], size: int, taken: BoolArray
) -> tuple[Slate, ...]:
    """A slate for each row; `together` are bounds on all rows, `among_first` of each of them."""
    hopeful = _Page(rows, together, size, taken.copy()).fill()
    if not together or not _contradictory(hopeful):
        return hopeful
    early = _Page(rows, together, size, taken.copy(), early=True).fill()
    return early if _contradictory(early) < _contradictory(hopeful) else hopeful


def _contradictory(slates: Sequence[Slate]) -> int:
    return sum(slate.contradiction is not None for slate in slates)


@dataclass
class _Page:
    rows: Sequence[PageRow]
    together: Sequence[PageBound]
    size: int
    taken: BoolArray
    early: bool = False
    shown: dict[int, list[int]] = field(default_factory=dict)  # by rule of the page

    def fill(self) -> tuple[Slate, ...]:
        """All rows from the top."""
        slates = []
        for number, row in enumerate(self.rows):
            slate = self._build(number, row)
            self.taken[list(slate.items)] = True
            for rule in row.page:
                first = slate.items[: self.together[rule].among_first]
                self.shown.setdefault(rule, []).extend(first)
            slates.append(slate)
        return tuple(slates)

    def _build(self, number: int, row: PageRow) -> Slate:
        needed = [self._handed_on(rule, number, asked=0.0) for rule in row.page]
        if self.early:
            asked = [self._handed_on(rule, number, self._part(rule, number)) for rule in row.page]
            slate = self._slate(row, asked)
            if slate.contradiction is None:
                return slate
        return self._slate(row, needed)

    def _slate(self, row: PageRow, more: Sequence[PageBound]) -> Slate:
        bounds = (*row.bounds, *more)
        return build_slate(row.scores, row.allowed, bounds, row.pins, self.size, self.taken)

    def _handed_on(self, rule: int, number: int, asked: float) -> PageBound:
        """A rule of the page as one row has to keep it: with what was shown, and what can wait."""
        bound, before = self.together[rule], tuple(self.shown.get(rule, ()))
        waits = max(0.0, bound.at_least - self._below(rule, number))
        if isinstance(bound, QuotaBound):
            return replace(bound, before=before, at_least=int(max(waits, asked)))
        return replace(bound, before=before, at_least=float(max(waits, asked)))

    def _below(self, rule: int, number: int) -> float:
        """The most that the rows below could add."""
        bound = self.together[rule]
        rows = [row for row in self.rows[number + 1 :] if rule in row.page]
        return sum(_most_of(bound, row.allowed & ~self.taken, self.size) for row in rows)

    def _part(self, rule: int, number: int) -> float:
        """What this row should bring the page to: what is owed is shared by the rows left."""
        bound, shown = self.together[rule], self.shown.get(rule, ())
        have = bound.total(shown) if isinstance(bound, BudgetBound) else _counted(bound, shown)
        left = sum(rule in row.page for row in self.rows[number:])
        owed = max(0.0, bound.at_least - have)
        here = _most_of(bound, self.rows[number].allowed & ~self.taken, self.size)
        return have + min(here, float(np.ceil(owed / max(left, 1))))


def _counted(bound: QuotaBound, items: Sequence[int]) -> float:
    return float(np.count_nonzero(bound.counted(items)))


def _most_of(bound: PageBound, open_items: BoolArray, size: int) -> float:
    """The most that one row could add to what a bound counts."""
    reach = min(size, bound.among_first)
    if isinstance(bound, BudgetBound):
        amounts = np.nan_to_num(bound.amounts[open_items])
        return float(np.sort(amounts)[-reach:].sum())
    if bound.members is None:
        return 0.0
    return float(min(reach, int(np.count_nonzero(bound.members & open_items))))
