"""Deliveries listed, taken back and restored: everything only they said goes, and comes back."""

from collections.abc import Iterator

import pytest

from openslate.app.deliveries.gone_items import GoneError, telling_why_gone, why_gone
from openslate.app.deliveries.import_files import ImportCatalogue
from openslate.app.deliveries.withdraw import (
    ForeseeWithdrawal,
    ListDeliveries,
    RestoreDelivery,
    WithdrawDelivery,
)
from openslate.app.identity.make_snapshot import MakeSnapshot
from openslate.app.workspace import Workspace
from openslate.common.errors import NotFoundError, SlateError
from openslate.common.text import fold
from openslate.graph.stable_ids import item_id
from openslate.graph.vocabulary import Columns
from openslate.testing.tiny import ITEM_HEADER, MOVIELENS, TRUE_PAIRS, WIKIDATA, write_table
from openslate.testing.workspace import MadeWorkspace

MOVIELENS_ONLY = item_id(MOVIELENS, "7")


@pytest.fixture
def workspace(tiny_copy: MadeWorkspace) -> Iterator[Workspace]:
    with tiny_copy.open() as opened:
        yield opened


def of(workspace: Workspace, source: str) -> str:
    """The id of a source's only delivery."""
    (view,) = ListDeliveries(workspace)(source)
    return view.delivery


def test_the_list_says_what_came_and_whether_it_counts(workspace: Workspace) -> None:
    views = ListDeliveries(workspace)()
    assert [(v.source, v.file, v.kind, v.records, v.standing) for v in views] == [
        ("availability", "availability.csv", "availability", 6, "counts"),
        (MOVIELENS, "ml-100k.item", "works", 7, "counts"),
        (WIKIDATA, "movies.db", "works", 6, "counts"),
    ]


def test_what_would_go_is_said_before(workspace: Workspace) -> None:
    effect = ForeseeWithdrawal(workspace)(of(workspace, MOVIELENS))
    # Seven records; five are linked to a film of Wikidata, so two items go.
    assert (effect.records, effect.back, effect.items, effect.left) == (7, 0, 2, 6)
    claims = workspace.snapshot().claim.filter(source=MOVIELENS)
    assert 0 < effect.facts < claims.height  # some years are said by both
    assert ListDeliveries(workspace)(MOVIELENS)[0].standing == "counts"


def test_what_only_a_withdrawn_delivery_said_disappears(workspace: Workspace) -> None:
    before = workspace.snapshot()
    done = WithdrawDelivery(workspace)(of(workspace, MOVIELENS), by="mia", because="wrong  file")
    assert (done.delivery.standing, done.delivery.withdrawn_because) == (
        "withdrawn by mia",
        "wrong file",
    )
    MakeSnapshot(workspace)()
    after = workspace.snapshot()
    assert (before.size, after.size) == (8, 8 - (done.effect.items or 0))
    assert MOVIELENS in set(before.claim[Columns.SOURCE])
    for table in (after.claim, after.record):
        assert MOVIELENS not in set(table[Columns.SOURCE])


def test_the_facts_that_go_are_those_that_no_item_has_afterwards(workspace: Workspace) -> None:
    columns = (Columns.FIELD, Columns.VALUE, Columns.SOURCE, Columns.RECORD)
    before = set(workspace.snapshot().claim.select(columns).rows())
    effect = ForeseeWithdrawal(workspace)(of(workspace, MOVIELENS))
    twin = dict(TRUE_PAIRS)
    said = {(f, fold(v), r) for f, v, s, r in before if s == WIKIDATA}
    mine = [(f, fold(v), twin.get(r)) for f, v, s, r in before if s == MOVIELENS]
    assert effect.facts == sum(fact not in said for fact in mine)


