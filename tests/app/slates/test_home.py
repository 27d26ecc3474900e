"""A home: five rows, nothing twice, nothing watched, every rule and quota met."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.app.pages import items_of, layout, watched_by

from openslate.app.desk import Desk
from openslate.app.views import Home, RequestContext
from openslate.common.errors import NotFoundError, SlateError
from openslate.store.journal import Journal

CHILD, STUDENT, ADULT, NEWCOMER = "1", "3", "30", "40"  # seven, 17, 24 and ten years old
EVENING = timedelta(hours=-2)  # from 21:30 to 19:30, before the watershed


def breaches(desk: Desk, home: Home) -> list[str]:
    """What the default rules forbid and the page shows: item by item, from the bare tables."""
    snapshot, context = desk.engine.snapshot, home.context
    day, age = context.at.date(), context.age or 0
    windows = snapshot.availability.rows(named=True)
    found = []
    for name in items_of(home):
        index = snapshot.index_of(name)
        minimum = snapshot.item["minimum_age"][index]
        here = [w for w in windows if w["item"] == index]
        open_now = [
            w
            for w in here
            if w["territory"] in ("world", context.territory)
            and (w["starts"] is None or w["starts"] <= day)
            and (w["ends"] is None or day < w["ends"])
        ]
        late = not "05:30" <= f"{context.at:%H:%M}" < "21:00"
        if not open_now:
            found.append(f"{name} is not available")
        if (minimum or 0) > age or ((minimum or 0) >= 17 and not late):
            found.append(f"{name} is for {minimum}")
        if minimum is None and age < 18:
            found.append(f"{name} is unrated")
        if context.child_profile and (minimum is None or minimum > 10):
            found.append(f"{name} is not for children")
    return found


def contexts(context: RequestContext) -> list[RequestContext]:
    """The same request elsewhere, earlier, and on a child's profile."""
    return [
        context,
        replace(context, territory="GB"),
        replace(context, at=context.at + EVENING),
        replace(context, child_profile=True),
    ]


@pytest.mark.parametrize("viewer", [CHILD, STUDENT, ADULT, NEWCOMER])
@pytest.mark.parametrize("history", [True, False])
def test_a_home_keeps_to_every_promise(town: Desk, viewer: str, history: bool) -> None:
    watched = set(watched_by(town, viewer))
    for context in contexts(town.context(viewer)):
        home = town.home(viewer, context, history=history)
        shown = items_of(home)
        assert len(home.rows) == 5
        assert len({row.key for row in home.rows}) == 5
        assert shown
        assert len(shown) == len(set(shown))
        assert breaches(town, home) == []
        assert not history or not watched & set(shown)


def test_the_checker_sees_a_breach(town: Desk) -> None:
    home = town.home(ADULT, town.context(ADULT))
    as_child = replace(home, context=replace(home.context, child_profile=True))
    assert breaches(town, as_child)


def test_quotas_hold_in_every_full_row(town: Desk) -> None:
    home = town.home(ADULT, town.context(ADULT))
    item, index = town.engine.snapshot.item, town.engine.snapshot.index_of
    assert home.conflicts == ()
    for row in home.rows:
        indices = [index(card.item) for card in row.cards]
        directors = [item["director"][i] for i in indices]
        assert max(map(directors.count, directors)) <= 2
        if row.key in ("chosen", "undiscovered", "editors"):
            assert len(indices) == 20
            assert sum(item["language"][i] != "en" for i in indices) >= 3
            assert sum(item["year"][i] < 1970 for i in indices) >= 2


def test_undiscovered_is_what_nobody_watched(town: Desk) -> None:
    home = town.home(ADULT, town.context(ADULT))
    rows = {row.key: row for row in home.rows}
    assert not any(card.has_history for card in rows["undiscovered"].cards)
    assert all(card.reason for card in rows["chosen"].cards)


def test_a_catalogue_too_small_says_what_was_eased(tiny: Desk) -> None:
    home = tiny.home("6", tiny.context("6"))
    assert sorted(card.name for row in home.rows for card in row.cards) == ["Seven", "Toy Story"]
    assert any("other-languages" in sentence for sentence in home.conflicts)
    assert any("The row has 2 items instead of 20" in note for note in home.rows[0].relaxed)


def test_the_journal_knows_what_a_page_was_made_from(town: Desk) -> None:
    home = town.home(ADULT, town.context(ADULT))
    entry = Journal(town.workspace.database).get(home.journal_id)
    assert (entry.viewer, entry.at) == (ADULT, town.workspace.clock.now())
    assert entry.provenance.snapshot == home.snapshot == town.status()["snapshot"]
    assert entry.provenance.model == home.model == town.status()["model"]
    assert entry.provenance.rulebook == home.rulebook == town.status()["rulebook"]
    assert entry.provenance.context["territory"] == "US"
    kept = [(row["title"], tuple(row["items"])) for row in entry.payload["rows"]]
    assert kept == layout(home)


@pytest.mark.parametrize(("one", "other"), [(18, 90), (13, 16), (0, 6), (None, None)])
def test_without_history_ages_of_one_band_get_one_page(
    town: Desk, one: int | None, other: int | None
) -> None:
    first = town.home(ADULT, replace(town.context(ADULT), age=one), history=False)
    second = town.home(STUDENT, replace(town.context(STUDENT), age=other), history=False)
    assert layout(first) == layout(second)
    assert first.rows == second.rows
    assert first.context == second.context
    assert not first.personal


def test_bands_differ_and_so_do_histories(town: Desk) -> None:
    context = town.context(ADULT)
    grown = town.home(ADULT, context, history=False)
    young = town.home(ADULT, replace(context, age=12), history=False)
    assert layout(grown) != layout(young)
    assert layout(town.home(ADULT, context)) != layout(town.home("29", context))


def test_the_same_request_gives_the_same_page(town: Desk) -> None:
    context = town.context(ADULT)
    assert layout(town.home(ADULT, context)) == layout(town.home(ADULT, context))


def test_a_viewer_nobody_knows_is_told_the_nearest(town: Desk) -> None:
    with pytest.raises(NotFoundError, match=r"There is no viewer '40x'.*nearest name is '40'"):
        town.home("40x", town.context())


def test_a_territory_that_is_none_is_refused(town: Desk) -> None:
    with pytest.raises(SlateError, match="'XX' is no territory"):
        town.context(ADULT, territory="XX")


def test_a_context_takes_what_is_said_then_the_profile_then_the_settings(town: Desk) -> None:
    profile = town.context(ADULT)
    assert (profile.territory, profile.age, profile.child_profile) == ("US", 24, False)
    assert profile.at == town.workspace.clock.now()
    said = town.context(ADULT, territory="gb", age=9, child_profile=True)
    assert (said.territory, said.age, said.child_profile) == ("GB", 9, True)
    nobody = town.context()
    assert (nobody.territory, nobody.age) == ("US", None)
