"""Who watched the same within minutes."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.audience.integrity.worlds import Seen, viewings

from openslate.audience.integrity.co_viewing import ChanceMeetings
from openslate.audience.integrity.coincidences import count_coincidences
from openslate.audience.integrity.popularity_then import share_then

SEEN = [
    ("ada", "heat", 0),
    ("bob", "heat", 9),
    ("cy", "heat", 11),
    ("ada", "seven", 100),
    ("bob", "seven", 95),
    ("cy", "seven", 200),
]


def test_counted_by_hand() -> None:
    found = count_coincidences(viewings(SEEN), 600, widest=10, most_pairs=100)
    assert found.pairs.tolist() == [[0, 1], [1, 2]]  # ada and cy are eleven minutes apart
    assert found.count.tolist() == [2, 1]
    assert found.of(np.array([[0, 2], [0, 1]])).tolist() == [0, 2]


def test_what_very_many_share_says_nothing_of_two() -> None:
    crowd = [(f"v{n}", "final", 0.1 * n) for n in range(20)]
    found = count_coincidences(viewings(SEEN + crowd), 600, widest=10, most_pairs=100)
    assert found.count.sum() == 3
    assert not found.told[viewings(SEEN + crowd).title == 0].any()


def test_memory_is_bounded_by_leaving_out_the_widest() -> None:
    crowd = [(f"v{n}", "final", 0.1 * n) for n in range(20)]
    found = count_coincidences(viewings(SEEN + crowd), 600, widest=64, most_pairs=10)
    assert found.widest < 19
    assert found.count.sum() == 3


seen = st.lists(
    st.tuples(
        st.sampled_from(["ada", "bob", "cy", "dee"]),
        st.sampled_from(["heat", "seven"]),
        st.integers(0, 60).map(float),
    ),
    max_size=12,
)


@settings(max_examples=40)
@given(seen)
def test_the_same_as_comparing_all_with_all(seen: list[Seen]) -> None:
    told = viewings(seen, same_hours=1)
    found = count_coincidences(told, 600, widest=100, most_pairs=1_000)
    expected: dict[tuple[int, int], int] = {}
    for a in range(len(told)):
        for b in range(a):
            pair = tuple(sorted((int(told.viewer[a]), int(told.viewer[b]))))
            same = told.title[a] == told.title[b] and pair[0] != pair[1]
            if same and abs(told.second[a] - told.second[b]) <= 600:
                expected[pair] = expected.get(pair, 0) + 1
    counted = zip(map(tuple, found.pairs.tolist()), found.count.tolist(), strict=True)
    assert dict(counted) == expected


def test_expected_by_hand() -> None:
    told = viewings([("ada", "heat", 0), ("ada", "seven", 400), ("bob", "x", 5), ("bob", "y", 6)])
    share = np.full(4, 0.1)
    clock = ChanceMeetings(told, share, 600, session=3_600)
    expected = clock.expected(np.array([[0, 1]]))
    # ada began one viewing while bob began two: 1 - exp(-2 x .1); the other nobody was near
    assert expected.mean[0] == -np.expm1(-0.2)
    assert expected.sessions[0] == 1.0


def test_what_everybody_watches_now_is_no_surprise() -> None:
    quiet = [(f"v{n}", f"t{n}", 60.0 * n) for n in range(100)]
    premiere = [(f"w{n}", "final", 3_000 + 0.01 * n) for n in range(50)]
    told = viewings(quiet + premiere)
    final = told.titles.index(("m", "final"))
    shares = share_then(told, nearest=100)
    assert shares[told.title == final].min() > 0.3
    assert shares[told.title != final].max() < 0.01
