"""Picks train a ranking, which is measured on picks that it did not see."""

import random

import pytest
from tests.assistant.drafts.writers import writer
from tests.assistant.grounding.facts_of_two import FACTS

from openslate.assistant.drafts import DraftKind, DraftOrder
from openslate.assistant.drafts.attributes import ATTRIBUTES, attributes
from openslate.assistant.drafts.preferences import LEAST, Pick, Ranking, agreement, learn


def picks(n: int, likes: dict[str, float], noise: float = 0.1) -> list[Pick]:
    """Picks of an editor with a known taste, who is sometimes wrong."""
    chance = random.Random(5)
    made = []
    for _ in range(n):
        shown = [{name: chance.gauss(0, 1) for name in ATTRIBUTES} for _ in range(4)]
        worth = [
            sum(likes.get(name, 0) * value for name, value in one.items()) + chance.gauss(0, noise)
            for one in shown
        ]
        place = worth.index(max(worth))
        others = tuple(one for n, one in enumerate(shown) if n != place)
        made.append(Pick(shown[place], others, place))
    return made


def test_a_known_taste_is_learned_and_found_again() -> None:
    made = picks(80, {"hook": 1.0, "length": -1.0})
    weights = learn(made).weights
    assert weights["hook"] > 0 > weights["length"]
    assert max(abs(w) for name, w in weights.items() if name not in ("hook", "length")) < (
        weights["hook"] / 3
    )
    found = agreement(made)
    assert found is not None
    assert found.share > 0.9
    assert (found.picks, found.pairs) == (80, 240)
    assert found.low < found.share <= found.high
    assert 0.3 < found.shown < 0.7


def test_no_taste_is_told_as_none() -> None:
    found = agreement(picks(80, {}, noise=1))
    assert found is not None
    assert found.low < 0.55
    assert found.share < 0.65


@pytest.mark.parametrize("n", [0, LEAST - 1])
def test_too_few_picks_teach_nothing_and_say_nothing(n: int) -> None:
    made = picks(n, {"hook": 1.0})
    assert learn(made) == Ranking({})
    assert agreement(made) is None


def test_picks_without_others_are_no_evidence() -> None:
    alone = [Pick(dict.fromkeys(ATTRIBUTES, 1.0), ())] * LEAST
    assert learn(alone) == Ranking({})


def test_a_ranking_orders_what_is_shown() -> None:
    order = DraftOrder(DraftKind.LOGLINE, FACTS)
    short = writer(ranking=Ranking({"length": -1.0})).write(order).candidates
    lengths = [len(one.text.split()) for one in short]
    assert lengths == sorted(lengths)


def test_attributes_can_be_counted_by_hand() -> None:
    found = attributes("Can Brad Pitt survive? A crime thriller of 1995.", FACTS)
    assert (found["names"], found["genre_words"], found["years"], found["hook"]) == (1, 2, 1, 2)
    assert found["sentence_length"] == pytest.approx(0.45)
    assert set(found) == set(ATTRIBUTES)
    assert set(attributes("", ())) == set(ATTRIBUTES)
