"""What holds for every row, tried on catalogues small enough to enumerate."""

from dataclasses import dataclass, replace
from itertools import combinations
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openslate.common.groups import Groups
from openslate.recommend.slates import contradiction as contradiction_module
from openslate.recommend.slates import slate as slate_module
from openslate.recommend.slates.bounds import Bound, Pin, QuotaBound
from openslate.recommend.slates.budget import BudgetBound
from openslate.recommend.slates.contradiction import MOST
from openslate.recommend.slates.slate import Slate, build_slate
from openslate.recommend.slates.spacing import SpacingBound
from openslate.testing.slates import check_slate, discounted_score, every_row

ITEMS = 7
EXAMPLES = 30


@dataclass(frozen=True)
class Wish:
    """All inputs of a row."""

    scores: np.ndarray
    allowed: np.ndarray
    bounds: list[Bound]
    pins: list[Pin]
    size: int
    taken: set[int]

    def build(self) -> Slate:
        return build_slate(self.scores, self.allowed, self.bounds, self.pins, self.size, self.taken)

    def length(self) -> int:
        usable = [i for i in range(ITEMS) if self.allowed[i] and i not in self.taken]
        return min(self.size, len(usable))

    def rows(self, rules: list[Bound | Pin]) -> list[tuple[int, ...]]:
        bounds = [rule for rule in rules if not isinstance(rule, Pin)]
        pins = [rule for rule in rules if isinstance(rule, Pin)]
        return list(every_row(self.allowed, self.length(), bounds, pins, self.taken))


groups = st.lists(st.lists(st.integers(0, 3), max_size=2), min_size=ITEMS, max_size=ITEMS).map(
    Groups.of_lists
)


@st.composite
def bounds(draw: st.DrawFn, name: str) -> Bound:
    first = draw(st.integers(1, 5))
    kind = draw(st.sampled_from(["members", "groups", "budget", "spacing"]))
    if kind == "groups":
        return QuotaBound(name, name, first, at_most=draw(st.integers(0, 2)), groups=draw(groups))
    if kind == "spacing":
        return SpacingBound(name, name, draw(groups), apart=draw(st.integers(2, 3)))
    if kind == "budget":
        amounts = draw(
            st.lists(st.sampled_from([1, 2, 3, 5, np.nan]), min_size=ITEMS, max_size=ITEMS)
        )
        least = draw(st.sampled_from([0.0, 0.0, 3.0, 6.0]))
        most = draw(st.sampled_from([None, 4.0, 7.0, 10.0]))
        return BudgetBound(name, name, first, np.array(amounts), least, most)
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
@settings(max_examples=EXAMPLES, deadline=None)
def test_every_rule_is_met_exactly_when_some_row_meets_them(wish):
    slate = wish.build()
    pins = standing(wish, slate)
    possible = wish.rows([*wish.bounds, *pins])
    assert (not slate.conflicts) == bool(possible)
    if possible:
        assert len(slate.items) == wish.length()
        assert check_slate(slate.items, wish.allowed, wish.bounds, pins, wish.taken) == []


def eased(bound: Bound, given_numbers: dict[tuple[str, str], float]) -> Bound:
    """A bound with the numbers that a slate says it was given."""

    def number(kind: str, asked: float | None) -> float | None:
        return given_numbers.get((bound.name, kind), asked)

    if isinstance(bound, SpacingBound):
        return replace(bound, apart=number("apart", bound.apart))
    least, most = number("at_least", bound.at_least), number("at_most", bound.at_most)
    if isinstance(bound, BudgetBound):
        strangers = number("unknown", 0)
        return replace(bound, at_least=least, at_most=most, strangers=strangers)
    return replace(bound, at_least=least, at_most=most)


@given(wishes())
@settings(max_examples=EXAMPLES, deadline=None)
def test_also_an_eased_row_obeys_all_that_was_not_eased(wish):
    slate = wish.build()
    given_numbers = {(r.rule, r.kind): r.given for r in slate.relaxed}
    bounds = [eased(bound, given_numbers) for bound in wish.bounds]
    assert check_slate(slate.items, wish.allowed, bounds, standing(wish, slate), wish.taken) == []
    length = given_numbers.get(("", "length"), wish.size)
    assert len(slate.items) <= length or length == wish.length()


@given(wishes())
@settings(max_examples=EXAMPLES, deadline=None)
def test_no_row_is_better_than_the_gap_says(wish):
    slate = wish.build()
    possible = wish.rows([*wish.bounds, *standing(wish, slate)])
    if not possible or possible == [()]:
        return
    pins = [pin.item for pin in standing(wish, slate)]
    usable = [i for i in range(ITEMS) if wish.allowed[i] and i not in wish.taken]
    gains = wish.scores - min(wish.scores[[*usable, *pins]])
    best = max(discounted_score(row, gains) for row in possible)
    reached = discounted_score(slate.items, gains)
    assert reached <= best + 1e-4
    assert best * (1 - slate.gap) <= reached + 1e-4


