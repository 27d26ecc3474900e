"""Which records are one item, worked out only where records or links changed."""

from dataclasses import dataclass

import polars as pl

from openslate.graph.canonical import Gathered, gather
from openslate.graph.canonical_memory import HASH, Remembered
from openslate.graph.changes import record_hashes
from openslate.graph.former_items import FormerItems
from openslate.graph.known import Known
from openslate.graph.links import ACCEPTED, PAIR
from openslate.graph.stable_ids import KEYS, OWN, own_ids
from openslate.graph.vocabulary import Columns

WAS, WAS_HASH, PART = "was", "was_hash", "part"
DECISIVE = [*PAIR, Columns.CONFIDENCE, Columns.STATUS, Columns.DECIDED_BY]
"""What of a link counts for who is who."""


@dataclass(frozen=True)
class Regathered:
    """Records as `Gathered` has them, in no order, and those that differ from what is remembered.

    `came` and `went` have the columns of `Remembered.records`: records that are new, in another
    item or say something else, as they are now; and as they were, also those that are gone.
    """

    gathered: Gathered
    hashed: pl.DataFrame
    came: pl.DataFrame
    went: pl.DataFrame


def regather(known: Known, old: Remembered) -> Regathered:
    """What `gather` would give, with the hashes of records.

    Records are parted into groups between which there is no accepted link, neither now nor before:
    one group never changes who is who in another. Only groups in which a record or a link changed
    are gathered again.
    """
    records, gone = _compared(known, old)
    touched = _touched_parts(known, records, gone, old)
    if touched.is_empty():
        ids, replaced = records[WAS], old.snapshot.redirect
    else:
        ids, replaced = _again(known, records, old, touched)
    records = records.with_columns(ids.alias(Columns.ID))
    differs = pl.col(HASH).ne_missing(pl.col(WAS_HASH)) | pl.col(Columns.ID).ne_missing(pl.col(WAS))
    hashed = records.select(old.records.columns)
    before = pl.col(WAS).is_not_null() & differs
    were = records.filter(before).select(
        *KEYS, pl.col(WAS).alias(Columns.ID), OWN, pl.col(WAS_HASH).alias(HASH)
    )
    whole = known.records.with_columns(records[OWN], records[Columns.ID])
    return Regathered(
        Gathered(whole, replaced),
        hashed,
        hashed.filter(records.select(differs).to_series()),
        pl.concat([were, gone]),
    )


def _compared(known: Known, old: Remembered) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Each record beside what is remembered of it, and the remembered ones that are gone."""
    keys = known.records.select(*KEYS, record_hashes(known.records).alias(HASH))
    before = old.records.rename({Columns.ID: WAS, HASH: WAS_HASH})
    records = keys.join(before, on=KEYS, how="left", maintain_order="left")
    fresh = records[OWN].is_null()
    own = records[OWN].scatter(fresh.arg_true(), own_ids(records.filter(fresh)))
    gone = old.records.clear()
    if old.records.height > records.height - fresh.sum():
        gone = old.records.join(keys, on=KEYS, how="anti")
    return records.with_columns(own, _parts(own).alias(PART)), gone


def _parts(own: pl.Series) -> pl.Expr:
    """Before, a record was part of its item; a new one is a part by itself."""
    return pl.coalesce(WAS, pl.lit("new ") + own)


def _touched_parts(
    known: Known, records: pl.DataFrame, gone: pl.DataFrame, old: Remembered
) -> pl.Series:
    """Parts in which something changed, and all that links tie to them."""
    added, removed = _changed_links(known.links, old.snapshot.link)
    ends = _ends_now(added, records), _ends_before(removed, old)
    fresh = records.filter(pl.col(WAS).is_null())[PART]
    touched = pl.concat([fresh, gone[Columns.ID], *(e[side] for e in ends for side in e.columns)])
    touched = touched.drop_nulls().unique()
    if touched.is_empty():
        return touched
    accepted = pl.col(Columns.STATUS) == ACCEPTED
    ties = pl.concat(
        [
            _ends_now(added.filter(accepted), records),
            _ends_before(old.snapshot.link.filter(accepted), old),
        ]
    )
    return _spread(touched, ties.filter(pl.col(Columns.LEFT) != pl.col(Columns.RIGHT)))


def _spread(touched: pl.Series, ties: pl.DataFrame) -> pl.Series:
    """These parts and every part that ties lead to, however far."""
    while True:
        among = touched.implode()
        reached = ties.filter(
            pl.col(Columns.LEFT).is_in(among) | pl.col(Columns.RIGHT).is_in(among)
        )
        more = pl.concat([touched, reached[Columns.LEFT], reached[Columns.RIGHT]]).unique()
        if more.len() == touched.len():
            return touched
        touched = more


def _changed_links(now: pl.DataFrame, before: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    if now.select(DECISIVE).equals(before.select(DECISIVE)):
        return now.clear(), before.clear()
    added = now.join(before, on=DECISIVE, how="anti", nulls_equal=True)
    return added, before.join(now, on=DECISIVE, how="anti", nulls_equal=True)


def _ends_now(links: pl.DataFrame, records: pl.DataFrame) -> pl.DataFrame:
    """The parts that links tie, `left` and `right`; their records are all here."""
    parts = records.select(*KEYS, PART)
    for side, names in ((Columns.LEFT, PAIR[:2]), (Columns.RIGHT, PAIR[2:])):
        links = links.join(parts.rename({PART: side}), left_on=names, right_on=KEYS)
    return links.select(Columns.LEFT, Columns.RIGHT)


def _ends_before(links: pl.DataFrame, old: Remembered) -> pl.DataFrame:
    ids = old.snapshot.item[Columns.ID]
    return pl.DataFrame(
        {
            Columns.LEFT: ids.gather(links[Columns.LEFT_ITEM]),
            Columns.RIGHT: ids.gather(links[Columns.RIGHT_ITEM]),
        }
    )


def _again(
    known: Known, records: pl.DataFrame, old: Remembered, touched: pl.Series
) -> tuple[pl.Series, pl.DataFrame]:
    """The id of every record, and all redirects, with the touched parts gathered again."""
    inside = records[PART].is_in(touched.implode())
    former = old.records.filter(pl.col(Columns.ID).is_in(touched.implode()))
    elsewhere = records.filter(~inside)[WAS].unique()
    part = Known(
        known.records.select(KEYS).filter(inside),
        known.windows,
        known.links,
        known.trusted,
        known.newest,
    )
    own = records[OWN].filter(inside)
    asked = pl.concat([own, former[OWN], touched])
    led = pl.col(Columns.ID).is_in(asked.implode())
    led |= pl.col(Columns.REPLACED_BY).is_in(touched.implode())
    redirects = old.snapshot.redirect
    before = FormerItems(former.select(*KEYS, Columns.ID), redirects.filter(led))
    gathered = gather(part, before, own, elsewhere)
    found = gathered.records.select(*KEYS, Columns.ID)
    ids = part.records.join(found, on=KEYS, how="left", maintain_order="left")[Columns.ID]
    replaced = pl.concat([redirects.filter(~led), gathered.replaced]).sort(Columns.ID)
    return records[WAS].scatter(inside.arg_true(), ids), replaced
