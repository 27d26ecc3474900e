"""Values that items have in common, as groups."""

import polars as pl

from openslate.rules.grouping import groups_by


def test_one_value_is_one_group() -> None:
    groups = groups_by(pl.Series(["Lang", None, "Hitchcock", "Lang"]))
    assert [groups.of(item) for item in range(4)] == [(1,), (), (0,), (1,)]


def test_a_list_is_a_group_for_each_entry() -> None:
    made_by = [["Coen", "Coen E."], [], None, ["Lang", "Coen"], ["Lang", None, "Lang"]]
    groups = groups_by(pl.Series(made_by, dtype=pl.List(pl.String)))
    assert [groups.of(item) for item in range(5)] == [(0, 1), (), (), (0, 2), (2,)]