def test_restoring_brings_everything_back(workspace: Workspace) -> None:
    before = workspace.snapshot()
    delivery = of(workspace, MOVIELENS)
    gone = WithdrawDelivery(workspace)(delivery, by="mia", because="wrong").effect
    MakeSnapshot(workspace)()
    back = RestoreDelivery(workspace)(delivery, by="mia", because="it was right")
    assert (back.effect.records, back.delivery.standing) == (gone.records, "counts")
    MakeSnapshot(workspace)()
    after = workspace.snapshot()
    assert after.item.equals(before.item)
    assert after.claim.equals(before.claim)


def test_the_delivery_before_counts_again(workspace: Workspace, tiny_copy: MadeWorkspace) -> None:
    file = tiny_copy.folder.parent / "ml-100k.item"  # the fixture's own file serves other tests
    write_table(file, ITEM_HEADER, [("1", "Il Postino", "1994", "Drama")])
    ImportCatalogue(workspace)(file, "movielens")
    newest, oldest = ListDeliveries(workspace)(MOVIELENS)
    assert (newest.standing, oldest.standing) == ("counts", "replaced")
    assert ForeseeWithdrawal(workspace)(oldest.delivery).records == 0
    effect = ForeseeWithdrawal(workspace)(newest.delivery)
    assert (effect.records, effect.back) == (0, 6)


def test_windows_can_be_taken_back_too(workspace: Workspace) -> None:
    effect = WithdrawDelivery(workspace)(
        of(workspace, "availability"), by="mia", because="not signed"
    ).effect
    assert (effect.records, effect.items, effect.left) == (6, 0, 0)
    MakeSnapshot(workspace)()
    assert workspace.snapshot().availability.is_empty()


def test_an_item_that_went_says_why(workspace: Workspace) -> None:
    WithdrawDelivery(workspace)(of(workspace, MOVIELENS), by="mia", because="no licence")
    MakeSnapshot(workspace)()
    with (
        pytest.raises(GoneError, match=r"mia withdrew ml-100k\.item of movielens-100k.*no licence"),
        telling_why_gone(workspace, MOVIELENS_ONLY),
    ):
        workspace.snapshot().index_of(MOVIELENS_ONLY)
    for _, film in TRUE_PAIRS:  # these are still said by the other source
        workspace.snapshot().index_of(item_id(WIKIDATA, film))


def test_an_item_that_is_no_longer_delivered_says_so(
    workspace: Workspace, tiny_copy: MadeWorkspace
) -> None:
    file = tiny_copy.folder.parent / "ml-100k.item"  # the fixture's own file serves other tests
    write_table(file, ITEM_HEADER, [("1", "Il Postino", "1994", "Drama")])
    ImportCatalogue(workspace)(file, "movielens")
    MakeSnapshot(workspace)()
    gone = why_gone(workspace, MOVIELENS_ONLY)
    assert gone
    assert "delivered it last in ml-100k.item on 2026-03-14, and no longer does" in str(gone)


def test_an_item_that_never_was_is_not_found(workspace: Workspace) -> None:
    for nonsense in ("i000000000000", "../etc", ""):
        with (
            pytest.raises(NotFoundError, match="There is no item") as error,
            telling_why_gone(workspace, nonsense),
        ):
            workspace.snapshot().index_of(nonsense)
        assert not isinstance(error.value, GoneError)


def test_wrong_requests_are_told(workspace: Workspace) -> None:
    delivery = of(workspace, MOVIELENS)
    withdraw = WithdrawDelivery(workspace)
    with pytest.raises(NotFoundError, match="There is no delivery 'dnone'"):
        withdraw("dnone", by="mia", because="wrong")
    with pytest.raises(NotFoundError, match="There are several deliveries whose ids begin"):
        withdraw("d", by="mia", because="wrong")
    with pytest.raises(SlateError, match="needs a reason"):
        withdraw(delivery, by="mia", because="  ")
    withdraw(delivery[:8], by="mia", because="wrong")
    with pytest.raises(SlateError, match="was withdrawn already, by mia"):
        withdraw(delivery, by="tom", because="wrong")
    other = of(workspace, WIKIDATA)
    with pytest.raises(SlateError, match=r"movies\.db is not withdrawn"):
        RestoreDelivery(workspace)(other, by="mia")
