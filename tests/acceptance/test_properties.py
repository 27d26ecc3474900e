"""What holds for every viewer: scores are sums of reasons, pages come out the same again."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openslate.app.desk import Desk
from openslate.app.views import Home, RequestContext
from openslate.common.seeds import generator_for
from openslate.recommend.models.recommender import Recommender
from openslate.store.journal import Journal
from openslate.store.viewers import ViewerStore
from tests.acceptance.random_requests import HomeRequest, invented_day, noon, random_requests

pytestmark = pytest.mark.real
SAMPLE = 50


@pytest.fixture(scope="module")
def visits(desk: Desk) -> list[HomeRequest]:
    viewers = sorted(ViewerStore(desk.workspace.database).frame()["viewer"])
    return list(random_requests(viewers, invented_day(desk), SAMPLE, "properties"))


@pytest.fixture(scope="module")
def homes(desk: Desk, visits: list[HomeRequest]) -> list[Home]:
    return [desk.home(v.viewer, v.context, history=v.history) for v in visits]


def shown(home: Home) -> list[tuple[str, list[str]]]:
    """Rows as a page has them: title and items."""
    return [(row.title, [card.item for card in row.cards]) for row in home.rows]


def assert_sums(model: Recommender, history: list[int], items: list[int]) -> None:
    """Base and contributions add up to the score of each item."""
    scores, base = model.scores(history), model.base(history)
    for item in items:
        addends = [c.amount for c in model.contributions(history, item)]
        total = float(base[item]) + sum(addends)
        size = float(np.abs(addends).sum()) + 1e-3
        assert abs(total - scores[item]) < 1e-4 * size


@given(st.data())
@settings(max_examples=SAMPLE, deadline=None)
def test_contributions_sum_to_the_score_for_any_history(desk: Desk, data: st.DataObject) -> None:
    model = desk.engine.model
    item = st.integers(0, model.size - 1)
    history = data.draw(st.lists(item, max_size=12, unique=True))
    assert_sums(model, history, data.draw(st.lists(item, min_size=1, max_size=3)))


def test_contributions_sum_to_the_score_for_real_viewers(
    desk: Desk, visits: list[HomeRequest], homes: list[Home]
) -> None:
    draw = generator_for("sums")
    index = desk.engine.snapshot.index_of
    for visit, home in zip(visits, homes, strict=True):
        cards = [card for row in home.rows for card in row.cards]
        picked = [cards[i].item for i in draw.integers(len(cards), size=2)]
        history = [index(card.item) for card in desk.viewer(visit.viewer).latest]
        assert_sums(desk.engine.model, history, [index(item) for item in picked])


def test_why_tells_all_that_is_in_a_score(desk: Desk, visits: list[HomeRequest]) -> None:
    for visit in visits[:10]:
        home = desk.home(visit.viewer, visit.context)
        why = desk.why(visit.viewer, home.rows[0].cards[0].item, visit.context)
        assert why.shown
        told = sum(share.amount for share in why.shares) + why.others
        assert told * why.factor == pytest.approx(why.score, rel=1e-4, abs=1e-5)


def test_without_history_the_page_depends_on_the_context_alone(
    desk: Desk, visits: list[HomeRequest]
) -> None:
    for visit, other in zip(visits[:20], visits[20:40], strict=True):
        homes = [desk.home(v.viewer, visit.context, history=False) for v in (visit, other)]
        assert homes[0].rows == homes[1].rows
        assert not homes[0].personal


def test_without_history_ages_between_two_protection_ages_see_the_same(desk: Desk) -> None:
    day = noon(invented_day(desk))
    context = desk.context(territory="GB", at=day, age=18, child_profile=False)

    def at(age: int) -> list[tuple[str, list[str]]]:
        return shown(desk.home("1", replace(context, age=age), history=False))

    assert at(18) == at(54) == at(90)
    assert at(13) == at(16)
    assert at(16) != at(18)


def test_pages_with_history_differ_between_viewers(desk: Desk, visits: list[HomeRequest]) -> None:
    context: RequestContext = visits[0].context
    viewers = sorted({visit.viewer for visit in visits})[:10]
    pages = [str(shown(desk.home(viewer, context))) for viewer in viewers]
    assert len(set(pages)) == len(viewers)


def test_a_replay_is_identical(desk: Desk, homes: list[Home]) -> None:
    replays = [desk.replay(home.journal_id) for home in homes]
    assert len(replays) == SAMPLE
    assert [r for r in replays if not r.identical] == []


def test_the_journal_keeps_what_was_shown(desk: Desk, homes: list[Home]) -> None:
    journal = Journal(desk.workspace.database)
    for home in homes:
        kept = journal.get(home.journal_id).payload["rows"]
        assert [(row["title"], row["items"]) for row in kept] == shown(home)
