"""Questions about the rights of the tiny catalogue, on the day its windows are laid around."""

from collections.abc import Iterator
from datetime import date

import pytest

from openslate.app.catalogue.rights_queries import AskRights
from openslate.app.catalogue.rights_views import ExpiringRight
from openslate.app.workspace import Workspace
from openslate.common.errors import NotFoundError, SlateError
from openslate.testing.tiny import MOVIELENS, WIKIDATA
from openslate.testing.workspace import MadeWorkspace


@pytest.fixture
def workspace(tiny_workspace: MadeWorkspace) -> Iterator[Workspace]:
    with tiny_workspace.open() as opened:
        yield opened


def item(workspace: Workspace, source: str, record: str) -> str:
    snapshot = workspace.snapshot()
    return snapshot.ids[snapshot.item_of_record[source, record]]


def test_what_expires_in_the_next_days(workspace: Workspace) -> None:
    asked = AskRights(workspace)
    assert asked.expiring(16).rights == ()  # its last day is the seventeenth from today
    page = asked.expiring(17, "gb")
    assert (page.first, page.last) == (date(2026, 3, 15), date(2026, 3, 31))
    assert page.rights == (
        ExpiringRight(
            item=item(workspace, WIKIDATA, "tt0110877"),
            name="Il Postino: The Postman",
            territory="GB",
            last_day=date(2026, 3, 31),
            licence_type="subscription",
            audience=None,
            source="availability",
            row=2,
        ),
    )


def test_where_an_item_may_be_shown_and_why_not_elsewhere(workspace: Workspace) -> None:
    page = AskRights(workspace).where(item(workspace, WIKIDATA, "tt0114369"))  # Seven
    assert [(p.territory, p.available, p.reasons) for p in page.places] == [
        (
            "GB",
            False,
            (
                "No window names GB.",
                "On that day it may be shown in US.",
                "The nearest is the purchase licence for US, without end (availability, row 4).",
            ),
        ),
        ("US", True, ()),
    ]
    assert [(w.territory, w.licence_type, w.row) for w in page.windows] == [("US", "purchase", 4)]


def test_an_ended_licence_names_its_last_day(workspace: Workspace) -> None:
    amelie = item(workspace, WIKIDATA, "tt0211915")
    (place,) = AskRights(workspace).where(amelie, territory="GB").places
    assert place.reasons == (
        "The subscription licence for GB ended; its last day was 2026-03-14 (availability, row 6).",
    )
    (before,) = AskRights(workspace).where(amelie, territory="GB", on=date(2026, 3, 14)).places
    assert before.available is True


def test_nothing_is_known_of_an_item_without_windows(workspace: Workspace) -> None:
    (place,) = AskRights(workspace).where(item(workspace, MOVIELENS, "6"), territory="GB").places
    assert place.available is None
    assert place.reasons[0].startswith("No sheet of rights names it")


def test_gaps_within_a_range_come_before_items_without_any_rights(workspace: Workspace) -> None:
    page = AskRights(workspace).gaps("GB", date(2026, 3, 1), date(2026, 3, 31))
    assert [(g.name, g.first.day, g.last.day, g.whole) for g in page.gaps] == [
        ("Amélie", 15, 31, False),
        ("12 Monkeys", 1, 31, True),
        ("Seven", 1, 31, True),
    ]
    assert (page.total, page.whole) == (3, 2)
    assert AskRights(workspace).gaps("GB", page.first, page.last, limit=1, offset=2).total == 3


def test_mistakes_are_told_in_a_sentence(workspace: Workspace) -> None:
    asked = AskRights(workspace)
    with pytest.raises(SlateError, match="'Atlantis' is no territory"):
        asked.expiring(5, "Atlantis")
    with pytest.raises(SlateError, match="before it begins"):
        asked.gaps("GB", date(2026, 3, 2), date(2026, 3, 1))
    with pytest.raises(NotFoundError):
        asked.where("i000000000000")
