"""Ids through joins and splits."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from openslate.graph.clusters import HOME
from openslate.graph.former_items import NOTHING_BEFORE, FormerItems, redirects
from openslate.graph.stable_ids import KEYS, OWN, item_id, own_ids, stable_ids

RECORDS = "abcdef"


def made(homes: dict[str, int], before: FormerItems = NOTHING_BEFORE) -> FormerItems:
    """The items of records that are in these clusters; records of one source `s`, in order."""
    rows = [("s", record, home) for record, home in sorted(homes.items())]
    frame = pl.DataFrame(rows, [*KEYS, HOME], orient="row")
    records = frame.with_columns(own_ids(frame))
    records = records.join(stable_ids(records, before.records), on=HOME, maintain_order="left")
    return FormerItems(records.select(*KEYS, "id", OWN), redirects(records, before))


def ids(items: FormerItems) -> dict[str, str]:
    """Each record's item, named by the record that founded it."""
    names = {item_id("s", record): record for record in RECORDS}
    told = items.records.select("record", "id").iter_rows()
    return {record: names.get(item, item) for record, item in told}


def leads(items: FormerItems) -> dict[str, str]:
    names = {item_id("s", record): record for record in RECORDS}
    return {names[a]: names[b] for a, b in items.redirects.iter_rows()}


def test_a_join_keeps_the_id_of_the_larger_part() -> None:
    before = made({"a": 1, "b": 2, "c": 2})
    assert ids(before) == {"a": "a", "b": "b", "c": "b"}
    joined = made({"a": 7, "b": 7, "c": 7}, before)
    assert ids(joined) == {"a": "b", "b": "b", "c": "b"}
    assert leads(joined) == {"a": "b", "c": "b"}


def test_a_join_of_equals_keeps_the_id_of_the_first() -> None:
    joined = made({"a": 1, "b": 1}, made({"a": 1, "b": 2}))
    assert ids(joined) == {"a": "a", "b": "a"}


def test_a_split_leaves_the_id_with_the_larger_part() -> None:
    before = made({"a": 1, "b": 1, "c": 1})
    split = made({"a": 1, "b": 2, "c": 2}, before)
    names = ids(split)
    assert (names["b"], names["c"]) == ("a", "a")
    assert names["a"] not in RECORDS  # its own id is taken, so it gets a new one
    assert leads(split) == {"b": "a", "c": "a"}


def test_a_split_in_halves_leaves_the_id_with_the_founder() -> None:
    split = made({"a": 1, "b": 2}, made({"a": 1, "b": 1}))
    assert ids(split) == {"a": "a", "b": "b"}
    assert leads(split) == {}


def test_an_id_leads_on_through_two_joins() -> None:
    once = made(
        {"b": 1, "c": 1, "d": 2, "e": 2, "f": 2}, made({"b": 1, "c": 2, "d": 3, "e": 3, "f": 3})
    )
    twice = made({"c": 1, "d": 1, "e": 1, "f": 1}, once)  # b is gone, and c is with the larger
    assert leads(once)["c"] == "b"
    assert leads(twice) == {"b": "d", "c": "d", "e": "d", "f": "d"}


def test_what_is_gone_altogether_leads_nowhere() -> None:
    assert leads(made({"b": 2}, made({"a": 1, "b": 2}))) == {}


CLUSTERS = st.dictionaries(st.sampled_from(RECORDS), st.integers(0, 3), min_size=1)


@settings(max_examples=200, deadline=None)
@given(st.lists(CLUSTERS, min_size=2, max_size=6))
def test_whatever_is_joined_and_split(history: list[dict[str, int]]) -> None:
    before = made(history[0])
    for homes in history[1:]:
        now = made(homes, before)
        item_of = dict(now.records.select("record", "id").iter_rows())
        together = {
            (homes[a] == homes[b]) for a in homes for b in homes if item_of[a] == item_of[b]
        }
        assert together == {True}  # no id is given twice
        assert len(set(item_of.values())) == len(set(homes.values()))
        here, away = set(item_of.values()), dict(now.redirects.iter_rows())
        assert not here & set(away)
        assert set(away.values()) <= here  # straight to an item: nothing chains, nothing loops
        for former, group in before.records.group_by("id"):
            left = [item_of[record] for record in group["record"] if record in item_of]
            if left:
                assert former[0] in here | set(away)  # an id with a record left leads somewhere
            if len(set(left)) == 1 and len(left) * 2 > homes_of(left[0], item_of):
                assert former[0] == left[0]  # the larger part of its new item: it keeps its id
        unchanged = made(homes, now)
        assert unchanged.records.equals(now.records)
        assert unchanged.redirects.equals(now.redirects)
        before = now


def homes_of(item: str, item_of: dict[str, str]) -> int:
    """How many records an item has."""
    return list(item_of.values()).count(item)
