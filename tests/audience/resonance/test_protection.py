"""Small figures can't be had from shown ones; an attacker with integer programming tries."""

from collections.abc import Iterator

import numpy as np
import pytest
from tests.audience.resonance.attack import reach

from openslate.audience.resonance.dimensions import Dimension
from openslate.audience.resonance.protection import Groups, Protector, about

LEAST, ROUNDING = 20, 10


def one(*sizes: int, unknown: int = 0) -> Dimension:
    """A dimension with segments of these sizes."""
    codes = np.concatenate([np.repeat(np.arange(len(sizes)), sizes), np.full(unknown, -1)])
    return Dimension("one", tuple(map(str, range(len(sizes)))), codes)


def shown_of(dimension: Dimension, *counts: int) -> list[bool]:
    """What is shown of one attribute that so many viewers of each segment watched."""
    groups = Groups.of([dimension])
    atoms = np.zeros((groups.inside.shape[1], 1), dtype=np.int64)
    for segment, count in enumerate(counts):
        atoms[np.flatnonzero(groups.inside[segment])[0], 0] = count
    return Protector(groups, LEAST).protect(atoms)[:, 0].tolist()


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((30, 40, 50), [True, True, True]),
        ((3, 40, 50), [False, False, True]),  # 3 would be the total less the others
        ((3, 12, 50), [False] * 3),  # 15 together would be, and then 50 stands alone: the total
        ((3, 18, 50), [False, False, True]),  # 21 together are enough
        ((30, 3, 4), [False] * 3),
        ((0, 0, 0), [False] * 3),
    ],
)
def test_hidden_figures_are_never_alone(counts: tuple[int, ...], shown: list[bool]) -> None:
    assert shown_of(one(100, 100, 100), *counts) == shown


def test_of_two_segments_both_are_shown_or_none() -> None:
    assert shown_of(one(100, 100), 3, 50) == [False, False]
    assert shown_of(one(100, 100), 30, 50) == [True, True]


def test_a_segment_within_another_is_not_given_away() -> None:
    """Nurses are all but five of the women: shown together they would tell of those five."""
    women = Dimension("gender", ("F", "M"), np.repeat([0, 1], [100, 200]))
    nurses = Dimension("job", ("nurse", "other"), np.repeat([0, 1], [95, 205]))
    groups = Groups.of([women, nurses])
    counts = np.zeros((groups.inside.shape[1], 1), dtype=np.int64)
    for name, count in ((("F", "nurse"), 60), (("F", "other"), 5), (("M", "other"), 90)):
        place = groups.inside[{"F": 0, "M": 1}[name[0]]]
        place = place & groups.inside[2 + {"nurse": 0, "other": 1}[name[1]]]
        counts[np.flatnonzero(place)[0], 0] = count
    shown = Protector(groups, LEAST).protect(counts)[:, 0]
    assert not (shown[0] and shown[2])


def test_one_hidden_part_of_a_whole_is_not_the_rest_of_it() -> None:
    """Of four decades one is seldom watched by the young: another must be hidden with it."""
    groups = Groups.of([one(100, 300)])
    counts = np.array([[60, 50, 40, 12], [200, 150, 140, 130]])
    shown = Protector(groups, LEAST).protect(counts, [np.arange(4)])
    assert shown[0].tolist() == [True, True, False, False]


def test_numbers_are_rounded() -> None:
    assert about(np.array([20, 24, 26, 123]), ROUNDING).tolist() == [20, 20, 30, 120]


def worlds(count: int) -> Iterator[tuple[Groups, np.ndarray, np.ndarray]]:
    """Audiences by gender, age and job that hang together, and what they watched: by atom."""
    for seed in range(count):
        draw = np.random.default_rng(seed)
        gender = draw.choice(3, 700, p=[0.45, 0.5, 0.05]) - 1
        age = draw.choice(5, 700, p=[0.3, 0.3, 0.2, 0.15, 0.05])
        job = np.where(draw.random(700) < 0.7, np.minimum(age, 3), draw.choice(4, 700))
        dimensions = [
            Dimension("gender", ("F", "M"), gender),
            Dimension("age", tuple("abcde"), age),
            Dimension("job", tuple("wxyz"), job),
        ]
        groups = Groups.of(dimensions)
        sizes = np.bincount(groups.atom)
        chance = draw.beta(0.4, 4, 12) * draw.uniform(0.1, 2.0, (len(sizes), 12))
        yield groups, sizes, draw.binomial(sizes[:, None], np.clip(chance, 0, 1))


def published(groups: Groups, counts: np.ndarray, shown: np.ndarray) -> tuple[np.ndarray, ...]:
    """The groups that one attribute's shown figures are about, and how many watched it there."""
    rows = np.concatenate([groups.inside[shown], groups.outside[shown]])
    return rows, rows @ counts


def test_the_attacker_finds_no_hidden_figure() -> None:
    """Nothing small is pinned down from what is printed: its range stays as wide as a rounding."""
    tried = narrow = 0
    for groups, sizes, counts in worlds(3):
        shown = Protector(groups, LEAST).protect(counts)
        for attribute in range(counts.shape[1]):
            column, seen = counts[:, attribute], shown[:, attribute]
            if not seen.any():
                continue
            rows, true = published(groups, column, seen)
            printed = about(true, ROUNDING)
            for segment in np.flatnonzero(groups.inside @ column < LEAST):
                wanted = groups.inside[segment]
                low, high = reach(rows, printed, ROUNDING / 2, sizes, wanted)
                tried += 1
                narrow += high - low < ROUNDING
    assert tried > 30
    assert narrow == 0


def test_even_unrounded_no_hidden_figure_follows_from_the_shown_ones() -> None:
    """Rounding is the second wall: behind it suppression alone keeps every range open."""
    for groups, sizes, counts in worlds(1):
        shown = Protector(groups, LEAST).protect(counts)
        for attribute in range(counts.shape[1]):
            column, seen = counts[:, attribute], shown[:, attribute]
            rows, true = published(groups, column, seen)
            for segment in np.flatnonzero(groups.inside @ column < LEAST):
                low, high = reach(rows, true, 0.0, sizes, groups.inside[segment])
                assert low < high


def test_the_attacker_succeeds_where_only_small_figures_are_hidden() -> None:
    """The attack is a real one: hiding just the small figures is not enough."""
    recovered = 0
    for groups, sizes, counts in worlds(1):
        inside = groups.inside @ counts
        naive = inside >= LEAST
        for attribute in range(counts.shape[1]):
            rows, true = published(groups, counts[:, attribute], naive[:, attribute])
            for segment in np.flatnonzero(inside[:, attribute] < LEAST):
                low, high = reach(rows, true, 0.0, sizes, groups.inside[segment])
                recovered += low == high == inside[segment, attribute]
    assert recovered >= 5
