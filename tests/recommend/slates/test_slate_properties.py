"""What holds for every row, tried on catalogues small enough to enumerate."""

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openslate.recommend.slates.bounds import Pin, QuotaBound
from openslate.recommend.slates.easing import least_easing
from openslate.recommend.slates.quota_program import fill_exactly
from openslate.recommend.slates.shortlist import sufficient_items
from openslate.recommend.slates.slate import Slate, build_slate
from openslate.recommend.slates.slate_problem import pose_problem
from openslate.testing.slates import check_slate, discounted_score, every_row

ITEMS = 7


@dataclass(frozen=True)
class Wish:
    """All inputs of a row."""

    scores: np.ndarray
    allowed: np.ndarray
    bounds: list[QuotaBound]
    pins: list[Pin]
    size: int
    taken: set[int]

    def build(self) -> Slate:
        return build_slate(self.scores, self.allowed, self.bounds, self.pins, self.size, self.taken)

    def length(self) -> int:
        usable = [i for i in range(ITEMS) if self.allowed[i] and i not in self.taken]
        return min(self.size, len(usable))

    def rows(self, rules: list[QuotaBound | Pin]) -> list[tuple[int, ...]]:
        bounds = [rule for rule in rules if isinstance(rule, QuotaBound)]
        pins = [rule for rule in rules if isinstance(rule, Pin)]
        return list(every_row(self.allowed, self.length(), bounds, pins, self.taken))


@st.composite
def bounds(draw: st.DrawFn, name: str) -> QuotaBound:
    first = draw(st.integers(1, 5))
    if draw(st.booleans()):
        group = draw(st.lists(st.integers(-1, 3), min_size=ITEMS, max_size=ITEMS))
        cap = draw(st.integers(0, 2))
        return QuotaBound(name, name, first, at_most=cap, group=np.array(group, np.int32))
    members = np.array(draw(st.lists(st.booleans(), min_size=ITEMS, max_size=ITEMS)))
    least = draw(st.integers(0, 3))
    most = draw(st.none() | st.integers(0, 4))
    return QuotaBound(name, name, first, least, most, members=members)


@st.composite
def wishes(draw: st.DrawFn, most_pins: int = 2) -> Wish:
    scores = draw(st.lists(st.integers(-20, 60), min_size=ITEMS, max_size=ITEMS))
    names = [f"q{i}" for i in range(draw(st.integers(0, 4)))]
    pins = [
        Pin(draw(st.integers(1, 4)), draw(st.integers(0, ITEMS - 1)), f"p{i}")
        for i in range(draw(st.integers(0, most_pins)))
    ]
    return Wish(
        np.array(scores, np.float32) / 4,
        np.array([draw(st.integers(0, 5)) > 0 for _ in range(ITEMS)]),
        [draw(bounds(name)) for name in names],
        pins,
        draw(st.integers(1, 4)),
        draw(st.sets(st.integers(0, ITEMS - 1), max_size=2)),
    )


def standing(wish: Wish, slate: Slate) -> list[Pin]:
    dropped = {r.rule for r in slate.relaxed if r.kind == "pin"}
    return [pin for pin in wish.pins if pin.name not in dropped]


@given(wishes())
@settings(max_examples=150, deadline=None)
def test_every_rule_is_met_exactly_when_some_row_meets_them(wish):
    slate = wish.build()
    pins = standing(wish, slate)
    possible = wish.rows([*wish.bounds, *pins])
    assert (slate.conflict is None) == bool(possible)
    if possible:
        assert len(slate.items) == wish.length()
        assert check_slate(slate.items, wish.allowed, wish.bounds, pins, wish.taken) == []


