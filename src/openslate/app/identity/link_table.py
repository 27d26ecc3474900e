"""The pairs of one snapshot, with the names of their records and how many people they reach."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from openslate.app.views import LinkView
from openslate.common.errors import NotFoundError
from openslate.common.ids import short_id
from openslate.decision.verdict import Verdict
from openslate.graph.links import ACCEPTED, PAIR, REJECTED, WAITING
from openslate.graph.snapshot import Snapshot
from openslate.graph.vocabulary import FIELD, Columns
from openslate.store.reviews import KeptReview

LINK, PRIORITY, PENDING, SAID, BY = "link", "priority", "pending", "said", "by"
LEFT_NAME, RIGHT_NAME = "left_name", "right_name"
SIDES = ((LEFT_NAME, PAIR[:2]), (RIGHT_NAME, PAIR[2:]))
STATUS_OF = {Verdict.ALLOW: ACCEPTED, Verdict.BLOCK: REJECTED, Verdict.REVIEW: WAITING}
"""What a person's verdict makes of a link; REVIEW takes back what was said before."""
NAME, YEAR = FIELD["name"].column, FIELD["year"].column
NAMELESS = "without a name"


def link_id(left: tuple[str, str], right: tuple[str, str]) -> str:
    """A short id of a pair of (source, record), whichever stands first."""
    first, second = sorted((left, right))
    return short_id("l", *first, *second)


class LinkTable:
    """One row a pair: `frame` has the snapshot's link columns, `link`, names and `priority`.

    Priority is uncertainty times reach. Uncertainty is 1 at a confidence of one half and falls to
    0 at 0 and 1; reach is the viewings of both items, and one more. `viewings` has the columns
    source, record and events (`EventStore.of_records`).
    """

    def __init__(self, snapshot: Snapshot, viewings: pl.DataFrame) -> None:
        self.snapshot = snapshot
        self.frame = _ranked(_named(snapshot), _by_item(snapshot, viewings))

    def standing(self, reviews: Mapping[str, KeptReview]) -> pl.DataFrame:
        """`frame` as people left it: status and `decided_by` now, and whether that is `pending`.

        `reviews` are the ones that count, by link.
        """
        rows = [(k, STATUS_OF.get(r.review.verdict), r.review.reviewer) for k, r in reviews.items()]
        said = pl.DataFrame(rows, {LINK: pl.String, SAID: pl.String, BY: pl.String}, orient="row")
        frame = self.frame.join(said, on=LINK, how="left", maintain_order="left")
        status, by = pl.col(Columns.STATUS), pl.col(Columns.DECIDED_BY)
        undone = pl.col(SAID) == WAITING
        pending = pl.when(undone).then(by.is_not_null()).otherwise((status != SAID_) | by.is_null())
        pending = (pending & SAID_.is_not_null()).fill_null(False)
        return frame.with_columns(
            pl.when(pending).then(SAID_).otherwise(status).alias(Columns.STATUS),
            pl.when(pending & undone)
            .then(None)
            .when(SAID_.is_not_null() & ~undone)
            .then(pl.col(BY))
            .otherwise(by)
            .alias(Columns.DECIDED_BY),
            pending.alias(PENDING),
        ).drop(SAID, BY)

    def view(self, row: Mapping[str, Any]) -> LinkView:
        """A row of `standing` for people."""
        ids = self.snapshot.ids
        return LinkView(
            link=row[LINK],
            left=f"{row[PAIR[0]]} {row[PAIR[1]]}",
            left_name=row[LEFT_NAME],
            right=f"{row[PAIR[2]]} {row[PAIR[3]]}",
            right_name=row[RIGHT_NAME],
            confidence=row[Columns.CONFIDENCE],
            method=row[Columns.METHOD],
            evidence=row[Columns.EVIDENCE] or "",
            status=row[Columns.STATUS],
            decided_by=row[Columns.DECIDED_BY],
            pending=row[PENDING],
            left_item=ids[row[Columns.LEFT_ITEM]],
            right_item=ids[row[Columns.RIGHT_ITEM]],
            viewings=row[Columns.VIEWINGS],
        )


SAID_ = pl.col(SAID)


def row_of(standing: pl.DataFrame, link: str) -> dict[str, Any]:
    """One pair; raises NotFoundError when there is no such link."""
    found = standing.filter(pl.col(LINK) == link)
    if found.is_empty():
        raise NotFoundError(
            f"There is no link {link!r}", do="See 'slate review', or the page Review"
        )
    return found.row(0, named=True)


def _named(snapshot: Snapshot) -> pl.DataFrame:
    """The links with their ids and what each record is called."""
    links = snapshot.link
    ids = [link_id((a, b), (c, d)) for a, b, c, d in links.select(PAIR).iter_rows()]
    links = links.with_columns(pl.Series(LINK, ids, pl.String))
    names = _names(snapshot)
    for column, keys in SIDES:
        links = links.join(
            names.rename({NAME: column}),
            left_on=keys,
            right_on=[Columns.SOURCE, Columns.RECORD],
            how="left",
            maintain_order="left",
        ).with_columns(pl.col(column).fill_null(NAMELESS))
    return links


def _names(snapshot: Snapshot) -> pl.DataFrame:
    """Name and year of every record, as one text."""
    keys = [Columns.SOURCE, Columns.RECORD]
    names, years = (_said_once(snapshot.claim, field) for field in (NAME, YEAR))
    return names.join(years, on=keys, how="left").select(
        *keys, pl.concat_str(NAME, pl.format(" ({})", YEAR), ignore_nulls=True)
    )


def _said_once(claims: pl.DataFrame, field: str) -> pl.DataFrame:
    keys = [Columns.SOURCE, Columns.RECORD]
    said = claims.filter(pl.col(Columns.FIELD) == field).unique(keys, keep="first")
    return said.select(*keys, pl.col(Columns.VALUE).alias(field))


def _by_item(snapshot: Snapshot, viewings: pl.DataFrame) -> pl.DataFrame:
    """How often each item was watched."""
    known = snapshot.record.join(viewings, on=[Columns.SOURCE, Columns.RECORD])
    return known.group_by(Columns.ITEM).agg(pl.col("events").sum().alias(Columns.VIEWINGS))


def _ranked(links: pl.DataFrame, viewings: pl.DataFrame) -> pl.DataFrame:
    for item, seen in ((Columns.LEFT_ITEM, "_left"), (Columns.RIGHT_ITEM, "_right")):
        links = links.join(
            viewings.rename({Columns.ITEM: item, Columns.VIEWINGS: seen}),
            on=item,
            how="left",
            maintain_order="left",
        )
    left, right = (pl.col(seen).fill_null(0) for seen in ("_left", "_right"))
    apart = pl.col(Columns.LEFT_ITEM) != pl.col(Columns.RIGHT_ITEM)
    unsure = 1 - (2 * pl.col(Columns.CONFIDENCE) - 1).abs()
    return (
        links.with_columns((left + pl.when(apart).then(right).otherwise(0)).alias(Columns.VIEWINGS))
        .with_columns((unsure * (pl.col(Columns.VIEWINGS) + 1)).alias(PRIORITY))
        .drop("_left", "_right")
    )
