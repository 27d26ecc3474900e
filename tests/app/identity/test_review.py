"""People decide about pairs; what they decide holds and shows in the next snapshot."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from tests.doubtful_pairs import MONKEYS, TOYS, make_doubtful

from openslate.app.deliveries.import_files import ImportCatalogue
from openslate.app.identity.make_snapshot import MakeSnapshot
from openslate.app.identity.refresh_catalogue import RefreshCatalogue
from openslate.app.identity.resolve import ResolveIdentities
from openslate.app.identity.review_desk import ReviewDesk
from openslate.app.identity.review_links import KIND, LOOKED
from openslate.app.identity.review_views import Said
from openslate.app.identity.show_pair import read_contributions
from openslate.app.views import LinkView
from openslate.app.workspace import Workspace
from openslate.common.errors import ConflictError, NotFoundError, SlateError
from openslate.graph.links import LINK_SCHEMA, conform
from openslate.graph.vocabulary import Columns
from openslate.store.events import Event, EventStore
from openslate.store.reviews import NOBODY, ReviewStore
from openslate.testing.tiny import MOVIELENS, WIKIDATA
from openslate.testing.workspace import NOW, MadeWorkspace


@pytest.fixture
def unsure(tiny_copy: MadeWorkspace) -> Iterator[Workspace]:
    """The tiny workspace with two pairs that wait: ten items, eight if both were joined."""
    with make_doubtful(tiny_copy).open() as workspace:
        yield workspace


def refresh(workspace: Workspace) -> int:
    """Apply what people said; how many items there are then."""
    return RefreshCatalogue(workspace)(lambda _: lambda _done, _total: None).items


def pair_of(workspace: Workspace, name: str) -> LinkView:
    (link,) = ReviewDesk(workspace).find(name)
    return link


def waiting(workspace: Workspace) -> list[str]:
    return [link.left_name for link in ReviewDesk(workspace).queue().links]


def test_unsure_pairs_wait_by_doubt_times_reach(unsure: Workspace) -> None:
    queue = ReviewDesk(unsure).queue()
    assert [link.left_name for link in queue.links] == [MONKEYS, TOYS]
    assert (queue.waiting, queue.pending, queue.compared) == (2, 0, 5)
    assert [(b.left, b.right, b.waiting) for b in queue.between] == [(MOVIELENS, WIKIDATA, 2)]
    toys = queue.links[1]
    assert (toys.viewings, toys.status, toys.decided_by) == (5, "waiting", None)
    assert toys.left_item != toys.right_item


def test_more_viewings_move_a_pair_up(unsure: Workspace) -> None:
    events = EventStore(unsure.database)
    for viewer in range(40):
        events.add(WIKIDATA, Event(str(viewer), "tt0114709", "viewed", None, NOW))
    assert waiting(unsure) == [TOYS, MONKEYS]
    assert pair_of(unsure, "toy story").viewings == 5 + 40


def test_the_queue_of_two_sources(unsure: Workspace) -> None:
    desk = ReviewDesk(unsure)
    assert desk.queue((WIKIDATA, MOVIELENS), limit=1).waiting == 2
    assert len(desk.queue((WIKIDATA, MOVIELENS), limit=1).links) == 1
    assert desk.queue((MOVIELENS, "elsewhere")).links == ()


def test_one_after_the_other_whether_decided_or_not(unsure: Workspace) -> None:
    desk = ReviewDesk(unsure)
    first, second = (link.link for link in desk.queue().links)
    assert desk.after("") == first
    assert desk.after(first) == second
    desk.say(first, "same", by="ann")
    assert desk.after(first) == second
    assert desk.after(second) is None


@pytest.mark.parametrize(
    ("said", "status", "items"), [("same", "accepted", 9), ("different", "rejected", 10)]
)
def test_what_a_person_decides_holds(
    unsure: Workspace, said: Said, status: str, items: int
) -> None:
    desk, link = ReviewDesk(unsure), pair_of(unsure, "monkeys")
    decided = desk.say(link.link, said, by="ann", because="I have seen both")
    assert (decided.status, decided.decided_by, decided.pending) == (status, "ann", True)
    assert waiting(unsure) == [TOYS]
    for _ in range(2):
        assert MakeSnapshot(unsure)().items == items
        assert desk.queue().pending == 0
        again = pair_of(unsure, "monkeys")
        assert (again.status, again.decided_by, again.pending) == (status, "ann", False)
    review = ReviewStore(unsure.database).latest(KIND, link.link)
    assert review is not None
    assert (review.reviewer, review.because) == ("ann", "I have seen both")
    assert review.at == unsure.clock.now()


def test_deciding_leaves_the_graph_closed(unsure: Workspace) -> None:
    unsure.close()
    ReviewDesk(unsure).say(pair_of(unsure, "monkeys").link, "same", by="ann")
    assert "quads" not in vars(unsure)


def test_a_wrong_merge_is_split_and_joined_again(tiny_copy: MadeWorkspace) -> None:
    with tiny_copy.open() as workspace:
        desk, postman = ReviewDesk(workspace), pair_of(workspace, "postino")
        assert (postman.status, postman.decided_by) == ("accepted", None)
        assert desk.pair(postman.link).if_different == "Splits an item of 2 records, 4 viewings."
        desk.say(postman.link, "different", by="ann", because="Two cuts")
        assert refresh(workspace) == 9
        assert desk.pair(postman.link).if_same == "Joins 2 records, 4 viewings."
        desk.say(postman.link, "same", by="bob", because="One film after all")
        assert refresh(workspace) == 8
        told = desk.pair(postman.link).told
        assert [(t.by, t.status) for t in told] == [("bob", "accepted"), ("ann", "rejected")]


def test_taking_back_gives_the_pair_back_to_the_method(tiny_copy: MadeWorkspace) -> None:
    with tiny_copy.open() as workspace:
        desk, postman = ReviewDesk(workspace), pair_of(workspace, "postino")
        desk.say(postman.link, "different", by="ann")
        assert desk.say(postman.link, "undo", by="ann").pending is False  # never applied
        assert pair_of(workspace, "postino").status == "accepted"
        desk.say(postman.link, "different", by="ann")
        assert refresh(workspace) == 9
        undone = desk.say(postman.link, "undo", by="bob")
        assert (undone.status, undone.decided_by, undone.pending) == ("waiting", None, True)
        assert refresh(workspace) == 8
        settled = pair_of(workspace, "postino")
        assert (settled.status, settled.decided_by, settled.pending) == ("accepted", None, False)
        with pytest.raises(SlateError, match="nothing to take back"):
            desk.say(postman.link, "undo", by="bob")


@pytest.mark.parametrize(("said", "items"), [("different", 9), ("same", 8)])
def test_decisions_hold_in_a_graph_made_from_nothing(
    tiny_copy: MadeWorkspace, said: Said, items: int
) -> None:
    with tiny_copy.open() as workspace:
        desk, link = ReviewDesk(workspace), pair_of(workspace, "postino")
        desk.say(link.link, said, by="ann")
    for gone in ("graph", "graph-frames", "snapshots"):
        shutil.rmtree(tiny_copy.folder / gone)
    with tiny_copy.open() as workspace:
        ImportCatalogue(workspace)(tiny_copy.files.movies, "wikidata-films")
        ImportCatalogue(workspace)(tiny_copy.files.item, "movielens")
        assert refresh(workspace) == items
        again = pair_of(workspace, "postino")
        assert (again.link, again.decided_by, again.pending) == (link.link, "ann", False)


def test_the_second_of_two_editors_is_told(unsure: Workspace) -> None:
    desk, link = ReviewDesk(unsure), pair_of(unsure, "monkeys").link
    anns = bobs = desk.pair(link).seen
    assert anns == NOBODY
    desk.say(link, "same", by="ann", seen=anns)
    with pytest.raises(ConflictError, match="ann decided meanwhile that these are the same item"):
        desk.say(link, "different", by="bob", seen=bobs)
    assert desk.pair(link).link.status == "accepted"
    desk.say(link, "different", by="bob", seen=desk.pair(link).seen)
    assert desk.pair(link).link.status == "rejected"


def test_no_reason_is_a_reason_too_and_a_long_one_is_refused(unsure: Workspace) -> None:
    desk, link = ReviewDesk(unsure), pair_of(unsure, "monkeys").link
    desk.say(link, "same", by="ann", because="  ")
    assert desk.pair(link).told[0].because == LOOKED
    with pytest.raises(SlateError, match="too long"):
        desk.say(link, "same", by="ann", because="x" * 501)


def test_a_link_nobody_knows_is_not_found(unsure: Workspace) -> None:
    with pytest.raises(NotFoundError, match="There is no link 'l0'"):
        ReviewDesk(unsure).say("l0", "same", by="ann")


def test_two_records_side_by_side(unsure: Workspace) -> None:
    pair = ReviewDesk(unsure).pair(pair_of(unsure, "monkeys").link)
    fields = {field.field: field for field in pair.fields}
    assert list(fields)[:2] == ["name", "year"]
    assert [value.text for value in fields["name"].right] == ["12 Monkeys"]
    assert (fields["name"].agreement, fields["year"].agreement) == ("differs", "same")
    assert fields["directors"].agreement == "one-sided"
    assert [(v.text, v.shared) for v in fields["genres"].left] == [
        ("Drama", False),
        ("Sci-Fi", True),
    ]
    assert fields["genres"].agreement == "partly"
    assert [(p.label, p.after) for p in pair.contributions] == [("Name", 2.0), ("Genres", 0.0)]
    assert pair.if_same == "Joins 2 records, 4 viewings."
    assert pair.if_different == "Keeps 2 items apart."


def test_accents_and_case_are_no_difference(tiny_copy: MadeWorkspace) -> None:
    with tiny_copy.open() as workspace:
        pair = ReviewDesk(workspace).pair(pair_of(workspace, "amelie").link)
    names = next(field for field in pair.fields if field.field == "name")
    assert [value.text for value in (*names.left, *names.right)] == ["Amelie", "Amélie"]
    assert names.agreement == "same"


def test_an_item_is_looked_up_by_its_id_or_its_name(unsure: Workspace) -> None:
    desk = ReviewDesk(unsure)
    link = pair_of(unsure, "SE7EN")
    assert (link.status, link.left_item) == ("accepted", link.right_item)
    assert desk.find(link.left_item) == (link,)
    assert desk.find("nothing like this") == ()


def test_the_parts_of_the_sum_are_read_in_order() -> None:
    parts = tuple(read_contributions('[["Name", 2.5], ["Year", -1.0]]'))
    assert [(p.label, p.before, p.after) for p in parts] == [("Name", 0.0, 2.5), ("Year", 2.5, 1.5)]
    assert tuple(read_contributions(None)) == ()


def test_before_the_first_snapshot_one_sentence_says_so(tmp_path: Path) -> None:
    Workspace.create(tmp_path / "new").close()
    told = r"There is no snapshot yet\. Run 'slate snapshot'"
    with Workspace.open(tmp_path / "new") as workspace, pytest.raises(SlateError, match=told):
        ReviewDesk(workspace).queue()


def test_applying_runs_beside_the_pages(unsure: Workspace) -> None:
    desk, link = ReviewDesk(unsure), pair_of(unsure, "monkeys").link
    desk.say(link, "same", by="ann")
    unsure.close()
    before = desk.queue().snapshot
    assert desk.apply("ann").state == "running"
    done = desk._run.wait(120)
    assert (done.state, done.by, done.sentence[:5]) == ("done", "ann", "Done:")
    assert desk.queue().snapshot == done.snapshot != before
    assert desk.queue().pending == 0


def test_applying_says_when_the_graph_is_in_use(unsure: Workspace) -> None:
    desk = ReviewDesk(unsure)
    assert unsure.quads  # this process holds the folder
    desk.apply("ann")
    failed = desk._run.wait(120)
    assert failed.state == "failed"
    assert "another slate process may be using it" in failed.sentence


def test_resolving_hears_of_reviews_first(unsure: Workspace) -> None:
    desk, link = ReviewDesk(unsure), pair_of(unsure, "toy").link
    desk.say(link, "different", by="ann")
    ResolveIdentities(unsure)()
    rejected = unsure.quads.links.frame().filter(pl.col(Columns.STATUS) == "rejected")
    assert rejected[Columns.DECIDED_BY].to_list() == ["ann"]


def test_a_join_of_two_records_of_one_source_is_told(unsure: Workspace) -> None:
    link = ("movielens-100k", "2", "movielens-100k", "4", 0.4, "similar-name", "Alike.", "waiting")
    frame = pl.DataFrame([link], [*list(LINK_SCHEMA)[:8]], orient="row")
    links = unsure.quads.links
    links.put(pl.concat([links.frame(), conform(frame)]))
    MakeSnapshot(unsure)()
    twins = next(v for v in ReviewDesk(unsure).queue().links if v.left[:9] == v.right[:9])
    told = ReviewDesk(unsure).pair(twins.link).if_same
    assert told == "Joins 2 records, 9 viewings. Both have records of movielens-100k."
