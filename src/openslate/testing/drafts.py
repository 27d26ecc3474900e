"""What every SQL database must do for drafts; run it on yours.

Give a fixture `database` with an empty, migrated `Database`.
"""

from datetime import UTC, datetime

import pytest

from openslate.common.errors import NotFoundError
from openslate.store.database import Database
from openslate.store.drafts import DraftStore, KeptDraft, NewDraft
from openslate.testing.clock import FrozenClock

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


class DraftStoreTests:
    """Drafts are found again with their versions as a tree; the last pick counts."""

    NEW = NewDraft("logline", "Amélie", "i1", {"length": "short"})

    @pytest.fixture
    def store(self, database: Database) -> DraftStore:
        return DraftStore(database, FrozenClock(NOON))

    @pytest.fixture
    def kept(self, store: DraftStore) -> KeptDraft:
        return store.keep(self.NEW, [{"n": 1}, {"n": 2, "t": "é"}], by="ada", decision="j1")

    def test_what_went_in_comes_out(self, store: DraftStore, kept: KeptDraft) -> None:
        assert store.get(kept.id) == kept
        assert (kept.title, kept.item, kept.at, kept.made_by) == ("Amélie", "i1", NOON, "ada")
        first, second = store.versions(kept.id)
        assert (first.content, second.content) == ({"n": 1}, {"n": 2, "t": "é"})
        assert (first.parent, first.decision) == (None, "j1")

    def test_an_edit_is_a_child(self, store: DraftStore, kept: KeptDraft) -> None:
        first = store.versions(kept.id)[0]
        child = store.add(first, {"n": 3}, by="bob", decision="j2")
        grandchild = store.add(child, {"n": 4}, by="bob", decision="j3")
        assert (child.parent, grandchild.parent) == (first.id, child.id)
        assert [one.content["n"] for one in store.versions(kept.id)] == [1, 2, 3, 4]
        assert store.contents([child.id, "v0"]) == {child.id: {"n": 3}}

    def test_the_last_pick_counts(self, store: DraftStore, kept: KeptDraft) -> None:
        first, second = store.versions(kept.id)
        shown = [first.id, second.id]
        assert store.picked(kept.id) is None
        for version in (first, second):
            store.pick(version, shown, by="ada", because="shorter")
        found = store.picked(kept.id)
        assert found is not None
        assert (found.version, list(found.shown), found.because) == (second.id, shown, "shorter")
        assert [pick.version for pick in store.picks("logline")] == [second.id]
        assert store.picks("press") == []

    def test_pages_of_drafts(self, store: DraftStore, kept: KeptDraft) -> None:
        later = store.keep(NewDraft("press", "Seven"), [], by="ada")
        assert [one.id for one in store.page()] == [later.id, kept.id]
        assert [one.id for one in store.page(before=later.id)] == [kept.id]
        assert [one.id for one in store.page(kind="press", limit=1)] == [later.id]

    def test_what_is_not_there_is_told(self, store: DraftStore) -> None:
        with pytest.raises(NotFoundError, match="no draft 'd0'"):
            store.get("d0")
        with pytest.raises(NotFoundError, match="no version 'v0'"):
            store.version("v0")
        assert store.versions("d0") == []
