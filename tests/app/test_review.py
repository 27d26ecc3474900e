"""People decide about pairs; what they decide holds and shows in the next snapshot."""

from pathlib import Path

import pytest

from openslate.app.compare_records import CompareRecords
from openslate.app.import_files import ImportCatalogue
from openslate.app.make_snapshot import MakeSnapshot
from openslate.app.resolve import ResolveIdentities
from openslate.app.review_links import KIND, LinksWaiting, ReviewLink, link_views
from openslate.app.views import LinkView
from openslate.app.workspace import Workspace
from openslate.common.errors import NotFoundError
from openslate.store.reviews import ReviewStore
from openslate.testing.tiny import ITEM_HEADER, ITEM_ROWS, write_table
from openslate.testing.workspace import MadeWorkspace


@pytest.fixture
def unsure(tiny_copy: MadeWorkspace, tmp_path: Path) -> Workspace:
    """The tiny workspace after a delivery that dates Twelve Monkeys a year later."""
    rows = [(i, name, "1996" if i == "2" else year, kind) for i, name, year, kind in ITEM_ROWS]
    write_table(tmp_path / "later.item", ITEM_HEADER, rows)
    workspace = tiny_copy.open()
    ImportCatalogue(workspace)(tmp_path / "later.item", "movielens")
    ResolveIdentities(workspace)()
    return workspace


def waiting(workspace: Workspace) -> LinkView:
    (link,) = LinksWaiting(workspace)()
    return link


def test_an_unsure_pair_waits_and_stays_two_items(unsure: Workspace) -> None:
    link = waiting(unsure)
    assert (link.left_name, link.right_name) == ("Twelve Monkeys (1996)", "12 Monkeys (1995)")
    assert 0.2 <= link.confidence < 0.6
    assert MakeSnapshot(unsure)().items == 9


@pytest.mark.parametrize(
    ("same", "status", "items"), [(True, "accepted", 8), (False, "rejected", 9)]
)
def test_what_a_person_decides_holds(
    unsure: Workspace, same: bool, status: str, items: int
) -> None:
    link = waiting(unsure)
    decided = ReviewLink(unsure)(link.link, same=same, by="ann", because="I have seen both")
    assert decided.status == status
    for _ in range(2):
        report = ResolveIdentities(unsure)()
        assert report.waiting == 0
        assert MakeSnapshot(unsure)().items == items
    assert LinksWaiting(unsure)() == ()
    review = ReviewStore(unsure.database).latest(KIND, link.link)
    assert review is not None
    assert (review.reviewer, review.because) == ("ann", "I have seen both")
    assert review.at == unsure.clock.now()


def test_a_person_may_undo_what_the_method_accepted(tiny_copy: MadeWorkspace) -> None:
    with tiny_copy.open() as workspace:
        postman = next(v for v in link_views(workspace) if "Postino" in v.left_name)
        assert postman.status == "accepted"
        ReviewLink(workspace)(postman.link, same=False, by="ann", because="Two cuts")
        ResolveIdentities(workspace)()
        assert MakeSnapshot(workspace)().items == 9
        ReviewLink(workspace)(postman.link, same=True, by="bob", because="One film after all")
        assert MakeSnapshot(workspace)().items == 8
        told = ReviewStore(workspace.database).of_subject(KIND, postman.link)
        assert [review.reviewer for review in told] == ["bob", "ann"]


def test_a_link_nobody_knows_is_not_found(unsure: Workspace) -> None:
    with pytest.raises(NotFoundError, match="There is no link 'l0'"):
        ReviewLink(unsure)("l0", same=True, by="ann", because="")


def test_two_records_side_by_side(unsure: Workspace) -> None:
    fields = {field.field: field for field in CompareRecords(unsure)(waiting(unsure))}
    assert list(fields)[:2] == ["name", "year"]
    assert (fields["year"].left, fields["year"].right, fields["year"].differs) == (
        *("1996", "1995", True),
    )
    assert (fields["directors"].left, fields["directors"].right) == (None, "Terry Gilliam")
    assert not fields["directors"].differs
    assert fields["genres"].left == "Drama, Sci-Fi"
