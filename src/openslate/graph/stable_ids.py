"""Ids that stay: an item keeps its id through joins and splits, and no id is given twice."""

from collections.abc import Iterator

import polars as pl

from openslate.common.ids import short_id
from openslate.graph.clusters import HOME
from openslate.graph.vocabulary import Columns

KEYS = [Columns.SOURCE, Columns.RECORD]
OWN = "own"
FORMER = "former"
FORMER_SCHEMA = {Columns.SOURCE: pl.String, Columns.RECORD: pl.String, Columns.ID: pl.String}
NO_IDS = pl.Series(Columns.ID, [], pl.String)
PLACE, SHARED, FOUNDED = "place", "shared", "founded"


def item_id(source: str, record: str) -> str:
    """The id that this record gives to an item it founds."""
    return short_id("i", source, record)


def own_ids(records: pl.DataFrame) -> pl.Series:
    """The id that each record would give, `own`."""
    keys = records.select(KEYS).iter_rows()
    return pl.Series(OWN, [item_id(*key) for key in keys], pl.String)


def stable_ids(
    records: pl.DataFrame, former: pl.DataFrame, elsewhere: pl.Series = NO_IDS
) -> pl.DataFrame:
    """The id of each cluster: columns `home`, `id`.

    `records` have `home` and `own`, founders first; `former` says of which item each record was. A
    cluster takes the id of the former item with which it shares most records (else the one whose
    founder it has, else the one whose first record comes first), and each id goes to one cluster.
    A cluster left without takes the id of its founder, or of the next record whose id is free.
    `elsewhere` are ids that items of other records have.
    """
    kept = _kept(_overlaps(records, former))
    fresh = records.join(kept, on=HOME, how="anti", maintain_order="left")
    founders = fresh.unique(HOME, keep="first", maintain_order=True)
    given = pl.concat([kept[Columns.ID], elsewhere])
    taken = founders.filter(pl.col(OWN).is_in(given.implode()))
    free = founders.join(taken, on=HOME, how="anti").select(HOME, pl.col(OWN).alias(Columns.ID))
    if taken.is_empty():
        return pl.concat([kept, free])
    late = fresh.join(taken, on=HOME, how="semi", maintain_order="left")
    used = set(given) | set(free[Columns.ID])
    others = pl.DataFrame(list(_next_best(late, used)), dict(kept.schema), orient="row")
    return pl.concat([kept, free, others])


def _overlaps(records: pl.DataFrame, former: pl.DataFrame) -> pl.DataFrame:
    """How many records each cluster shares with each former item, and where the first stands."""
    known = former.select(*KEYS, pl.col(Columns.ID).alias(FORMER))
    return (
        records.select(*KEYS, HOME, OWN)
        .with_row_index(PLACE)
        .join(known, on=KEYS)
        .group_by(HOME, FORMER)
        .agg(
            pl.len().alias(SHARED),
            (pl.col(OWN) == pl.col(FORMER)).any().alias(FOUNDED),
            pl.col(PLACE).min(),
        )
    )


def _kept(overlaps: pl.DataFrame) -> pl.DataFrame:
    """Clusters that take a former id: most shared records first, one to one."""
    alone = (pl.len().over(HOME) == 1) & (pl.len().over(FORMER) == 1)
    plain = overlaps.filter(alone).select(HOME, pl.col(FORMER).alias(Columns.ID))
    rivals = overlaps.filter(~alone).sort(
        SHARED, FOUNDED, PLACE, FORMER, descending=[True, True, False, False]
    )
    taken: dict[int, str] = {}
    given: set[str] = set()
    for home, former in rivals.select(HOME, FORMER).iter_rows():
        if home not in taken and former not in given:
            taken[home] = former
            given.add(former)
    return pl.concat([plain, pl.DataFrame(list(taken.items()), dict(plain.schema), orient="row")])


def _next_best(records: pl.DataFrame, used: set[str]) -> Iterator[tuple[int, str]]:
    """An unused id for each of these clusters, whose founder's own id is another's."""
    for (home,), cluster in records.group_by([HOME], maintain_order=True):
        source, record = cluster.select(KEYS).row(0)
        own = (one for one in cluster[OWN] if one not in used)
        found = next(own, None) or next(n for n in _numbered(source, record) if n not in used)
        used.add(found)
        yield int(str(home)), found


def _numbered(source: str, record: str) -> Iterator[str]:
    number = 2
    while True:
        yield short_id("i", source, record, str(number))
        number += 1
