"""Why an item is on a page, or is not: the same answer as the page itself."""

import pytest
from tests.app.pages import item_named, items_of, watched_by

from openslate.app.desk import Desk
from openslate.common.errors import NotFoundError
from openslate.decision.verdict import Verdict

ADULT, CHILD = "30", "1"


def test_shares_and_the_rest_sum_to_the_score_of_every_item_shown(town: Desk) -> None:
    context = town.context(ADULT)
    home = town.home(ADULT, context)
    scores = town.engine.model.scores([town.engine.snapshot.index_of(i) for i in seen(town)])
    for item in items_of(home)[::7]:
        why = town.why(ADULT, item, context)
        assert why.shown
        assert why.change == ()
        total = sum(share.amount for share in why.shares) + why.others
        assert total == pytest.approx(scores[town.engine.snapshot.index_of(item)], abs=1e-5)
        assert total * why.factor == pytest.approx(why.score)


def seen(town: Desk) -> list[str]:
    return watched_by(town, ADULT)


def test_a_shown_item_has_its_place_and_who_carried_it(town: Desk) -> None:
    context = town.context(ADULT)
    row = town.home(ADULT, context).rows[0]
    why = town.why(ADULT, row.cards[2].item, context)
    assert why.place == "Chosen for you, place 3"
    assert f"is in Chosen for you, place 3: mostly because of {why.shares[0].name}" in why.sentence
    assert {share.item for share in why.shares} <= set(seen(town))
    assert any(share.in_common for share in why.shares)
    assert all(0 < share.percent <= 100 for share in why.shares)
    assert row.cards[2].reason == f"Because you watched {why.shares[0].name}"


def test_what_was_watched_is_not_shown(town: Desk) -> None:
    why = town.why(ADULT, seen(town)[0], town.context(ADULT))
    assert not why.shown
    assert why.rank is None
    assert "because this viewer has watched it" in why.sentence
    assert len(why.change) == 1


def test_a_rule_that_blocks_is_named_with_its_facts(town: Desk) -> None:
    item = item_named(town, "Twisted Detective")  # film 239: unrated
    why = town.why(CHILD, item, town.context(CHILD))
    assert not why.shown
    assert why.verdict is Verdict.BLOCK
    assert [f.rule for f in why.findings if f.verdict is Verdict.BLOCK] == ["unrated-for-the-young"]
    assert "Twisted Detective has no age rating" in why.sentence
    assert "would have to let it through (now " in why.change[0]
    assert "the viewer's age is 7" in why.change[0]
    assert "rank it" in why.change[1]


def test_an_item_without_a_name_is_on_no_page(tiny: Desk) -> None:
    nameless = next(i for i in tiny.engine.snapshot.ids if tiny.card(i).name == "Untitled")
    why = tiny.why("2", nameless, tiny.context("2"))
    assert (why.shown, why.verdict) == (False, Verdict.BLOCK)
    assert "No catalogue gives this item a name." in why.sentence


def test_rights_are_binding(town: Desk) -> None:
    item = item_named(town, "Eleventh Harbour")  # film 4 is open everywhere, film 3 not yet
    assert town.why(ADULT, item, town.context(ADULT)).verdict < Verdict.REVIEW
    closed = town.why(ADULT, item_named(town, "Distant Harbour"), town.context(ADULT))
    assert closed.verdict is Verdict.BLOCK
    assert "is not available in US on 15 March 2026" in closed.sentence
    assert "(now the item is not available" in closed.change[0]
    assert "it is binding, so no review can lift it" in closed.change[0]


def test_what_ranks_too_low_is_told_the_score_it_would_need(town: Desk) -> None:
    context = town.context(ADULT)
    shown = set(items_of(town.home(ADULT, context)))
    low = [w for w in every_why(town) if w.item not in shown and w.rank and w.rank > 60]
    assert low
    why = low[0]
    assert f"may be shown but ranks {why.rank} for this viewer" in why.sentence
    assert any(f"it has {why.score:.4f}" in change for change in why.change)


def test_ranks_count_allowed_items_from_the_best(town: Desk) -> None:
    ranks = sorted(why.rank for why in every_why(town) if why.rank)
    allowed = town.engine.judge(None, town.context(ADULT)).allowed.sum()
    assert ranks[0] == 1
    assert ranks[-1] <= allowed


def every_why(town: Desk) -> list:
    context = town.context(ADULT)
    return [town.why(ADULT, item, context) for item in town.engine.snapshot.ids[::6]]


def test_without_history_nothing_personal_is_said(town: Desk) -> None:
    context = town.context(ADULT)
    home = town.home(ADULT, context, history=False)
    why = town.why(ADULT, home.rows[0].cards[0].item, context, history=False)
    assert why.shown
    assert why.shares == ()
    assert why.score == pytest.approx(why.others * why.factor)
    assert "Watched most here" in why.sentence


def test_an_item_nobody_knows_is_a_clear_answer(town: Desk) -> None:
    with pytest.raises(NotFoundError, match=r"There is no item 'i0'.*slate item find"):
        town.why(ADULT, "i0", town.context(ADULT))
