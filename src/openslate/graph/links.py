"""What a link says: the frame of identity links, its columns and their meaning."""

import polars as pl

from openslate.common.errors import SlateError
from openslate.graph.vocabulary import Columns

PAIR = (Columns.LEFT_SOURCE, Columns.LEFT_RECORD, Columns.RIGHT_SOURCE, Columns.RIGHT_RECORD)
ACCEPTED, WAITING, REJECTED = "accepted", "waiting", "rejected"
STATUSES = (ACCEPTED, WAITING, REJECTED)
LINK_SCHEMA: dict[str, pl.DataType] = {
    **dict.fromkeys(PAIR, pl.String()),
    Columns.CONFIDENCE: pl.Float64(),
    Columns.METHOD: pl.String(),
    Columns.EVIDENCE: pl.String(),
    Columns.STATUS: pl.String(),
    Columns.DECIDED_BY: pl.String(),  # a person, or null: the method decided
    Columns.CONTRIBUTIONS: pl.String(),  # JSON, or null: the method does not say
}
_OPTIONAL = (Columns.DECIDED_BY, Columns.CONTRIBUTIONS)
_NULL_WHEN_EMPTY = (Columns.METHOD, Columns.EVIDENCE, *_OPTIONAL)
_SWAPPED = dict(zip(PAIR, (*PAIR[2:], *PAIR[:2]), strict=True))


def conform(links: pl.DataFrame) -> pl.DataFrame:
    """Links in `LINK_SCHEMA`, each pair once (the first), ordered by pair.

    `decided_by` and `contributions` may be left out. An empty text becomes null, because the graph
    cannot tell them apart.
    """
    absent = [c for c in _OPTIONAL if c not in links.columns]
    whole = links.with_columns(pl.lit(None, pl.String).alias(c) for c in absent)
    typed = whole.select(pl.col(c).cast(kind) for c, kind in LINK_SCHEMA.items())
    return (
        typed.with_columns(pl.when(pl.col(c) != "").then(c).alias(c) for c in _NULL_WHEN_EMPTY)
        .unique(PAIR, keep="first", maintain_order=True)
        .sort(PAIR)
    )


def with_decisions(links: pl.DataFrame, decisions: pl.DataFrame) -> pl.DataFrame:
    """Links after people decided: status and who said so, for a pair in either order.

    `decisions` has the columns of a pair, `status` and `decided_by` (null takes a decision back). A
    pair that nothing proposed becomes a link of its own.
    """
    check_statuses(decisions)
    chosen = decisions.select(*PAIR, Columns.STATUS, Columns.DECIDED_BY)
    turned = chosen.rename(_SWAPPED).select(chosen.columns)
    known = turned.join(links, on=PAIR, how="semi")
    meant = pl.concat([known, chosen.join(known.rename(_SWAPPED), on=PAIR, how="anti")])
    meant = meant.unique(PAIR, keep="last", maintain_order=True)
    added = meant.join(links, on=PAIR, how="anti").with_columns(
        pl.when(pl.col(Columns.STATUS) == ACCEPTED)
        .then(1.0)
        .otherwise(0.0)
        .alias(Columns.CONFIDENCE),
        pl.lit("person").alias(Columns.METHOD),
        pl.lit(None, pl.String).alias(Columns.EVIDENCE),
    )
    changed = links.join(meant, on=PAIR, suffix="_now").with_columns(
        pl.col(f"{column}_now").alias(column) for column in (Columns.STATUS, Columns.DECIDED_BY)
    )
    rest = links.join(meant, on=PAIR, how="anti")
    return conform(pl.concat([rest, changed.select(links.columns), conform(added)]))


def check_statuses(links: pl.DataFrame) -> None:
    """Raises SlateError when a status is none that Slate knows."""
    for status in links[Columns.STATUS].unique():
        if status not in STATUSES:
            raise SlateError(f"{status!r} is no status of a link", do=f"Use one of {STATUSES}")