@given(wishes())
@settings(max_examples=100, deadline=None)
def test_also_an_eased_row_obeys_all_that_was_not_eased(wish):
    slate = wish.build()
    given_numbers = {(r.rule, r.kind): r.given for r in slate.relaxed}
    eased = [
        QuotaBound(
            b.name,
            b.title,
            b.among_first,
            given_numbers.get((b.name, "at_least"), b.at_least),
            given_numbers.get((b.name, "at_most"), b.at_most),
            b.members,
            b.group,
        )
        for b in wish.bounds
    ]
    assert check_slate(slate.items, wish.allowed, eased, standing(wish, slate), wish.taken) == []
    length = given_numbers.get(("", "length"), wish.size)
    assert len(slate.items) <= length or length == wish.length()


@given(wishes())
@settings(max_examples=100, deadline=None)
def test_the_exact_row_is_worth_as_much_as_the_best_of_all_rows(wish):
    problem, _ = pose_problem(
        wish.scores, wish.allowed, wish.bounds, wish.pins, wish.size, wish.taken
    )
    possible = wish.rows([*wish.bounds, *problem.pins])
    if not possible:
        return
    best = max(discounted_score(row, wish.scores) for row in possible)
    row = fill_exactly(problem)
    assert check_slate(row, wish.allowed, wish.bounds, problem.pins, wish.taken) == []
    assert discounted_score(row, wish.scores) == pytest.approx(best, abs=1e-5)


@given(wishes())
@settings(max_examples=100, deadline=None)
def test_the_conflict_is_real_and_every_rule_of_it_is_needed(wish):
    slate = wish.build()
    if slate.conflict is None:
        return
    rules = [*wish.bounds, *standing(wish, slate)]
    core = [rule for rule in rules if rule.name in slate.conflict.rules]
    assert wish.rows(core) == []
    for rule in core:
        assert wish.rows([other for other in core if other is not rule]) != []


@given(wishes(most_pins=0))
@settings(max_examples=100, deadline=None)
def test_nothing_is_eased_more_than_needed(wish):
    """Giving back one item of any easing leaves no row."""
    slate = wish.build()
    if slate.conflict is None or any(r.kind == "length" for r in slate.relaxed):
        return
    eased = {(r.rule, r.kind): r.given for r in slate.relaxed}
    for rule, kind in eased:
        tighter = dict(eased)
        tighter[rule, kind] += 1 if kind == "at_least" else -1
        rules = [
            QuotaBound(
                b.name,
                b.title,
                b.among_first,
                tighter.get((b.name, "at_least"), b.at_least),
                tighter.get((b.name, "at_most"), b.at_most),
                b.members,
                b.group,
            )
            for b in wish.bounds
        ]
        assert wish.rows(list(rules)) == []


@given(wishes())
@settings(max_examples=100, deadline=None)
def test_the_same_wish_gives_the_same_row(wish):
    assert wish.build() == wish.build()


@given(st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_the_reduced_items_lose_nothing_against_all_items(seed):
    """On 60 items the programme over sufficient items is worth what it is over all of them."""
    draw = np.random.default_rng(seed)
    scores = draw.normal(size=60).astype(np.float32)
    rules = [
        QuotaBound("a", "a", 3, at_least=2, members=draw.random(60) < 0.15),
        QuotaBound("b", "b", 6, at_least=2, at_most=3, members=draw.random(60) < 0.3),
        QuotaBound("c", "c", 5, at_most=1, group=draw.integers(-1, 6, 60).astype(np.int32)),
        QuotaBound("d", "d", 6, at_most=2, group=draw.integers(-1, 4, 60).astype(np.int32)),
    ]
    problem, _ = pose_problem(scores, np.ones(60, bool), rules, (), 6, ())
    if least_easing(problem, np.flatnonzero(problem.open)).needed:
        assert least_easing(problem, sufficient_items(problem, eased=True)).needed
        return
    reduced = fill_exactly(problem)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "openslate.recommend.slates.quota_program.sufficient_items",
            lambda whole: np.flatnonzero(whole.open),
        )
        everything = fill_exactly(problem)
    assert check_slate(reduced, np.ones(60, bool), rules) == []
    assert discounted_score(reduced, scores) == pytest.approx(
        discounted_score(everything, scores), abs=1e-5
    )