@given(wishes())
@settings(max_examples=EXAMPLES, deadline=None)
def test_every_conflict_is_real_and_every_rule_of_it_is_needed(wish):
    slate = wish.build()
    rules = [*wish.bounds, *standing(wish, slate)]
    for conflict in slate.conflicts:
        core = [rule for rule in rules if rule.name in conflict.rules]
        assert wish.rows(core) == []
        for rule in core:
            assert wish.rows([other for other in core if other is not rule]) != []


@given(wishes())
@settings(max_examples=EXAMPLES, deadline=None)
def test_all_conflicts_are_told_once_each_and_no_more_than_a_few(wish):
    with patch.object(contradiction_module, "QUESTIONS", 1_000):
        slate = wish.build()
        told = [frozenset(conflict.rules) for conflict in slate.conflicts]
    rules = [*wish.bounds, *standing(wish, slate)]
    smallest: list[frozenset[str]] = []
    for count in range(1, len(rules) + 1 if told else 1):
        for some in combinations(rules, count):
            names = frozenset(rule.name for rule in some)
            if not any(known <= names for known in smallest) and wish.rows(some) == []:
                smallest.append(names)
    assert len(told) == len(set(told)) == min(len(smallest), MOST)
    assert set(told) <= set(smallest)


@given(wishes(most_pins=0))
@settings(max_examples=EXAMPLES, deadline=None)
def test_no_quota_is_eased_more_than_needed(wish):
    """Giving back one item of any quota's easing leaves no row."""
    slate = wish.build()
    if not slate.conflicts or any(r.kind == "length" for r in slate.relaxed):
        return
    given_numbers = {(r.rule, r.kind): r.given for r in slate.relaxed}
    for rule, kind in given_numbers:
        if kind not in ("at_least", "at_most") or f"Quota {rule!r}" not in " ".join(
            r.sentence for r in slate.relaxed
        ):
            continue
        tighter = dict(given_numbers)
        tighter[rule, kind] += 1 if kind == "at_least" else -1
        assert wish.rows([eased(bound, tighter) for bound in wish.bounds]) == []


@given(wishes())
@settings(max_examples=2 * EXAMPLES, deadline=None)
def test_no_budget_is_eased_more_than_needed(wish):
    """Where the only budget was eased and nothing else, giving a tenth less leaves no row."""
    slate = wish.build()
    given_numbers = {(r.rule, r.kind): r.given for r in slate.relaxed if r.kind != "pin"}
    budgets = {b.name for b in wish.bounds if isinstance(b, BudgetBound)}
    if (
        len(budgets) != 1
        or len(given_numbers) != 1
        or not set(given_numbers)
        <= {(name, kind) for name in budgets for kind in ("at_least", "at_most")}
    ):
        return
    (rule, kind), given_number = next(iter(given_numbers.items()))
    less = given_number + (0.1 if kind == "at_least" else -0.1)
    bounds = [eased(bound, {(rule, kind): less}) for bound in wish.bounds]
    assert wish.rows([*bounds, *standing(wish, slate)]) == []


@given(wishes())
@settings(max_examples=EXAMPLES, deadline=None)
def test_the_same_wish_gives_the_same_row(wish):
    with patch.object(slate_module, "SECONDS", 60.0):  # on a busy machine time may run out
        assert wish.build() == wish.build()


@given(st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_the_reduced_items_tell_the_same_as_all_items(seed):
    """Whether 60 items can meet the rules does not change when all of them are looked at."""
    draw = np.random.default_rng(seed)
    rules = [
        QuotaBound("a", "a", 3, at_least=2, members=draw.random(60) < 0.05),
        QuotaBound("b", "b", 6, at_least=2, at_most=3, members=draw.random(60) < 0.3),
        QuotaBound("c", "c", 6, at_most=1, groups=Groups.of_each(draw.integers(-1, 6, 60))),
        SpacingBound("d", "d", Groups.of_lists(draw.integers(0, 9, (60, 2)).tolist()), apart=2),
        BudgetBound("e", "e", 4, draw.integers(60, 180, 60).astype(float), at_most=290),
    ]
    scores = draw.normal(size=60).astype(np.float32)
    every = np.ones(60, bool)
    reduced = build_slate(scores, every, rules, (), 6).conflicts
    with pytest.MonkeyPatch.context() as patch:
        for room in ("any_row", "easing", "slate", "suspects"):
            patch.setattr(
                f"openslate.recommend.slates.{room}.enough_items",
                lambda whole: np.flatnonzero(whole.open),
            )
        whole = build_slate(scores, every, rules, (), 6).conflicts
    assert bool(whole) == bool(reduced)
